import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { likelyAddresses } from '../../core/dialects/likelyAddresses.ts';
import type { Cause } from '../../core/model/failure.ts';
import { providers } from '../../core/model/provider.ts';
import type { Access, ModelList, ProviderClient } from '../../providers/provider.ts';
import { plainText } from '../../words/plainText.ts';
import { type CheckedKey, judged, listModels, refusedKeyText } from './checkKey.ts';

/** `left`: the user left the question that the check led to. `wrong-address`: the key itself is not the matter. */
export type CheckedAddress =
  | { readonly kind: 'accepted'; readonly models: readonly string[] | null; readonly access: Access }
  | { readonly kind: 'refused' | 'wrong-address'; readonly words: string; readonly cause: Cause }
  | { readonly kind: 'left' };

/** A name that no model has, to ask for an answer that costs nothing. */
const noModel = 'keygauge-address-check';

/**
 * Checks a key at an address that the user typed. Where no list of models is there, offers an address of the same
 * origin that has one, and tells an endpoint that lists no models from an address at which there is no API.
 */
export async function checkAddress(client: ProviderClient, access: Access): Promise<CheckedAddress> {
  const list = await listModels(client, access);
  const checked = judged(client, access, list);
  if (!isInDoubt(list) && !isBesideOwn(client, access, list)) return at(access, checked);
  const better = await findBetter(client, access);
  if (better) {
    const answer = await offer(better.access.baseUrl, access.baseUrl);
    if (answer === undefined) return { kind: 'left' };
    return answer === 'better' ? at(better.access, better.checked) : at(access, checked);
  }
  if (client.lists === 'perhaps') {
    const { failure } = await client.probe(access, noModel, new AbortController().signal);
    if (failure?.cause === 'wrong-address')
      return { kind: 'wrong-address', words: refusedKeyText(client, access, failure), cause: failure.cause };
  }
  return at(access, checked);
}

/** Whether something answered, and with no list of models: a page, an empty list, or that there is nothing. */
function isInDoubt({ models, failure }: ModelList): boolean {
  if (failure === null) return models.length === 0;
  const { cause, status } = failure;
  return (
    status !== null && (status === 404 || status === 405 || status === 501 || (status < 400 && cause === 'unknown'))
  );
}

/** Whether a key was refused at another API of its provider, which wants it sent in another way. */
function isBesideOwn({ id }: ProviderClient, { baseUrl }: Access, { failure }: ModelList): boolean {
  const own = providers[id].baseUrl;
  const isRefused = failure?.status === 401 || failure?.status === 403;
  return isRefused && own !== null && own !== baseUrl && new URL(own).origin === new URL(baseUrl).origin;
}

async function findBetter(client: ProviderClient, access: Access) {
  for (const baseUrl of likelyAddresses(access.baseUrl, client.id)) {
    const other = { ...access, baseUrl };
    const list = await listModels(client, other);
    if (list.models !== null && list.models.length > 0) return { access: other, checked: judged(client, other, list) };
  }
  return null;
}

/** Asks which of two addresses to use. `undefined` when the user leaves. */
async function offer(better: string, typed: string): Promise<'better' | 'typed' | undefined> {
  const picked = await vscode.window.showQuickPick(
    [
      { label: l10n.t('Use {0}', plainText(better)), detail: l10n.t('It lists models.'), answer: 'better' as const },
      { label: l10n.t('Keep {0}', plainText(typed)), detail: l10n.t('It lists none.'), answer: 'typed' as const },
    ],
    {
      title: l10n.t('Use {0} instead?', plainText(better)),
      placeHolder: l10n.t('The address that you typed lists no models'),
      ignoreFocusOut: true,
    },
  );
  return picked?.answer;
}

function at(access: Access, checked: CheckedKey): CheckedAddress {
  return checked.kind === 'accepted' ? { ...checked, access } : checked;
}
