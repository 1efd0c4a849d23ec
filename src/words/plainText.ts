import { outsideText } from './outsideText.ts';

/**
 * Text from outside for the editor's own labels and messages, which make an icon of `$(name)` and a link of
 * `[text](command:…)` and have no escape for both. An invisible word joiner keeps them text (docs/threats.md, T8).
 */
export function plainText(text: string, longest = 200): string {
  return outsideText(text.replace(/\s+/g, ' '), longest).replace(/([$\]])\(/g, '$1\u2060(');
}
