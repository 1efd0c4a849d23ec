import type { Clock } from './clock.ts';

/**
 * Resolves with the result of `ask`, or with `null` if it takes longer than `deadline` milliseconds or `signal` aborts
 * first. Rejects if `ask` fails in time.
 */
export async function inTime<T>(
  ask: () => Promise<T>,
  deadline: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<T | null> {
  const { promise: givenUp, resolve } = Promise.withResolvers<null>();
  const giveUp = () => resolve(null);
  const timer = clock.after(deadline, giveUp);
  signal.addEventListener('abort', giveUp);
  try {
    return await Promise.race([ask(), givenUp]);
  } finally {
    timer.dispose();
    signal.removeEventListener('abort', giveUp);
  }
}
