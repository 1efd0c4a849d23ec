import type { PastSteps } from '../core/history/pastView.ts';
import type { TimeSpan } from '../core/history/timeSpan.ts';
import type { LimitId } from '../core/model/limit.ts';
import type { ModelId, Snapshot } from '../core/model/snapshot.ts';
import type { PanelWords } from '../words/panelWords.ts';
import type { PastedWords } from '../words/pastedWords.ts';

/** Translations as `vscode.l10n.bundle` holds them. */
export type Translations = Record<string, string | { message: string; comment: string[] }>;

/** Host to panel. Each message is complete, since a hidden panel sees only the newest. */
export type ToPanel =
  | {
      readonly type: 'words';
      readonly language: string;
      readonly translations: Translations | null;
    }
  /** Focuses the box in which to paste an error; follows a snapshot, which makes the page. */
  | { readonly type: 'paste-box' }
  /** `isNews`: the user has just asked; otherwise keys have changed, on which its advice depends. */
  | { readonly type: 'diagnosis'; readonly diagnosis: PastedWords; readonly isNews: boolean }
  /** The past of a limit that the panel has asked for. */
  | {
      readonly type: 'history';
      readonly limitId: LimitId;
      /** When it ends; milliseconds since 1970. */
      readonly at: number;
      readonly steps: PastSteps;
      readonly sleeps: readonly TimeSpan[];
      /** The fractions below which the limit counts as low and as critical. */
      readonly thresholds: { readonly low: number; readonly critical: number };
    }
  | {
      readonly type: 'snapshot';
      readonly snapshot: Snapshot;
      readonly pinned: LimitId | null;
      /** Epoch ms until which no notification comes; `null` when they may. */
      readonly quietUntil: number | null;
      /** The user's favorite models. */
      readonly starred: readonly ModelId[];
      /** Of the snapshot. The host makes them, since the page need not know all advice and every limit of an organization. */
      readonly words: PanelWords;
    };
