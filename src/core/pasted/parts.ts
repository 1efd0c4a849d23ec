/**
 * The longest text that is read, in UTF-16 units. Of a longer one only the end is read, where the last error stands.
 */
export const longestText = 1_048_576;
/** The most UTF-16 units read closely; in a longer text, only the parts around words that errors use. */
const longestParts = 32_768;
/**
 * Units of this that come from the front, because a log often begins with the first failure; the rest come from the
 * end.
 */
const front = 8192;
const before = 1500;
const after = 2500;
/** Occurrences of one word that are looked at, from the end and from the front. */
const fromEnd = 12;
const fromFront = 4;

/** Words that stand near providers' errors, in lower case. */
const telling = [
  'rate limit',
  'rate_limit',
  'ratelimit',
  'too many',
  'too large',
  'too long',
  'quota',
  'exhausted',
  'insufficient',
  'credit',
  'billing',
  'spend',
  'overloaded',
  'try again in',
  'retry-after',
  'retry after',
  'usage limit',
  'concurren',
  'api key',
  'api_key',
  'authentication',
  'context length',
  'status code',
  'error code',
  'http/',
  ' 429',
  '"429',
  'econn',
  'enotfound',
];

/** The parts of a text that may hold an error, in order; a short text stays whole. */
export function tellingParts(text: string): string {
  const lower = text.toLowerCase();
  // Some letters change length with their case; places would no longer agree.
  const whole = lower.length === text.length ? text : lower;
  const places = telling.flatMap((word) => placesOf(lower, word)).sort((a, b) => a - b);
  const spans = merged([0, ...places, whole.length], whole.length);
  const kept: [number, number][] = [];
  let room = longestParts - front;
  for (const [start, end] of spans.toReversed()) {
    if (room <= 0) break;
    const from = Math.max(start, end - room);
    kept.unshift([from, end]);
    room -= end - from;
  }
  const first = kept[0]?.[0] ?? whole.length;
  const begun: [number, number][] = [];
  let space = front;
  for (const [start, end] of spans) {
    const to = Math.min(end, first, start + space);
    if (space <= 0 || to <= start) break;
    begun.push([start, to]);
    space -= to - start;
  }
  return [...begun, ...kept].map(([start, end]) => wholeWords(whole, start, end)).join('\n');
}

export function isLong(text: string): boolean {
  return text.length > longestParts;
}

function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0 && places.length < fromFront; at = text.indexOf(word, at + 1))
    places.push(at);
  if (places.length < fromFront) return places;
  for (
    let at = text.lastIndexOf(word), found = 0;
    at > 0 && found < fromEnd;
    at = text.lastIndexOf(word, at - 1), found++
  )
    places.push(at);
  return places;
}

function merged(places: readonly number[], length: number): [number, number][] {
  const spans: [number, number][] = [];
  for (const place of places) {
    const start = Math.max(0, place - before);
    const end = Math.min(length, place + after);
    const last = spans.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  return spans;
}

/** Drops a word that the cut goes through: half a number is another number, and half a key is no longer recognised. */
function wholeWords(text: string, start: number, end: number): string {
  const part = text.slice(start, end);
  const head = start === 0 ? 0 : part.search(/\s/);
  const tail = end === text.length ? part.length : lastBlank(part);
  return head < 0 ? '' : part.slice(head, Math.max(head, tail));
}

function lastBlank(part: string): number {
  return Math.max(part.lastIndexOf(' '), part.lastIndexOf('\n'));
}

/** The end of a text that is too long, from the first whole word on. */
export function lastPart(text: string): string {
  return text.length <= longestText ? text : wholeWords(text, text.length - longestText, text.length);
}
