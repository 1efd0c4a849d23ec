import { pagesOf } from '../../src/advice/links.ts';
import type { Place } from '../../src/advice/place.ts';
import type { Editor } from '../../src/advice/step.ts';

/** An editor in which every known page can be opened. */
export function placeIn(editor: Editor): Place {
  return { editor, pages: pagesOf() };
}
