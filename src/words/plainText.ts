import { outsideText } from './outsideText.ts';

/**
 * Makes text from outside safe for the editor's own labels and messages. They turn `$(name)` into an icon and
 * `[text](command:…)` into a link, and no escape works for both; an invisible word joiner does (docs/threats.md, T8).
 */
export function plainText(text: string, longest = 200): string {
  // Blanks are joined in no more than can be shown: of a megabyte, most would be thrown away.
  const window = text.length > 8 * longest ? `${text.slice(0, 8 * longest)}…` : text;
  return outsideText(window.replace(/\s+/g, ' '), longest).replace(/([$\]])\(/g, '$1\u2060(');
}
