import { outsideText } from './outsideText.ts';

/** A text that is blank for longer than this many times its own length is cut. */
const mostBlanks = 50;

/**
 * Makes text from outside safe for the editor's own labels and messages. They turn `$(name)` into an icon and
 * `[text](command:…)` into a link, and no escape works for both; an invisible word joiner does (docs/threats.md, T8).
 */
export function plainText(text: string, longest = 200): string {
  // Of a text that goes on behind it, no more is looked at than shows whatever its blanks come to.
  const beginning = text.slice(0, longest * mostBlanks);
  return outsideText(beginning.replace(/\s+/g, ' '), longest).replace(/([$\]])\(/g, '$1\u2060(');
}
