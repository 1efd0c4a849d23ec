import { modelHeader } from '../core/dialects/families.ts';
import { isLimiterHeader } from '../core/dialects/headerNames.ts';

/** The most headers of one message that are looked at; a provider sends about thirty. */
const mostHeaders = 120;
const longestName = 80;
const longestValue = 200;
/** The most names of headers remembered. */
const mostNames = 1_000;

/** Headers of an answer that are of use beside those of the rate limiter. */
const ofUse = new Set(['date', modelHeader, 'retry-after', 'retry-after-ms', 'x-should-retry']);

/** Headers of a request that say who sends it, with which key, and how long it is. */
export type RequestHeaders = (name: string) => string | null;

/** A header of undici's request by its lower-case name. Older versions keep them as one text. */
export function undiciHeaders(headers: unknown): RequestHeaders {
  const found = new Map<string, unknown>();
  for (const [name, value] of typeof headers === 'string' ? pairsIn(headers) : pairsOf(headers)) {
    const key = textOf(name, longestName)?.toLowerCase();
    if (key !== undefined && !found.has(key)) found.set(key, value);
  }
  return (name) => textOf(found.get(name));
}

/** The headers of an answer that are of use, from a flat list of names and values or an object; names in lower case. */
export function answerHeaders(headers: unknown): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [key, raw] of pairsOf(headers)) {
    const name = nameOfUse(key);
    const value = name === null ? null : textOf(raw, longestValue);
    // One that came twice with different values says nothing.
    if (name !== null && value !== null) kept[name] = Object.hasOwn(kept, name) && kept[name] !== value ? '' : value;
  }
  return kept;
}

/** Names as they came, with the name in lower case where it is of use: providers send the same few dozen each time. */
const knownNames = new Map<string, string | null>();

function nameOfUse(key: unknown): string | null {
  const name = textOf(key, longestName);
  if (name === null) return null;
  const known = knownNames.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  const found = ofUse.has(lower) || isLimiterHeader(lower) ? lower : null;
  if (knownNames.size >= mostNames) knownNames.clear();
  knownNames.set(name, found);
  return found;
}

/** The first of the headers in a text, one a line. */
function pairsIn(headers: string): (readonly [string, string])[] {
  return headers.split('\r\n', mostHeaders).flatMap((line) => {
    const end = line.indexOf(':');
    return end < 0 ? [] : [[line.slice(0, end), line.slice(end + 1).trim()] as const];
  });
}

/** The first of the headers, which come as a flat list or as an object. */
function pairsOf(headers: unknown): (readonly [unknown, unknown])[] {
  if (!Array.isArray(headers)) {
    return typeof headers === 'object' && headers !== null ? Object.entries(headers).slice(0, mostHeaders) : [];
  }
  const pairs: [unknown, unknown][] = [];
  for (let at = 0; at + 1 < headers.length && at < 2 * mostHeaders; at += 2) pairs.push([headers[at], headers[at + 1]]);
  return pairs;
}

/** The text of a header's name or value; `null` if it is none, or a longer one. */
export function textOf(value: unknown, longest = Infinity): string | null {
  if (typeof value === 'string') return value.length <= longest ? value : null;
  if (Buffer.isBuffer(value)) return value.byteLength <= longest ? value.toString('latin1') : null;
  if (Array.isArray(value) && value.length === 1) return textOf(value[0], longest);
  return typeof value === 'number' ? String(value) : null;
}
