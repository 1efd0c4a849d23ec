import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Access } from '../../providers/provider.ts';
import { plainText } from '../../words/plainText.ts';
import type { KeyRecord } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';

/** A key's value and the place it was given for. `null` where it cannot be used, which the user is told. */
export async function readKey(keyRing: KeyRing, { id, label }: KeyRecord): Promise<Access | null> {
  const access = await keyRing.access(id).catch(() => null);
  if (access !== null && access !== 'changed') return access;
  const name = plainText(label);
  void vscode.window.showErrorMessage(
    access === null
      ? l10n.t('The key “{0}” could not be read. Replace it to go on.', name)
      : l10n.t('The key “{0}” has changed in the environment. Review it in the panel first.', name),
  );
  return null;
}
