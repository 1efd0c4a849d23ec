import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { redact } from '../../core/redact.ts';
import { outsideText } from '../../words/outsideText.ts';
import { plainText } from '../../words/plainText.ts';
import { clipboardText } from './clipboardText.ts';

/** Offers the clipboard as the error text. `null` for another text, `undefined` when the user leaves. */
export async function askForError(): Promise<string | null | undefined> {
  const clipboard = await clipboardText();
  if (clipboard === '') return null;
  const use = { label: l10n.t('Use the clipboard'), detail: plainText(outsideText(redact(clipboard), 120)) };
  const type = { label: l10n.t('Type or paste another text…') };
  const picked = await vscode.window.showQuickPick([use, type], { title: l10n.t('Diagnose an Error') });
  if (picked === undefined) return undefined;
  return picked === use ? clipboard : null;
}
