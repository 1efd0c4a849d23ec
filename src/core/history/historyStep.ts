import type { SessionRequests } from './pastSession.ts';

/** The name under which the requests of further tools are counted, where there are many. */
export const otherTools = 'other';

/** What happened to a limit within a minute or an hour. */
export interface HistoryStep {
  /** When it begins; milliseconds since 1970. */
  readonly at: number;
  /** The levels that were read, as fractions of the capacity; `null` where none was. */
  readonly level: { readonly least: number; readonly mean: number; readonly most: number } | null;
  /** Requests that were refused because of this limit, whoever sent them. */
  readonly refusals: number;
  /** Our own checks that this limit counted. */
  readonly checks: number;
  /** The user's requests that this limit counted, by the tool that sent them. */
  readonly requests: Readonly<Record<string, number>>;
  /** Those of them that name a session, as far as a day's are told apart; left out where none does. */
  readonly sessions?: readonly SessionRequests[] | undefined;
}
