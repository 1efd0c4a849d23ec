import type { Clock } from './clock.ts';

/**
 * What was asked for, or `null` when it does not come within `deadline` milliseconds or before `signal` calls it off.
 * Rejects if the asking fails in time.
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
