import type { Intent } from '../words/advice/intent.ts';
import type { Editor } from '../words/advice/step.ts';

/** What the views need beside the snapshot: a way to say what the user wants, and which groups are folded away. */
export interface Ui {
  /** Advice differs by editor. */
  readonly editor: Editor;
  send(intent: Intent): void;
  isCollapsed(id: string): boolean;
  setCollapsed(id: string, collapsed: boolean): void;
}
