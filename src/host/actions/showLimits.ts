import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ModelId, Snapshot } from '../../core/model/snapshot.ts';
import type { Intent } from '../../words/advice/intent.ts';
import { listWords } from '../../words/listWords.ts';
import { placeHere } from '../placeHere.ts';

/** Shows the panel's content as a list, and does what is chosen. */
export async function showLimits(
  snapshot: Snapshot,
  starred: ReadonlySet<ModelId>,
  perform: (intent: Intent) => void,
): Promise<void> {
  const items = listWords(snapshot, placeHere(), starred).map(({ isSeparator, ...item }) => ({
    ...item,
    kind: isSeparator ? vscode.QuickPickItemKind.Separator : vscode.QuickPickItemKind.Default,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Keygauge'),
    placeHolder: l10n.t('Choose a step to take it, a limit to pin it to the status bar'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.intent) perform(picked.intent);
}
