import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isTooLarge } from '../../core/causes/tooLarge.ts';
import { shapeOf } from '../../core/dialects/keyShapes.ts';
import type { Cause, Failure } from '../../core/model/failure.ts';
import { providers } from '../../core/model/provider.ts';
import type { Access, ModelList, ProviderClient } from '../../providers/provider.ts';
import { failureMessage } from '../../words/networkWords.ts';
import { plainText } from '../../words/plainText.ts';
import { adminKeyWords } from './questions.ts';

/** `models` is `null` if the endpoint accepts the key but lists no models that a request could name. */
export type CheckedKey =
  | { readonly kind: 'accepted'; readonly models: readonly string[] | null }
  | {
      readonly kind: 'refused';
      /** Of a key that is about to be stored. */
      readonly words: string;
      /** Only why. */
      readonly reason: string;
      readonly cause: Cause;
    };

/** Checks a key with the provider's free call, which also lists the models it can use. */
export async function checkKey(client: ProviderClient, access: Access): Promise<CheckedKey> {
  // The environment may hold one; an endpoint of one's own may call its keys whatever it likes.
  if (shapeOf(access.apiKey)?.isAdmin && providers[client.id].baseUrl !== null)
    return { kind: 'refused', words: adminKeyWords(), reason: adminKeyWords(), cause: 'key-invalid' };
  return judged(client, access, await listModels(client, access));
}

/** Lists models while the status bar says so. */
export async function listModels(client: ProviderClient, access: Access): Promise<ModelList> {
  const title = l10n.t('Checking the key with {0}…', plainText(new URL(access.baseUrl).host));
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    client.listModels(access, new AbortController().signal),
  );
}

/** What an answer to the listing of models says of the key. */
export function judged(client: ProviderClient, access: Access, { models, failure }: ModelList): CheckedKey {
  if (models !== null) return { kind: 'accepted', models: client.lists === 'never' ? null : models };
  if (client.lists !== 'always' && listsNoModels(failure)) return { kind: 'accepted', models: null };
  if (isTooLarge(failure)) {
    void vscode.window.showInformationMessage(
      l10n.t('The list of models is too long to read: type the names of the models.'),
    );
    return { kind: 'accepted', models: null };
  }
  const reason = reasonText(access, failure);
  return { kind: 'refused', words: refusedKeyText(client, access, failure), reason, cause: failure.cause };
}

/** Not every endpoint that speaks a known protocol lists its models. */
function listsNoModels({ status }: Failure): boolean {
  return status === 404 || status === 405 || status === 501;
}

/** Why a key was not taken, in a sentence that names the provider, or the host of an endpoint without a name. */
export function refusedKeyText(
  { id }: Pick<ProviderClient, 'id'>,
  { apiKey, baseUrl }: Access,
  failure: Failure,
): string {
  const name = providers[id].name ?? plainText(new URL(baseUrl).host);
  const words = reasonText({ baseUrl }, failure);
  switch (failure.cause) {
    case 'network':
      if (apiKey === '') return l10n.t('{0} could not be reached: {1}', name, words);
      return l10n.t('The key was not checked and not stored: {0}', words);
    case 'wrong-address':
      return l10n.t('There is no such API at {0}: {1}', plainText(baseUrl), words);
    case 'key-invalid':
    case 'forbidden':
      return l10n.t('{0} refused the key, so it was not stored: {1}', name, words);
    default:
      return l10n.t('The key could not be checked with {0} and was not stored: {1}', name, words);
  }
}

function reasonText({ baseUrl }: Pick<Access, 'baseUrl'>, failure: Failure): string {
  return plainText(failureMessage(failure, new URL(baseUrl).origin), 500);
}
