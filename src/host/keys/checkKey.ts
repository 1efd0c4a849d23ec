import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Failure } from '../../core/model/failure.ts';
import type { Access, ProviderClient } from '../../providers/provider.ts';
import { providerName } from '../../words/names.ts';
import { plainText } from '../../words/plainText.ts';

/** `models` is `null` if the endpoint accepts the key but lists no models that a request could name. */
export type CheckedKey =
  | { readonly kind: 'accepted'; readonly models: readonly string[] | null }
  | { readonly kind: 'refused'; readonly words: string };

/** Checks a key with the provider's free call, which also lists the models it can use. */
export async function checkKey(client: ProviderClient, access: Access): Promise<CheckedKey> {
  const title = l10n.t('Checking the key with {0}…', new URL(access.baseUrl).host);
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
    const { models, failure } = await client.listModels(access, new AbortController().signal);
    if (models !== null) return { kind: 'accepted', models: client.lists === 'never' ? null : models };
    if (client.lists !== 'always' && listsNoModels(failure)) return { kind: 'accepted', models: null };
    return { kind: 'refused', words: refusalText(client, failure) };
  });
}

/** Not every endpoint that speaks a known protocol lists its models. */
function listsNoModels({ status }: Failure): boolean {
  return status === 404 || status === 405 || status === 501;
}

function refusalText({ id }: ProviderClient, { cause, message }: Failure): string {
  const name = providerName(id);
  const words = plainText(message, 500);
  if (cause === 'network')
    return l10n.t('{0} could not be reached, so the key was not checked and nothing was stored: {1}', name, words);
  if (cause === 'key-invalid' || cause === 'forbidden')
    return l10n.t('{0} refused the key, so it was not stored: {1}', name, words);
  return l10n.t('The key could not be checked with {0} and was not stored: {1}', name, words);
}
