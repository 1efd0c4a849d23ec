import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

/** Milliseconds after which a benchmark counts as hung; none takes nearly as long. */
const deadline = 10 * 60_000;

/** Runs one benchmark in a process that nothing else has warmed or filled, and returns its figures. */
export function inOwnProcess(name: string): Promise<Figure[]> {
  return new Promise((resolve, reject) => {
    let figures: Figure[] | null = null;
    const child = fork(join(import.meta.dirname, 'oneBenchmark.ts'), [name], {
      execArgv: ['--expose-gc'],
      timeout: deadline,
    });
    child.on('message', (message) => {
      figures = message as Figure[];
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (figures && code === 0) resolve(figures);
      else reject(new Error(`The benchmark “${name}” gave no figures.`));
    });
  });
}
