import { plainText } from './plainText.ts';

/** Characters of a model's name that a status bar has room for. */
const longest = 24;

/**
 * A model's name as short as it stays clear: without the path and vendor in front, the date behind and a fine-tune's
 * owner. "claude-sonnet-5-20260801" becomes "sonnet-5". Safe for the editor's own labels.
 */
export function shortModelName(model: string): string {
  const last = model.split('/').at(-1) ?? model;
  const short = last
    .replace(/^claude-/, '')
    .replace(/-20\d{2}-?\d{2}-?\d{2}$/, '')
    .replace(/-latest$/, '');
  return plainText(short === '' ? model : short, longest);
}
