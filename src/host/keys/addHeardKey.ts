import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { heardKeyId, heardLabel } from '../../bus/heardKey.ts';
import type { KeySnapshot } from '../../core/model/snapshot.ts';
import { plainText } from '../../words/plainText.ts';
import { type AddKeyParts, keepEntered } from './addKey.ts';
import { enterKey } from './enterKey.ts';
import { offeredPlaces } from './keyOrigins.ts';

export interface AddHeardKeyParts extends Pick<AddKeyParts, 'keyRing' | 'budget'> {
  /** Names a value as those that are heard are named. */
  digestOf(apiKey: string): string;
}

/**
 * Asks for the value of a key that was heard, for the place where it was. The same value takes the place of the heard key,
 * and its name; of any other it is said that it is another.
 */
export async function addHeardKey(parts: AddHeardKeyParts, key: KeySnapshot): Promise<void> {
  const { provider, origin } = key;
  const place = offeredPlaces().find((one) => one.provider === provider && originOf(one.baseUrl) === origin);
  const entered = await enterKey(provider, place?.baseUrl ?? null, '', origin);
  if (entered === undefined) return;
  const { apiKey, baseUrl } = entered.access;
  const digest = parts.digestOf(apiKey);
  const isMeant = heardKeyId(digest, origin) === key.id;
  const hasName = key.label !== heardLabel(key);
  const isKept = await keepEntered(parts, entered, { storage: 'secret' }, isMeant && hasName ? key.label : null);
  if (!isKept) return;
  const label = plainText(key.fingerprint);
  if (!isMeant)
    void vscode.window.showInformationMessage(l10n.t('That is another key than {0}. Both are shown.', label));
  else if (originOf(baseUrl) !== origin)
    void vscode.window.showInformationMessage(
      l10n.t('That is the key {0} at another address. Both addresses are shown.', label),
    );
}

function originOf(address: string | null): string | null {
  return address === null ? null : new URL(address).origin;
}
