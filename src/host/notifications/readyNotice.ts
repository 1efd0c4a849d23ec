import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { KeySnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { plainText } from '../../words/plainText.ts';

/** Tells once that a key works again, where the user asked to be told. */
export class ReadyNotice {
  readonly #snapshot: () => Snapshot;
  readonly #awaited = new Set<string>();

  constructor(snapshot: () => Snapshot) {
    this.#snapshot = snapshot;
  }

  /** Tells when the key is ready again; at once if it is. */
  tell(keyId: string): void {
    this.#awaited.add(keyId);
    const snapshot = this.#snapshot();
    const key = snapshot.keys.find(({ id }) => id === keyId);
    if (key && !isReady(key)) {
      void vscode.window.showInformationMessage(
        l10n.t('You will be told when “{0}” is ready again.', plainText(key.label)),
      );
    }
    this.look(snapshot);
  }

  /** Looks whether anything that is awaited has become ready. */
  look({ keys }: Snapshot): void {
    for (const key of keys) {
      if (!this.#awaited.has(key.id) || !isReady(key)) continue;
      this.#awaited.delete(key.id);
      void vscode.window.showInformationMessage(l10n.t('“{0}” is ready again.', plainText(key.label)));
    }
  }
}

/** Nothing holds the key back and every limit that is known is fine. */
function isReady({ status, models }: KeySnapshot): boolean {
  const limits = models.flatMap((model) => model.limits);
  return status === 'ok' && limits.every(({ state }) => state === 'fine' || state === 'unknown');
}
