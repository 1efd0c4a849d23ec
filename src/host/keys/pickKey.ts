import * as vscode from 'vscode';
import { providerName } from '../../words/names.ts';
import { plainText } from '../../words/plainText.ts';
import type { KeyRecord } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';

/** Which keys a question is about. */
export interface KeyQuestion {
  readonly text: string;
  /** Said where there is no such key. */
  readonly none: string;
  fits(record: KeyRecord): boolean;
}

/** The key that `keyId` names, or the one that the user chooses. `undefined` if there is none, or the user leaves. */
export async function pickKey(
  keyRing: KeyRing,
  keyId: string | undefined,
  { text, none, fits }: KeyQuestion,
): Promise<KeyRecord | undefined> {
  const records = keyRing.records().filter((record) => record.storage !== 'demo' && fits(record));
  // A command that names a key must never act on another.
  const meant = keyId === undefined ? records : records.filter(({ id }) => id === keyId);
  if (meant.length === 1) return meant[0];
  if (meant.length === 0) {
    void vscode.window.showInformationMessage(none);
    return undefined;
  }
  const items = meant.map((record) => ({
    label: plainText(record.label),
    description: `${providerName(record.provider)} ${record.fingerprint}`,
    record,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: text }))?.record;
}
