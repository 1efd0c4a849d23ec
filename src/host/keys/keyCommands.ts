import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { providers } from '../../core/model/provider.ts';
import type { Budget, KeySnapshot } from '../../core/model/snapshot.ts';
import { clientOf } from '../../providers/clients.ts';
import { checkKey } from './checkKey.ts';
import { chooseModels } from './chooseModels.ts';
import { type HeardKeys, removeHeardKey } from './heardKeys.ts';
import type { KeyRecord } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';
import { askWhereKeyBelongs } from './misplacedKey.ts';
import { addedKeys, asEditedSince, pickKey } from './pickKey.ts';
import { askAfterFailure, askForBaseUrl, askForKey, askForLabel, removedText, sayKeyIsForgotten } from './questions.ts';
import { readKey } from './readKey.ts';

export interface KeyCommandParts {
  readonly keyRing: KeyRing;
  readonly budget: () => Budget;
  readonly heard: HeardKeys;
}

export type KeyChange = 'rename' | 'replace' | 'remove' | 'chooseModels';

/**
 * Everything a user can do with an existing key. Each command takes a key's id from the panel, or asks which key is
 * meant. A key that was only heard has a name, and can be removed from sight.
 */
export class KeyCommands implements Record<KeyChange, (keyId?: string) => Promise<void>> {
  readonly #parts: KeyCommandParts;

  constructor(parts: KeyCommandParts) {
    this.#parts = parts;
  }

  async rename(keyId?: string): Promise<void> {
    const { keyRing, heard } = this.#parts;
    const key = await this.#pickAny(keyId, l10n.t('Which key do you want to rename?'));
    if (!key) return;
    const taken = [...keyRing.records(), ...heard.shown, ...heard.hidden].map(({ label }) => label);
    const label = await askForLabel(taken, key.label);
    if (label === undefined || label === key.label) return;
    if (isHeard(key)) await heard.change(key.id, { kind: 'rename', name: label });
    else await keyRing.edit(key.id, { label });
  }

  /** Asks for a new value and checks it before giving up the old one. */
  async replace(keyId?: string): Promise<void> {
    const record = await this.#pick(
      keyId,
      l10n.t('Which key do you want to replace?'),
      ({ storage }) => storage === 'secret' || storage === 'session',
    );
    if (!record) return;
    const baseUrl = await this.#addressOf(record);
    if (baseUrl === undefined) return;
    const apiKey = await this.#newValue({ ...record, baseUrl });
    if (apiKey === undefined) return;
    const { keyRing } = this.#parts;
    const kept = await keyRing.put({ ...asEditedSince(keyRing, record), baseUrl, storage: 'secret' }, apiKey);
    if (kept.storage === 'session') sayKeyIsForgotten();
  }

  /** Removes at once and offers to undo, instead of asking first. */
  async remove(keyId?: string): Promise<void> {
    const record = await this.#pickAny(keyId, l10n.t('Which key do you want to remove?'));
    if (!record) return;
    if (isHeard(record)) return removeHeardKey(this.#parts.heard, record);
    const removal = await this.#parts.keyRing.remove(record.id);
    if (!removal) return;
    const { restore, erased } = removal;
    const undo = l10n.t('Undo');
    const text = removedText(record.label, erased);
    const answer = await vscode.window.showInformationMessage(text, ...(restore ? [undo] : []));
    if (answer === undo && (await restore?.())?.storage === 'session') sayKeyIsForgotten();
  }

  async chooseModels(keyId?: string): Promise<void> {
    const record = await this.#pick(keyId, l10n.t('For which key?'));
    if (!record) return;
    const { keyRing, budget } = this.#parts;
    const client = clientOf(record.provider);
    const access = await readKey(keyRing, record);
    if (!access) return;
    const checked = await checkKey(client, access);
    if (checked.kind === 'refused') {
      void vscode.window.showErrorMessage(l10n.t('The models could not be listed: {0}', checked.reason));
      return;
    }
    const models = await chooseModels({ client, listed: checked.models, watched: record.models, budget: budget() });
    if (models) await keyRing.edit(record.id, { models });
  }

  /**
   * The address stored with the value that is replaced. Where that is lost, another than the provider's own rests on
   * what anybody may have written, so the user says it again. `undefined` when the user leaves.
   */
  async #addressOf({ id, provider, baseUrl }: KeyRecord): Promise<string | undefined> {
    const access = await this.#parts.keyRing.access(id).catch(() => null);
    if (access !== null && access !== 'changed') return access.baseUrl;
    const own = providers[provider].baseUrl;
    return own === null || own === baseUrl ? baseUrl : (await askForBaseUrl({ present: baseUrl }))?.baseUrl;
  }

  /** Asks for a value until one is accepted; what was typed stays in the box. `undefined` when the user leaves. */
  async #newValue({ provider, baseUrl }: KeyRecord): Promise<string | undefined> {
    let typed = '';
    let complaint: string | undefined;
    for (;;) {
      const apiKey = await askForKey({ provider, baseUrl, typed, complaint });
      if (apiKey === undefined) return undefined;
      const belongs = await askWhereKeyBelongs(apiKey, provider, baseUrl, 'stays');
      if (belongs === undefined) return undefined;
      typed = belongs === 'here' ? apiKey : '';
      complaint = undefined;
      if (belongs !== 'here') continue;
      const checked = await checkKey(clientOf(provider), { apiKey, baseUrl });
      if (checked.kind === 'accepted') return apiKey;
      if ((await askAfterFailure(checked.words, ['again'])) === undefined) return undefined;
      complaint = checked.words;
    }
  }

  #pick(keyId: string | undefined, text: string, fits: (record: KeyRecord) => boolean = () => true) {
    return pickKey(addedKeys(this.#parts.keyRing).filter(fits), keyId, { text, none: noSuchKey() });
  }

  #pickAny(keyId: string | undefined, text: string) {
    const { keyRing, heard } = this.#parts;
    return pickKey<KeyRecord | KeySnapshot>([...addedKeys(keyRing), ...heard.shown], keyId, {
      text,
      none: noSuchKey(),
    });
  }
}

function noSuchKey(): string {
  return l10n.t('There is no such key yet.');
}

function isHeard(key: KeyRecord | KeySnapshot): key is KeySnapshot {
  return key.storage === 'traffic';
}
