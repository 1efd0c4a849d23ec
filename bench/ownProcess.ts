import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

/** None takes nearly as long; milliseconds. */
const deadline = 10 * 60_000;

/** The figures of one benchmark, taken in a process that nothing else has warmed or filled. */
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
