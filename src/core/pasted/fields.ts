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
export function fieldsOf(entry: string): Field[] {
  const text = entry.slice(0, longestEntry);
  const name = /(?<![\w$@.-])(["'`]?)([\w@][\w.@-]{0,60})\1 {0,3}(?::|=>|=)(?!=)\s{0,8}/g;
  const fields: Field[] = [];
  for (const found of text.matchAll(name)) {
    if (fields.length >= mostFields) break;
    const start = found.index + found[0].length;
    const value = valueAt(text, start);
    const quoted = /^[bu]?["'`]/.test(text.slice(start, start + 2));
    if (value !== '') fields.push({ name: (found[2] ?? '').toLowerCase(), value, quoted });
  }
  return fields;
}

function valueAt(text: string, start: number): string {
  // Python writes bytes as b'…'.
  const at = /^[bu]["']/.test(text.slice(start, start + 2)) ? start + 1 : start;
  const quote = text[at];
  if (quote !== '"' && quote !== "'" && quote !== '`') {
    return /^[^,}\])\n;]{0,300}/.exec(text.slice(at, at + 300))?.[0]?.trim() ?? '';
  }
  const end = Math.min(text.length, at + 1 + longestValue);
  for (let close = text.indexOf(quote, at + 1); close >= 0 && close < end; close = text.indexOf(quote, close + 1)) {
    // A quote within the value is followed by more words.
    if (/^\s{0,20}(?:$|[,}\])\n;:])/.test(text.slice(close + 1, close + 22))) return text.slice(at + 1, close);
  }
  return text.slice(at + 1, end);
}
