import type { Intent } from '../words/advice/intent.ts';
import type { Place } from '../words/advice/place.ts';

/** The views' context besides the snapshot: a way to send the user's wishes, and the folded groups. */
export interface Ui {
  /** Advice depends on the editor, and on the pages that can be opened. */
  readonly place: Place;
  send(intent: Intent): void;
  isCollapsed(id: string): boolean;
  setCollapsed(id: string, collapsed: boolean): void;
}
