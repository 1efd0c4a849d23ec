import type { TemplateResult } from 'lit';
import type { PastSpan } from '../core/history/pastView.ts';
import type { LimitId } from '../core/model/limit.ts';
import type { ModelId, Snapshot } from '../core/model/snapshot.ts';
import type { Arrangement } from '../core/shown/arrangement.ts';
import type { ToPanel } from '../wire/panelMessages.ts';
import type { Intent } from '../words/advice/intent.ts';
import type { PanelWords } from '../words/panelWords.ts';
import type { PastedWords } from '../words/pastedWords.ts';

/** The views' context besides what is shown: the user's choices, and a way to send the user's wishes. */
export interface Ui {
  readonly choices: Choices;
  send(intent: Intent): void;
  /** Shows the panel anew with other choices. */
  choose(changes: Partial<Choices>): void;
  isOpen(id: string): boolean;
  setOpen(id: string, isOpen: boolean): void;
  /** Shows the past of a limit; `span`: `null` for the one that fits. */
  showPast(limitId: LimitId, span: PastSpan | null): void;
}

/** What the user chose to see. */
export interface Choices {
  /** `all`, `attention`, or `key:` and a key's id. */
  readonly filter: string;
  /** Shows only models and keys with this in their names. */
  readonly find: string;
  readonly page: 'limits' | 'keys' | 'history';
  /** The limit whose past is shown, and for which span of time; `null` until it is there, and with it the span that fits. */
  readonly past: { readonly limitId: LimitId; readonly span: PastSpan | null } | null;
  /** Whether the rows stand under their keys. */
  readonly isByKey: boolean;
  /** The row that Tab reaches; `null` for the first. */
  readonly row: string | null;
  /** Whether the keys' chips are unfolded where there is little room. */
  readonly areKeysShown: boolean;
}

/** Everything the panel shows at one moment. */
export interface Shown {
  readonly snapshot: Snapshot;
  readonly pinned: LimitId | null;
  /** Epoch ms until which no notification comes; `null` when they may. */
  readonly quietUntil: number | null;
  readonly pasted: PastedWords | null;
  /** The past that was asked for last, and what draws it; `null` until both are there. */
  readonly history: ShownHistory | null;
  /** Of the snapshot, as the host made them. */
  readonly words: PanelWords;
  readonly rows: Arrangement;
  /** The user's favorites. */
  readonly starred: ReadonlySet<ModelId>;
  /** The page could not read a newer message. */
  readonly isOutdated: boolean;
}

/** The past of a limit, and the view of it, which is loaded when it is first looked at. */
export interface ShownHistory {
  readonly message: ToPanel & { type: 'history' };
  readonly page: HistoryPage;
}
export type HistoryPage = (message: ShownHistory['message'], snapshot: Snapshot, ui: Ui) => TemplateResult;

/** What a row needs besides its model: the time of the snapshot in epoch ms, the pinned limit, the row that Tab reaches. */
export interface RowContext {
  readonly at: number;
  readonly pinned: LimitId | null;
  readonly stop: string | null;
  readonly starred: ReadonlySet<ModelId>;
  /** Whether what does not fit the model only waits in the gateway. */
  readonly onlyWaits: boolean;
}
