import type { NamedLimit } from '../model/failure.ts';

/** All that a cause is told from: a response, or what could be read of one in a text that somebody pasted. */
export interface Evidence {
  /** HTTP status, or the one the body names where the error came inside a 200; `null` where neither is known. */
  readonly status: number | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every `type`, `code`, `status` and `reason` of the error and every identifier in its words, in lower case. */
  readonly codes: ReadonlySet<string>;
  /** All words of the error, in lower case, in one line, with plain quotes. */
  readonly said: string;
  readonly limit: NamedLimit | null;
  /** Seconds that the provider said to wait. */
  readonly wait: number | null;
  /** These are all the words of an API's error envelope: no page of a gateway, no part of a longer text. */
  readonly envelope: boolean;
}

/** No more of an error's words is looked at; the longest real one has some 3,000 characters. */
export const longestSaid = 16_000;

/** Stands in plain words where a heading, a label or a row of a table ended: no phrase reaches over it. */
export const partEnd = '¶';

/** Lines that are a part of their own: headings and rows as Markdown marks them, and names over what they name. */
const ownLine = new RegExp(
  [
    String.raw`^[ \t>]{0,8}(?:#{1,6} [^\n]{1,200}(?=\n)`,
    String.raw`\|[^\n]{1,600}\|[ \t]{0,4}(?=\n)`,
    String.raw`(?:\*\*|__)[^\n*_]{1,80}(?:\*\*|__)(?=\n)`,
    // A sentence goes on in small letters in the next line. What is headed "Error" and no more is that error.
    String.raw`(?!Error\n)[A-Z][a-z]{1,15}(?: [A-Za-z]{1,15}){0,2}(?=\n[ \t\n>]{0,8}[A-Z])`,
    String.raw`[A-Z][^\n]{0,79}(?=\n[ \t]{0,4}(?:={3,80}|-{3,80})\n))`,
  ].join('|'),
  'gm',
);

/**
 * Words as the rules expect them: typographic quotes, line breaks, terminal frames and Markdown make no difference, but
 * for the end of a heading or a row.
 */
export function plainWords(text: string): string {
  return text
    .slice(0, longestSaid)
    .replace(ownLine, `$&;${partEnd}`)
    .replace(/[\u2018\u2019\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201f\u2033]/g, '"')
    .replace(/[`*]|\u200b|\u200c|\u200d|\u2060|\ufeff/g, '')
    .replace(/[\s\u00a0\u2500-\u257f]+/g, ' ')
    .slice(0, longestSaid)
    .toLowerCase();
}

/** What in words is no word but an identifier: `user_weekly_rate_limited`, `throttlingexception`. */
export const identifier =
  /(?<![\w./-])(?:[a-z]{2,30}(?:_[a-z0-9]{1,30}){1,8}|[a-z]{4,60}(?:exception|error))(?![\w/-])|(?<=\.)[a-z]{4,60}(?:exception|error)(?![\w/-])/g;
/** The most identifiers that are looked at. */
const mostIdentifiers = 200;

/** The identifiers in words: tools print codes without the fields that held them. `said` as `plainWords` makes it. */
export function identifiersIn(said: string): string[] {
  const found: string[] = [];
  for (const [name] of said.matchAll(identifier)) {
    found.push(name);
    if (found.length >= mostIdentifiers) break;
  }
  return found;
}
