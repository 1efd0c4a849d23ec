import * as l10n from '@vscode/l10n';
import type { Memento } from 'vscode';
import * as vscode from 'vscode';
import type { KeySnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { type LimitView, viewOf } from '../../core/shown/limitView.ts';
import { plainText } from '../../words/plainText.ts';

/** The name of the list of awaited keys in the workspace's state. */
const storedAs = 'keygauge.awaited';

/** Notifies once that a key works again, if the user asked for it, in the window where that was, also after a reload. */
export class ReadyNotice {
  readonly #snapshot: () => Snapshot;
  readonly #state: Memento;
  readonly #awaited: Set<string>;

  /** `state`: what lasts beyond this window in its folder. */
  constructor(snapshot: () => Snapshot, state: Memento) {
    this.#snapshot = snapshot;
    this.#state = state;
    const stored = state.get<unknown>(storedAs);
    this.#awaited = new Set(Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []);
  }

  /** Notifies when the key is ready again; at once if it is ready now. */
  tell(keyId: string): void {
    this.#awaited.add(keyId);
    this.#save();
    const snapshot = this.#snapshot();
    const key = snapshot.keys.find(({ id }) => id === keyId);
    if (key && !isReady(key)) {
      void vscode.window.showInformationMessage(
        l10n.t('You will be told when “{0}” is ready again.', plainText(key.label)),
      );
    }
    this.look(snapshot);
  }

  /** Checks whether an awaited key has become ready. */
  look({ keys }: Snapshot): void {
    for (const key of keys) {
      if (!this.#awaited.has(key.id) || !isReady(key)) continue;
      this.#awaited.delete(key.id);
      this.#save();
      void vscode.window.showInformationMessage(l10n.t('“{0}” is ready again.', plainText(key.label)));
    }
  }

  #save(): void {
    void this.#state.update(storedAs, [...this.#awaited]);
  }
}

/** Ready means that nothing holds the key back, and that the next request fits every limit whose level is known. */
function isReady({ status, models }: KeySnapshot): boolean {
  const views = models.flatMap(({ limits }) => limits.map(viewOf));
  const holds = ({ state, next }: LimitView) => state === 'critical' || state === 'empty' || next.kind === 'later';
  return status === 'ok' && !views.some(holds);
}
