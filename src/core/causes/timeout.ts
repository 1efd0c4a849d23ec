import type { Failure } from '../model/failure.ts';

/** The words of our own deadline (`networkFailure` in `src/providers/call.ts`), and the codes of Node's and undici's. */
const late = /^No answer within \d+ s$|\b(?:ETIMEDOUT|UND_ERR_\w*TIMEOUT)\b/;

/** Whether somebody was asked and took too long. */
export function isTimeout({ cause, message }: Pick<Failure, 'cause' | 'message'>): boolean {
  return cause === 'network' && late.test(message);
}
