/** One `name: value` as JSON, Python, JavaScript, YAML and headers write it. */
export interface Field {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  /** Whether the end of the value is certain; for a bare value in prose it is not. */
  readonly quoted: boolean;
}

const longestEntry = 16_000;
const longestValue = 4000;
const mostFields = 300;

/**
 * The fields in a text, even if it is cut off, quoted within itself or invalid JSON. Values of outer fields are
 * searched for inner fields as well.
 */
export function fieldsIn(entry: string): Field[] {
  const text = entry.slice(0, longestEntry);
  const name = /(?<![\w$@.-])(["'`]?)([\w@][\w.@-]{0,60})\1 {0,3}(?::|=>|=)(?!=)\s{0,8}/g;
  const ends = closingQuotes(text);
  const fields: Field[] = [];
  for (const found of text.matchAll(name)) {
    if (fields.length >= mostFields) break;
    const start = found.index + found[0].length;
    const value = valueAt(text, start, ends);
    const quoted = /^[bu]?["'`]/.test(text.slice(start, start + 2));
    if (value !== '') fields.push({ name: (found[2] ?? '').toLowerCase(), value, quoted });
  }
  return fields;
}

/** The places of quotes that can end a value, by the quote: one within a value is followed by more words. */
type ClosingQuotes = ReadonlyMap<string, readonly number[]>;

function closingQuotes(text: string): ClosingQuotes {
  const ends = new Map<string, number[]>([
    ['"', []],
    ["'", []],
    ['`', []],
  ]);
  // Looked at once for the whole text: a hostile one has thousands of fields, each of which would look again.
  for (const { 0: quote, index } of text.matchAll(/["'`](?=\s{0,20}(?:$|[,}\])\n;:]))/g)) ends.get(quote)?.push(index);
  return ends;
}

function valueAt(text: string, start: number, ends: ClosingQuotes): string {
  // Python writes bytes as b'…'.
  const at = /^[bu]["']/.test(text.slice(start, start + 2)) ? start + 1 : start;
  const closing = ends.get(text[at] ?? '');
  if (!closing) return /^[^,}\])\n;]{0,300}/.exec(text.slice(at, at + 300))?.[0]?.trim() ?? '';
  const longest = Math.min(text.length, at + 1 + longestValue);
  const close = firstAfter(closing, at) ?? longest;
  return text.slice(at + 1, Math.min(close, longest));
}

/** The first of ascending places that is behind `at`. */
function firstAfter(places: readonly number[], at: number): number | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return places[low];
}
