import type { LimitId } from '../core/model/limit.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { Editor } from '../words/advice/editor.ts';
import type { PagesKnown } from '../words/advice/place.ts';
import type { PastedWords } from '../words/pastedWords.ts';

/** Translations as `vscode.l10n.bundle` holds them. */
export type Translations = Record<string, string | { message: string; comment: string[] }>;

/** Host to panel. Each message is complete, since a hidden panel sees only the newest. */
export type ToPanel =
  | {
      readonly type: 'words';
      readonly language: string;
      readonly translations: Translations | null;
      readonly editor: Editor;
      readonly pages: PagesKnown;
    }
  /** Focuses the box in which to paste an error; follows a snapshot, which makes the page. */
  | { readonly type: 'paste-box' }
  | { readonly type: 'diagnosis'; readonly diagnosis: PastedWords }
  | {
      readonly type: 'snapshot';
      readonly snapshot: Snapshot;
      readonly pinned: LimitId | null;
      /** Epoch ms until which no notification comes; `null` when they may. */
      readonly quietUntil: number | null;
    };
