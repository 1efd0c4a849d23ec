import type { Page } from '../../core/dialects/presets.ts';
import type { Editor } from './editor.ts';

/** The names of the pages that can be opened, by provider. A surface never learns their addresses. */
export type PagesKnown = Readonly<Partial<Record<string, readonly Page[]>>>;

/** The reader's editor, what can be opened from it, and what it hides. */
export interface Place {
  readonly editor: Editor;
  readonly pages: PagesKnown;
  /** Whether the editor keeps requests of extensions from being heard (`http.electronFetch`); left out where it does not matter. */
  readonly hidesRequests?: boolean;
}
