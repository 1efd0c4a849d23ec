import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Step } from './step.ts';
import { root } from './steps.ts';
import type { TestReport } from './testReport.ts';

/** Characters kept of what a step wrote, to tell at the end why it did not end well. */
const mostSaid = 4_000;

/**
 * Runs a step, writes what it says, and returns its results; any failure outside its tests counts as one. One that is spare gives
 * way to whatever else runs. Never rejects.
 */
export async function runStep(
  step: Step,
  write: (chunk: Uint8Array | string) => void,
  isSpare = false,
): Promise<TestReport> {
  const reportFile = join(root, `dist-test/report-${step.name}.json`);
  rmSync(reportFile, { force: true });
  const child = spawn(process.execPath, step.run, {
    cwd: root,
    env: { ...process.env, TEST_REPORT: reportFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (isSpare && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  let said = '';
  const pass = (chunk: Uint8Array | string) => {
    said = `${said}${typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()}`.slice(-mostSaid);
    write(chunk);
  };
  child.stdout.on('data', pass);
  child.stderr.on('data', pass);
  const status = await once(child, 'close').then(
    ([code]) => code as number | null,
    (error) => {
      pass(`${error}\n`);
      return null;
    },
  );
  const nothing = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const broken = (report: TestReport) => ({
    ...report,
    failed: 1,
    failures: [{ name: 'did not end well', reason: said }],
  });
  if (step.kind === 'check') return status === 0 ? nothing : broken(nothing);
  const report: TestReport = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : nothing;
  if (report.passed + report.failed === 0) pass(`No test ran in “${step.title}”.\n`);
  const isBroken = report.failed === 0 && (status !== 0 || report.passed === 0);
  return isBroken ? broken(report) : report;
}
