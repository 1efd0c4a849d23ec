import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { outsideText } from '../../words/outsideText.ts';
import { plainText } from '../../words/plainText.ts';

/** Asks for an error text and offers the clipboard. `undefined` when the user leaves. */
export async function askForError(): Promise<string | undefined> {
  const clipboard = await clipboardText();
  if (clipboard !== '') {
    const use = { label: l10n.t('Use the clipboard'), detail: plainText(outsideText(clipboard, 120)) };
    const type = { label: l10n.t('Type or paste another text…') };
    const picked = await vscode.window.showQuickPick([use, type], { title: l10n.t('Diagnose an Error') });
    if (picked === undefined) return undefined;
    if (picked === use) return clipboard;
  }
  return vscode.window.showInputBox({
    title: l10n.t('Diagnose an Error'),
    prompt: l10n.t('It is read on this machine and goes nowhere.'),
    placeHolder: l10n.t('Paste what your tool showed'),
    ignoreFocusOut: true,
  });
}

/** Longest wait for the clipboard, in milliseconds. */
const patience = 1000;

/** The clipboard's text; empty if a browser refuses it, or has to ask its user first. */
async function clipboardText(): Promise<string> {
  const text = vscode.env.clipboard.readText().then(
    (read) => read.trim(),
    () => '',
  );
  return Promise.race([text, new Promise<string>((resolve) => setTimeout(resolve, patience, ''))]);
}
