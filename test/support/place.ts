import type { Editor } from '../../src/words/advice/editor.ts';
import { pagesOf } from '../../src/words/advice/links.ts';
import type { Place } from '../../src/words/advice/place.ts';

/** An editor in which every known page can be opened. */
export function placeIn(editor: Editor): Place {
  return { editor, pages: pagesOf() };
}
