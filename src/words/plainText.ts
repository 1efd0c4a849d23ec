import { outsideText } from './outsideText.ts';

/**
 * Makes text from outside safe for the editor's own labels and messages. They turn `$(name)` into an icon and
 * `[text](command:…)` into a link, and no escape works for both; an invisible word joiner does (docs/threats.md, T8).
 */
export function plainText(text: string, longest = 200): string {
  return outsideText(text.replace(/\s+/g, ' '), longest).replace(/([$\]])\(/g, '$1\u2060(');
}
