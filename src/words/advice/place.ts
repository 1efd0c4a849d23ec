import type { Page } from '../../core/dialects/presets.ts';
import type { Editor } from './editor.ts';

/** The pages that can be opened, by provider. A surface knows their names and never their addresses. */
export type PagesKnown = Readonly<Partial<Record<string, readonly Page[]>>>;

/** Where the reader is, and what can be opened from there. */
export interface Place {
  readonly editor: Editor;
  readonly pages: PagesKnown;
}
