import * as l10n from '@vscode/l10n';
import { presets } from '../../core/dialects/presets.ts';
import { providers } from '../../core/model/provider.ts';
import type { Budget } from '../../core/model/snapshot.ts';
import { clientOf } from '../../providers/clients.ts';
import type { Access } from '../../providers/provider.ts';
import { plainText } from '../../words/plainText.ts';
import { checkAddress } from './checkAddress.ts';
import { chooseModels } from './chooseModels.ts';
import type { EnteredKey } from './enterKey.ts';
import { providerAfterMove } from './keyOrigins.ts';
import type { KeyRecord } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';
import { addedKeys, asEditedSince, pickKey } from './pickKey.ts';
import { askAfterFailure, askForBaseUrl, askWhetherToSend, sayKeyIsForgotten } from './questions.ts';
import { readKey } from './readKey.ts';

export interface ChangeAddressParts {
  readonly keyRing: KeyRing;
  readonly budget: () => Budget;
}

/**
 * Asks for another address of a key, checks the key there, and stores both together. Until then the old one holds; the
 * key goes to another origin only after the user has agreed.
 */
export async function changeAddress({ keyRing, budget }: ChangeAddressParts, keyId?: string): Promise<void> {
  const record = await pickKey(addedKeys(keyRing).filter(hasOwnAddress), keyId, {
    text: l10n.t('Which key has another address?'),
    none: l10n.t('Only a key whose address you have typed can get another one.'),
  });
  if (!record) return;
  // The address stored with the value is where the key goes, whatever the record says.
  const access = await readKey(keyRing, record);
  if (!access) return;
  const found = await enterAddress(record, access);
  if (found === undefined) return;
  const { provider, access: moved, models: listed } = found;
  const now = asEditedSince(keyRing, record);
  const stillWatched = listed === null || now.models.some((model) => listed.includes(model));
  const client = clientOf(provider);
  const models = stillWatched ? now.models : await chooseModels({ client, listed, watched: null, budget: budget() });
  if (models === undefined) return;
  const label = labelAt(moved.baseUrl, access.baseUrl, now, keyRing);
  const kept = await keyRing.put(
    { ...record, label, provider, baseUrl: moved.baseUrl, models, storage: 'secret' },
    moved.apiKey,
  );
  if (kept.storage === 'session') sayKeyIsForgotten();
}

/** Whether the user has said where a key goes: that of the environment is moved there, and a provider's own is fixed. */
function hasOwnAddress({ storage, provider, baseUrl }: KeyRecord): boolean {
  return (storage === 'secret' || storage === 'session') && providers[provider].baseUrl !== baseUrl;
}

async function enterAddress(record: KeyRecord, { apiKey, baseUrl: old }: Access): Promise<EnteredKey | undefined> {
  const { exampleUrl } = presets[record.provider];
  for (let present = old; ; ) {
    const typed = await askForBaseUrl({ present, ...(exampleUrl && { example: exampleUrl }) });
    if (typed === undefined) return undefined;
    const { baseUrl } = typed;
    if (new URL(baseUrl).origin !== new URL(old).origin && !(await askWhetherToSend(record.label, baseUrl, old)))
      return undefined;
    const provider = providerAfterMove(record.provider, baseUrl);
    const access = { apiKey, baseUrl };
    const checked = await checkAddress(clientOf(provider), access);
    if (checked.kind === 'left') return undefined;
    if (checked.kind === 'accepted') return { ...checked, provider, model: typed.model };
    const isElsewhere = checked.kind === 'wrong-address';
    const answer = await askAfterFailure(checked.words, isElsewhere ? ['address', 'use'] : ['address']);
    if (answer === 'use') return { provider, access, models: null, model: typed.model };
    if (answer === undefined) return undefined;
    present = baseUrl;
  }
}

/** A key that is called by its host is called by the new one, unless another key is. */
function labelAt(baseUrl: string, old: string, { label }: KeyRecord, keyRing: KeyRing): string {
  const { host } = new URL(baseUrl);
  const isTaken = keyRing.records().some((other) => other.label === host);
  return label === new URL(old).host && !isTaken ? plainText(host) : label;
}
