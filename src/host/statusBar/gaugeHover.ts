import type { Snapshot } from '../../core/model/snapshot.ts';
import type { Place } from '../../words/advice/place.ts';
import { hoverText } from '../../words/hoverWords.ts';
import { commandId } from '../settings/contributions.ts';

/** The only commands that the hover can run. */
export const hoverCommands = {
  openPanel: commandId('openPanel'),
  diagnoseClipboard: commandId('diagnoseClipboard'),
  quiet: commandId('quiet'),
  checkNow: commandId('checkNow'),
  listenAlong: commandId('listenAlong'),
  connectTool: commandId('connectTool'),
  addKey: commandId('addKey'),
  tryDemo: commandId('tryDemo'),
} as const;

/** The hover says the verdict, which names no page and no setting of an editor. */
const place: Place = { editor: 'other', pages: {} };

/** The hover as Markdown, and the commands that it may run. */
export function gaugeHover(snapshot: Snapshot): { readonly text: string; readonly commands: readonly string[] } {
  return { text: hoverText(snapshot, place, hoverCommands), commands: Object.values(hoverCommands) };
}
