import type { Intent } from '../words/advice/intent.ts';
import type { Place } from '../words/advice/place.ts';

/** What the views need beside the snapshot: a way to say what the user wants, and which groups are folded away. */
export interface Ui {
  /** Advice differs by editor, and by what can be opened. */
  readonly place: Place;
  send(intent: Intent): void;
  isCollapsed(id: string): boolean;
  setCollapsed(id: string, collapsed: boolean): void;
}
