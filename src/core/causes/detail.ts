import type { Verdict } from './meaning.ts';

/**
 * What a cause is about in particular, where a text tells. The cause says whose limit it is and whether waiting helps; a
 * detail only says what to do about it.
 */
export const details = [
  /** A longer answer was asked for than the model gives: `request-too-large`, and a new chat changes nothing. */
  'max-output',
  /** A picture that is too large, or too many of them: `request-too-large`. */
  'image-too-large',
  /** What ran out is a login, not a key: `key-invalid`. */
  'login-expired',
  /** A connection was refused by the user's own machine, where no program listens: `network`, and no provider was asked. */
  'nothing-listens',
  /** A parameter, a value or a form that the service does not take: no limit, and none of the causes. */
  'unsupported',
  /** A filter of contents stepped in: no limit, and none of the causes. */
  'filtered',
] as const;
export type Detail = (typeof details)[number];

/** What helps against each, best first; waiting helps with none of them. */
export const detailHelps: Readonly<Record<Detail, readonly [Verdict, ...Verdict[]]>> = {
  'max-output': ['shrink', 'switch'],
  'image-too-large': ['shrink', 'switch'],
  'login-expired': ['sign-in', 'fix-key'],
  'nothing-listens': ['start-program', 'fix-address'],
  unsupported: ['change-request', 'switch', 'report'],
  filtered: ['change-request', 'switch'],
};
