import type { Failure } from '../model/failure.ts';
import { withoutResponse } from './failureOf.ts';

/** What Node says when a file that was built together with the running ones is gone, or is that of another build. */
const missing =
  /^(?:ERR_)?MODULE_NOT_FOUND\b|\bCannot find (?:module|package)\b|^ENOENT\b.*\.m?js\b|does not provide an export named|dynamically imported module/;

/**
 * A failure of Keygauge's own, before any request was sent. `thrown` may be anything: what is thrown need not be an
 * error, nor have words. An update replaces the files of a window that goes on running; that is told apart.
 */
export function ownFault(thrown: unknown, secrets: Iterable<string> = []): Failure {
  const { code, message } = wordsOf(thrown);
  return missing.test(`${code} ${message}`)
    ? withoutResponse('outdated', 'Files of Keygauge were replaced while it ran.')
    : withoutResponse('own-fault', message, secrets);
}

function wordsOf(thrown: unknown): { code: string; message: string } {
  try {
    if (!(thrown instanceof Error)) return { code: '', message: String(thrown) };
    const { code = '', message } = thrown as { code?: unknown; message: unknown };
    return { code: String(code), message: String(message) };
  } catch {
    return { code: '', message: 'something without words' };
  }
}
