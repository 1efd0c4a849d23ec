import { type CallOutcome, call, UnexpectedAnswerError } from '../../providers/call.ts';
import type { Access } from '../../providers/provider.ts';

/**
 * Everything that is ever asked of Cursor with a team's key, all with POST: it reads, and changes nothing
 * (docs/providers.md, Cursor: admin API).
 */
export const cursorPaths = ['/teams/spend', '/teams/filtered-usage-events'] as const;
export type CursorPath = (typeof cursorPaths)[number];

/** Largest answer that is read, in bytes: a page of events has a quarter of it. */
const largest = 1024 * 1024;

/** Asks for one page. Never throws; nothing is sent to a path that is not listed. */
export function askCursor(
  access: Access,
  path: CursorPath,
  body: Readonly<Record<string, number>>,
  signal: AbortSignal,
): Promise<CallOutcome<unknown>> {
  const make = async (fetch: typeof globalThis.fetch, ended: AbortSignal): Promise<unknown> => {
    if (!cursorPaths.includes(path)) throw new UnexpectedAnswerError('Keygauge does not ask for this');
    const init = { method: 'POST', body: JSON.stringify(body), signal: ended };
    const response = await fetch(new URL(path, access.baseUrl), init);
    return parsed(await response.text());
  };
  // The key is the user name, and there is no password.
  return call(access, signal, make, { largest, authorization: `Basic ${btoa(`${access.apiKey}:`)}` });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnexpectedAnswerError('The endpoint did not answer with JSON');
  }
}
