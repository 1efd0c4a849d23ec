import type { LimitId } from '../core/model/limit.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { Intent } from '../words/advice/intent.ts';
import type { Place } from '../words/advice/place.ts';
import type { PastedWords } from '../words/pastedWords.ts';
import type { Arrangement } from './rowOrder.ts';

/** The views' context besides what is shown: the user's choices, and a way to send the user's wishes. */
export interface Ui {
  /** Advice depends on the editor, and on the pages that can be opened. */
  readonly place: Place;
  readonly choices: Choices;
  send(intent: Intent): void;
  /** Shows the panel anew with other choices. */
  choose(changes: Partial<Choices>): void;
  isOpen(id: string): boolean;
  setOpen(id: string, isOpen: boolean): void;
}

/** What the user chose to see. */
export interface Choices {
  /** `all`, `attention`, or `key:` and a key's id. */
  readonly filter: string;
  /** Shows only models and keys with this in their names. */
  readonly find: string;
  readonly page: 'limits' | 'keys';
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
  readonly rows: Arrangement;
  /** The page could not read a newer message. */
  readonly isOutdated: boolean;
}

/** What a row needs besides its model: the time of the snapshot in epoch ms, the pinned limit, the row that Tab reaches. */
export interface Around {
  readonly at: number;
  readonly pinned: LimitId | null;
  readonly stop: string | null;
}
