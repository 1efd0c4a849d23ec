import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type LimitId, limitIdOf } from '../../core/model/limit.ts';
import type { LimitSnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { limitName } from '../../words/limitNames.ts';
import { plainText } from '../../words/plainText.ts';
import { settings } from '../settings/contributions.ts';

const mutedKey = 'keygauge.mutedLimits';

/** What a user can do with a limit: pin it to the status bar, mute its warnings. */
export class LimitCommands {
  readonly #state: vscode.Memento;
  readonly #snapshot: () => Snapshot;
  readonly #changed: () => void;

  /** `changed` is told when the muted limits are others than before. */
  constructor(state: vscode.Memento, snapshot: () => Snapshot, changed: () => void) {
    this.#state = state;
    this.#snapshot = snapshot;
    this.#changed = changed;
  }

  get muted(): ReadonlySet<LimitId> {
    const stored = this.#state.get<unknown>(mutedKey);
    const ids = Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [];
    return new Set(ids.map(limitIdOf));
  }

  async mute(limitId: LimitId): Promise<void> {
    await this.#setMuted([...this.muted, limitId]);
  }

  async unmute(limitId: LimitId): Promise<void> {
    await this.#setMuted([...this.muted].filter((id) => id !== limitId));
  }

  async unmuteAll(): Promise<void> {
    await this.#setMuted([]);
  }

  /** `lowest` lets the gauge choose again. */
  async pin(limitId: LimitId | 'lowest'): Promise<void> {
    await vscode.workspace
      .getConfiguration()
      .update(settings.limit, limitId === 'lowest' ? undefined : limitId, vscode.ConfigurationTarget.Global);
  }

  async pickAndPin(): Promise<void> {
    const lowest = { label: l10n.t('The lowest limit'), description: l10n.t('default'), id: 'lowest' } as const;
    const picked = await vscode.window.showQuickPick<{ label: string; description: string; id: LimitId | 'lowest' }>(
      [lowest, ...this.#items()],
      {
        placeHolder: l10n.t('Which limit should the status bar show?'),
      },
    );
    if (picked) await this.pin(picked.id);
  }

  async pickAndMute(): Promise<void> {
    const items = this.#items().filter(({ id }) => !this.muted.has(id));
    const picked = await vscode.window.showQuickPick(items, {
      placeHolder: l10n.t('Which limit should no longer warn?'),
    });
    if (picked) await this.mute(picked.id);
  }

  #items(): { label: string; description: string; id: LimitId }[] {
    const { keys } = this.#snapshot();
    return keys.flatMap((key) =>
      key.models.flatMap((model) =>
        model.limits.map((limit: LimitSnapshot) => ({
          label: limitName(limit),
          description: `${plainText(limit.model, 100)} · ${plainText(key.label)}`,
          id: limit.id,
        })),
      ),
    );
  }

  async #setMuted(ids: readonly LimitId[]): Promise<void> {
    await this.#state.update(mutedKey, [...new Set(ids)].slice(-200));
    this.#changed();
  }
}
