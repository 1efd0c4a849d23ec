/**
 * What to find, what to put in its place, and words of which one is in every text that holds it, in lower case: most texts
 * hold none, and to look for a word is quick. A pattern never goes over the same letters twice, since each begins where no
 * other one can and bounds what it repeats.
 */
export interface SecretShape {
  readonly marks: readonly string[];
  readonly find: RegExp;
  /** A pattern of `replaceAll`, or a function of what was found, its groups, its place and the whole text. */
  readonly put: string | ((found: string, ...parts: string[]) => string);
}

export function withoutShapes(text: string, shapes: readonly SecretShape[]): string {
  const lower = text.toLowerCase();
  let clean = text;
  for (const { marks, find, put } of shapes) {
    if (!marks.some((mark) => lower.includes(mark))) continue;
    // The two overloads of `replace` do not take a union.
    clean = typeof put === 'string' ? clean.replace(find, put) : clean.replace(find, put);
  }
  return clean;
}
