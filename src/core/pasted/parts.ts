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
/** UTF-16 units within which the same word once more is a mere repetition. */
const repeating = 32;
/** Occurrences of one word that are looked at, from the end and from the front. */
const fromEnd = 12;
const fromFront = 4;

/** Words that stand near providers' errors, in lower case. One pattern of all: a long text is gone through once. */
const telling = new RegExp(
  [
    'rate[ _]?limit',
    'usage limit',
    'too (?:many|large|long)',
    'quota',
    'exhausted',
    'insufficient',
    'credit',
    'billing',
    'spend',
    'overloaded',
    'try again in',
    'retry[- ]after',
    'concurren',
    'api[ _]key',
    'authentication',
    'context length',
    '(?:status|error) code',
    'http/',
    '[ "]429',
    'econn',
    'enotfound',
  ].join('|'),
  'g',
);

/** The parts of a text that may hold an error, in order; a short text stays whole. */
export function tellingParts(text: string): string {
  const lower = text.toLowerCase();
  // Some letters change length with their case; places would no longer agree.
  const whole = lower.length === text.length ? text : lower;
  const places = tellingPlaces(lower).sort((a, b) => a - b);
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

/** The ends of the telling words: of each the first few and the last few. */
function tellingPlaces(text: string): number[] {
  const places = new Map<number, { readonly first: number[]; readonly last: number[]; more: number }>();
  let latest = { word: 0, end: 0 };
  telling.lastIndex = 0;
  while (telling.test(text)) {
    const end = telling.lastIndex;
    const word = wordBefore(text, end);
    // A word that does nothing but repeat itself is stepped over, or a megabyte of it would take long.
    if (word === latest.word && end - latest.end < repeating) telling.lastIndex = end + repeating;
    latest = { word, end };
    const found = places.get(word);
    if (!found) places.set(word, { first: [end], last: [], more: 0 });
    else if (found.first.length < fromFront) found.first.push(end);
    else found.last[found.more++ % fromEnd] = end;
  }
  return [...places.values()].flatMap(({ first, last }) => [...first, ...last]);
}

/** A word by its last three letters: a megabyte can hold a quarter of a million. */
function wordBefore(text: string, end: number): number {
  return (text.charCodeAt(end - 3) << 14) | (text.charCodeAt(end - 2) << 7) | text.charCodeAt(end - 1);
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
