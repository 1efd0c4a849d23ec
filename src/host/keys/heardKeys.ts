import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HeardKeyChange } from '../../bus/heardMarks.ts';
import type { HiddenKey } from '../../core/model/hiddenKey.ts';
import type { KeySnapshot } from '../../core/model/snapshot.ts';
import { providerName } from '../../words/names.ts';
import { plainText } from '../../words/plainText.ts';
import { type PickableKey, pickKey } from './pickKey.ts';

/** Keys that only traffic shows: nobody has their values, so no ring of keys holds them. */
export interface HeardKeys {
  /** Those that are shown now, and those that the user has hidden. */
  readonly shown: readonly KeySnapshot[];
  readonly hidden: readonly HiddenKey[];
  /** Carries out a wish for all windows. Rejects where nobody could. */
  change(keyId: string, change: HeardKeyChange): Promise<void>;
}

/** Asks which of the two removals is meant: the key itself stays where its tool has it. */
export async function removeHeardKey(heard: HeardKeys, key: KeySnapshot): Promise<void> {
  const hide = {
    label: l10n.t('Hide it'),
    detail: l10n.t('It is shown nowhere and nothing warns of it, in no window, until you bring it back.'),
  };
  const forget = {
    label: l10n.t('Forget it'),
    detail: l10n.t('Its levels, history and name go. If a tool uses it again, it comes back as a new one.'),
  };
  const picked = await vscode.window.showQuickPick([hide, forget], {
    title: l10n.t('Keygauge does not have the key “{0}”: it is only heard', plainText(key.label)),
  });
  if (picked === hide) await hideHeardKey(heard, key.id);
  if (picked === forget) await forgetHeardKey(heard, key.id);
}

/** Hides at once and offers to undo, instead of asking first. */
export async function hideHeardKey(heard: HeardKeys, keyId?: string): Promise<void> {
  const key = await pick(heard.shown, keyId, l10n.t('Which key do you want to hide?'));
  if (!key) return;
  await heard.change(key.id, { kind: 'hide' });
  const undo = l10n.t('Undo');
  const text = l10n.t('The key “{0}” is hidden in all windows.', plainText(key.label));
  if ((await vscode.window.showInformationMessage(text, undo)) === undo) await heard.change(key.id, { kind: 'show' });
}

export async function forgetHeardKey(heard: HeardKeys, keyId?: string): Promise<void> {
  const key = await pick(heard.shown, keyId, l10n.t('Which key do you want to forget?'));
  if (!key) return;
  await heard.change(key.id, { kind: 'forget' });
  const label = plainText(key.label);
  const text = l10n.t('Everything about the key “{0}” is forgotten. If a tool uses it again, it is shown anew.', label);
  void vscode.window.showInformationMessage(text);
}

/** Lists the hidden keys; the one that is chosen is shown again. */
export async function showHiddenKeys(heard: HeardKeys): Promise<void> {
  const { hidden } = heard;
  if (hidden.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('No key is hidden.'));
    return;
  }
  const items = hidden.map(({ id, label, provider, fingerprint }) => ({
    label: plainText(label),
    description: plainText(`${providerName(provider)} ${fingerprint}`),
    id,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Hidden keys'),
    placeHolder: l10n.t('Choose one to show it again as soon as it is heard'),
  });
  if (picked) await heard.change(picked.id, { kind: 'show' });
}

function pick<Key extends PickableKey>(keys: readonly Key[], keyId: string | undefined, text: string) {
  return pickKey(keys, keyId, { text, none: l10n.t('There is no such key yet.') });
}
