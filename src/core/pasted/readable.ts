import { pageText } from '../causes/pageText.ts';

const terminal =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals color their text with them
  /\u001b(?:\[[0-9;:?]{0,40}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,400}(?:\u0007|\u001b\\)|[@-Z\\^_])|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Removes terminal colors and makes all line breaks one kind. */
export function withoutColors(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return lines.replace(terminal, '');
}

const entities: Readonly<Record<string, string>> = {
  quot: '"',
  '#34': '"',
  '#39': "'",
  '#x27': "'",
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
};

/**
 * Makes a text plain to read: undoes JSON within JSON at any depth, HTML, typographic quotes and the wide marks that a
 * translated page makes of JSON's.
 */
export function readable(text: string): string {
  return pageText(text)
    .replace(/&(quot|#34|#39|#x27|apos|amp|lt|gt|nbsp);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/(?<!\\)\\{1,64}(?:u([0-9a-fA-F]{4})|(["'`/nrt]))/g, (_, point: string | undefined, letter: string) =>
      point ? String.fromCharCode(Number.parseInt(point, 16)) : (breaks[letter] ?? letter),
    )
    .replace(/[\u2018\u2019\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/"\uff1a(?=\s?["{[\d])/g, '":')
    .replace(/"\uff0c(?=\s?")/g, '",')
    .replace(/\u200b|\u200c|\u200d|\u2060|\ufeff/g, '')
    .replace(/[\u00a0\u2500-\u257f]/g, ' ');
}

const breaks: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: ' ' };
