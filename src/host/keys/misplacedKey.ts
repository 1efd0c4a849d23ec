import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { shapeOf } from '../../core/dialects/keyShapes.ts';
import { providerAt } from '../../core/dialects/presets.ts';
import { type ProviderId, providers } from '../../core/model/provider.ts';
import { plainText } from '../../words/plainText.ts';
import { offeredProviders } from './keyOrigins.ts';

/** `here`: where it was typed; `another`: it is a mistake. */
export type Belonging = 'here' | 'another' | ProviderId;

/**
 * The providers that a key may belong to instead of the one it was typed for: the one whose keys begin so, if it can be
 * watched at its own address. `null` where nothing speaks against the user's choice.
 */
function otherOwner(
  apiKey: string,
  chosen: ProviderId,
  baseUrl: string,
): { readonly owner: ProviderId; readonly canMove: boolean } | null {
  const shape = shapeOf(apiKey);
  if (shape === null || shape.provider === chosen || shape.provider === providerAt(baseUrl)) return null;
  const { provider: owner, isAdmin } = shape;
  const canMove = !isAdmin && providers[owner].baseUrl !== null && offeredProviders().includes(owner);
  return { owner, canMove };
}

/** Asks before a key goes to somebody whose keys begin otherwise. `undefined` when the user leaves. */
export async function askWhereKeyBelongs(
  apiKey: string,
  chosen: ProviderId,
  baseUrl: string,
  place: 'may-move' | 'stays' = 'may-move',
): Promise<Belonging | undefined> {
  const found = otherOwner(apiKey, chosen, baseUrl);
  if (found === null) return 'here';
  const name = providers[found.owner].name ?? '';
  const items: (vscode.QuickPickItem & { answer: Belonging })[] = [
    { label: l10n.t('Enter another key'), answer: 'another' },
    { label: l10n.t('Send it to {0} all the same', plainText(new URL(baseUrl).host)), answer: 'here' },
  ];
  if (found.canMove && place === 'may-move') {
    const description = plainText(new URL(providers[found.owner].baseUrl ?? baseUrl).host);
    items.unshift({ label: l10n.t('Add it as a key of {0}', name), description, answer: found.owner });
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('This looks like a key of {0}', name),
    placeHolder: l10n.t('It has not been sent anywhere yet'),
    ignoreFocusOut: true,
  });
  return picked?.answer;
}
