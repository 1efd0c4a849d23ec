import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Budget } from '../../core/model/snapshot.ts';
import { clientOf } from '../../providers/clients.ts';
import { providerName } from '../../words/names.ts';
import { plainText } from '../../words/plainText.ts';
import { checkKey } from './checkKey.ts';
import { chooseModels } from './chooseModels.ts';
import type { KeyRecord } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';
import { askForKey, askForLabel, sayKeyIsForgotten } from './questions.ts';

export interface KeyCommandParts {
  readonly keyRing: KeyRing;
  readonly budget: () => Budget;
}

export type KeyChange = 'rename' | 'replace' | 'remove' | 'chooseModels';

/**
 * Everything a user can do with an existing key. Each command takes a key's id from the panel, or asks which key is
 * meant.
 */
export class KeyCommands implements Record<KeyChange, (keyId?: string) => Promise<void>> {
  readonly #parts: KeyCommandParts;

  constructor(parts: KeyCommandParts) {
    this.#parts = parts;
  }

  async rename(keyId?: string): Promise<void> {
    const record = await this.#pick(keyId, l10n.t('Which key do you want to rename?'));
    if (!record) return;
    const taken = this.#parts.keyRing.records().map(({ label }) => label);
    const label = await askForLabel(taken, record.label);
    if (label !== undefined && label !== record.label) await this.#parts.keyRing.edit(record.id, { label });
  }

  /** Asks for a new value and checks it before giving up the old one. */
  async replace(keyId?: string): Promise<void> {
    const record = await this.#pick(
      keyId,
      l10n.t('Which key do you want to replace?'),
      ({ storage }) => storage === 'secret' || storage === 'session',
    );
    if (!record) return;
    const apiKey = await askForKey(record.provider);
    if (apiKey === undefined) return;
    const checked = await checkKey(clientOf(record.provider), { apiKey, baseUrl: record.baseUrl });
    if (checked.kind === 'refused') {
      void vscode.window.showErrorMessage(checked.words);
      return;
    }
    const kept = await this.#parts.keyRing.put({ ...record, storage: 'secret' }, apiKey);
    if (kept.storage === 'session') sayKeyIsForgotten();
  }

  /** Removes at once and offers to undo, instead of asking first. */
  async remove(keyId?: string): Promise<void> {
    const record = await this.#pick(keyId, l10n.t('Which key do you want to remove?'));
    if (!record) return;
    const removal = await this.#parts.keyRing.remove(record.id);
    if (!removal) return;
    const { restore, erased } = removal;
    const undo = l10n.t('Undo');
    const label = plainText(record.label);
    const text = erased
      ? l10n.t(
          'Removed the key “{0}” from this editor. It is still valid at {1}.',
          label,
          providerName(record.provider),
        )
      : l10n.t(
          'The key “{0}” is no longer used, but the secret storage did not delete its value. It is still valid at {1}.',
          label,
          providerName(record.provider),
        );
    const answer = await vscode.window.showInformationMessage(text, ...(restore ? [undo] : []));
    if (answer === undo) await restore?.();
  }

  async chooseModels(keyId?: string): Promise<void> {
    const record = await this.#pick(keyId, l10n.t('For which key?'));
    if (!record) return;
    const { keyRing, budget } = this.#parts;
    const client = clientOf(record.provider);
    const access = await keyRing.access(record.id).catch(() => null);
    if (!access) {
      void vscode.window.showErrorMessage(
        l10n.t('The key “{0}” could not be read. Replace it to go on.', plainText(record.label)),
      );
      return;
    }
    const checked = await checkKey(client, access);
    if (checked.kind === 'refused') {
      void vscode.window.showErrorMessage(checked.words);
      return;
    }
    const models = await chooseModels({ client, listed: checked.models, watched: record.models, budget: budget() });
    if (models) await keyRing.edit(record.id, { models });
  }

  async #pick(
    keyId: unknown,
    question: string,
    fits: (record: KeyRecord) => boolean = () => true,
  ): Promise<KeyRecord | undefined> {
    const records = this.#parts.keyRing.records().filter((record) => record.storage !== 'demo' && fits(record));
    // A command that names a key must never act on another.
    const meant = keyId === undefined ? records : records.filter(({ id }) => id === keyId);
    if (meant.length === 1) return meant[0];
    if (meant.length === 0) {
      void vscode.window.showInformationMessage(l10n.t('There is no such key yet.'));
      return undefined;
    }
    const items = meant.map((record) => ({
      label: plainText(record.label),
      description: `${providerName(record.provider)} ${record.fingerprint}`,
      record,
    }));
    return (await vscode.window.showQuickPick(items, { placeHolder: question }))?.record;
  }
}
