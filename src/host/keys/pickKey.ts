import * as vscode from 'vscode';
import type { ProviderId } from '../../core/model/provider.ts';
import type { ToolUse } from '../../core/model/snapshot.ts';
import { providerName } from '../../words/names.ts';
import { plainText } from '../../words/plainText.ts';
import { usersText } from '../../words/toolWords.ts';
import type { KeyRecord } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';

/** What a key is told from others by. */
export interface PickableKey {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderId;
  readonly fingerprint: string;
  /** The tools that were heard to use it. */
  readonly tools?: readonly ToolUse[];
}

/** What is asked about keys. */
export interface KeyQuestion {
  readonly text: string;
  /** Said where there is no such key. */
  readonly none: string;
}

/** The keys that the user has added. */
export function addedKeys(keyRing: KeyRing): KeyRecord[] {
  return keyRing.records().filter(({ storage }) => storage !== 'demo');
}

/** A key with what the user has changed of it while other questions about it were open. */
export function asEditedSince(keyRing: KeyRing, record: KeyRecord): KeyRecord {
  const { label, models } = keyRing.records().find(({ id }) => id === record.id) ?? record;
  return { ...record, label, models };
}

/** The key that `keyId` names, or the one that the user chooses. `undefined` if there is none, or the user leaves. */
export async function pickKey<Key extends PickableKey>(
  keys: readonly Key[],
  keyId: string | undefined,
  { text, none }: KeyQuestion,
): Promise<Key | undefined> {
  // A command that names a key must never act on another.
  const meant = keyId === undefined ? keys : keys.filter(({ id }) => id === keyId);
  if (meant.length === 1) return meant[0];
  if (meant.length === 0) {
    void vscode.window.showInformationMessage(none);
    return undefined;
  }
  const items = meant.map((key) => ({
    label: plainText(key.label),
    description: plainText(descriptionOf(key)),
    key,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: text }))?.key;
}

function descriptionOf({ label, provider, fingerprint, tools = [] }: PickableKey): string {
  const key = `${providerName(provider)} ${fingerprint}`;
  const users = usersText(tools);
  return label === key && users !== null ? users : [key, users].filter((text) => text !== null).join(' · ');
}
