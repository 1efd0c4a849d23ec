/** Words with which a wrapper hands on the error that it gave up on. */
const handedOn =
  /\b(?:last|original|upstream|underlying|inner|root|final|previous|nested) (?:error|exception|failure|cause)(?: was)?["'*]{0,2} {0,2}[:=]\s{0,4}/gi;
/** UTF-16 units in which an object begins, and which one has at most. */
const near = 200;
const longest = 4000;

/**
 * The error that an entry wraps, without what the wrapper says before and behind it; `null` where it hands none on. Of
 * several the last one counts.
 */
export function wrappedError(entry: string): string | null {
  const last = [...entry.matchAll(handedOn)].at(-1);
  if (!last) return null;
  const inner = entry.slice(last.index + last[0].length).slice(0, longest);
  const object = inner.indexOf('{');
  const line = inner.indexOf('\n');
  if (object < 0 || object > near) return line < 0 ? inner : inner.slice(0, line);
  return inner.slice(0, closing(inner, object));
}

/** The place behind the bracket that closes the one at `start`; the end where none does. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

/** A line that holds nothing but a status, as forms and reports have: "Status Code: 500". */
const label = /^[ \t|*_-]{0,6}(?:http )?status(?: code)?[*_ ]{0,3}[:=|][ \t*_|`]{0,6}([45]\d\d)[^\n\w]{0,12}$/im;

/** The status that a form names above each entry, where one of an earlier paragraph does. */
export function labelsOver(entries: readonly string[]): ReadonlyMap<string, number> {
  const over = new Map<string, number>();
  let above: number | null = null;
  for (const entry of entries) {
    if (above !== null) over.set(entry, above);
    const named = label.exec(entry)?.[1];
    if (named !== undefined) above = Number(named);
  }
  return over;
}
