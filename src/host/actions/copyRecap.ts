import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { plainText } from '../../words/plainText.ts';
import { recapWords } from '../../words/recapWords.ts';
import type { Recaps } from '../recaps.ts';

/** Puts the recap of the last busy stretch on the clipboard, or says when there will be one. */
export async function copyRecap(recaps: Recaps | undefined, now: Snapshot): Promise<void> {
  // One may have ended since anything changed.
  recaps?.look(now);
  if (!recaps?.last) {
    void vscode.window.showInformationMessage(
      l10n.t('There is no recap yet. There will be one when a key was busy for 5 minutes and then quiet for 10.'),
    );
    return;
  }
  const recap = recapWords(recaps.last, now.at);
  await vscode.env.clipboard.writeText(recap);
  void vscode.window.showInformationMessage(l10n.t('The recap is on the clipboard: {0}', plainText(recap, 400)));
}
