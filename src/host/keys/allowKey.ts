import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { clientOf } from '../../providers/clients.ts';
import { plainText } from '../../words/plainText.ts';
import { checkKey } from './checkKey.ts';
import { environmentPlaces } from './environmentKey.ts';
import { hiddenPlaceText } from './hiddenPlace.ts';
import { fingerprintOf } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';
import { addedKeys, asEditedSince, pickKey } from './pickKey.ts';
import { sayKeyIsForgotten } from './questions.ts';

/**
 * Asks whether the key that the environment now holds may be used, and at which of the addresses that it may go to. The
 * key is sent nowhere before the user has said so.
 */
export async function allowKey(
  keyRing: KeyRing,
  environment: Readonly<Record<string, string | undefined>>,
  keyId?: string,
): Promise<void> {
  const ofEnvironment = addedKeys(keyRing).filter(({ storage }) => storage === 'environment');
  const record = await pickKey(ofEnvironment, keyId, {
    text: l10n.t('Which key do you want to allow?'),
    none: l10n.t('There is no such key yet.'),
  });
  if (!record) return;
  const { provider, variable = '' } = record;
  const apiKey = environment[variable]?.trim();
  const places = environmentPlaces(provider, variable, environment);
  const detail = hiddenPlaceText(provider, variable, environment);
  const items = places.map((baseUrl) => {
    const { host, href } = new URL(baseUrl);
    return { label: l10n.t('Send it to {0}', plainText(host)), description: plainText(href), detail, baseUrl };
  });
  if (!apiKey || items.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('The environment variable that held it is not set in this window.'),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('The key {0} in {1}: where may it go?', fingerprintOf(apiKey), variable),
    placeHolder: l10n.t('It has not been sent anywhere yet'),
    ignoreFocusOut: true,
  });
  if (!picked) return;
  const { baseUrl } = picked;
  const checked = await checkKey(clientOf(provider), { apiKey, baseUrl });
  if (checked.kind === 'refused') {
    void vscode.window.showErrorMessage(checked.words);
    return;
  }
  const kept = await keyRing.put({ ...asEditedSince(keyRing, record), baseUrl }, apiKey);
  if (kept.storage === 'session') sayKeyIsForgotten();
}
