import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from './step.ts';
import { root } from './steps.ts';
import type { TestCounts } from './testCounts.ts';

/** Runs a step, writes what it says, and returns its counts; any failure outside its tests counts as one. Never rejects. */
export async function runStep(step: Step, write: (chunk: Uint8Array | string) => void): Promise<TestCounts> {
  const countsFile = join(root, `dist-test/counts-${step.name}.json`);
  rmSync(countsFile, { force: true });
  const child = spawn(process.execPath, step.run, {
    cwd: root,
    env: { ...process.env, TEST_COUNTS: countsFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', write);
  child.stderr.on('data', write);
  const status = await once(child, 'close').then(
    ([code]) => code as number | null,
    (error) => {
      write(`${error}\n`);
      return null;
    },
  );
  const broken = { passed: 0, failed: 1, skipped: 0 };
  if (step.kind === 'check') return status === 0 ? { ...broken, failed: 0 } : broken;
  const counts: TestCounts = existsSync(countsFile)
    ? JSON.parse(readFileSync(countsFile, 'utf8'))
    : { ...broken, failed: 0 };
  if (counts.passed + counts.failed === 0) {
    write(`No test ran in “${step.title}”.\n`);
    return { ...counts, failed: 1 };
  }
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
