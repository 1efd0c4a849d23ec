import type { Failure } from '../model/failure.ts';

/** The words of our own cap (`TooLargeError` in `src/providers/boundFetch.ts`). */
const cap = /^The answer is larger than \d+ [kM]B$/;

/** Whether somebody answered with more than Keygauge reads. */
export function isTooLarge({ cause, message }: Pick<Failure, 'cause' | 'message'>): boolean {
  return cause === 'network' && cap.test(message);
}
