import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LimitId } from '../core/limits.ts';
import type { Announcement } from '../engine/engine.ts';
import type { Settings } from './settings.ts';
import { warningText } from './warningText.ts';

/** A wait of this long earns a "ready again" by default; milliseconds. */
const longWait = 60_000;

export interface WarningActions {
  openPanel(): void;
  openSettings(): void;
  mute(limitId: LimitId): void;
}

/** Turns crossings into notifications; whether a crossing is new has been decided before. */
export class Warnings {
  readonly #actions: WarningActions;
  readonly #now: () => number;
  readonly #began = new Map<LimitId, number>();

  /** `now` in monotonic milliseconds. */
  constructor(actions: WarningActions, now: () => number) {
    this.#actions = actions;
    this.#now = now;
  }

  async announce({ id, crossing, snapshot }: Announcement, settings: Settings): Promise<void> {
    const limit = snapshot.keys
      .flatMap((key) => key.models.flatMap((model) => model.limits))
      .find((one) => one.id === id);
    if (!limit) return;
    const began = this.#began.get(id);
    if (crossing === 'ready') this.#began.delete(id);
    else if (began === undefined) this.#began.set(id, this.#now());
    if (!settings.warn) return;
    const demo = snapshot.keys.some((key) => key.id === limit.keyId && key.storage === 'demo');
    const text = warningText(crossing, limit, demo);
    if (crossing === 'ready') {
      const long = began !== undefined && this.#now() - began >= longWait;
      if (settings.readyAgain === 'always' || (settings.readyAgain === 'afterLongWaits' && long)) {
        await this.#offer(vscode.window.showInformationMessage, text, id);
      }
      return;
    }
    await this.#offer(crossing === 'low' ? vscode.window.showWarningMessage : vscode.window.showErrorMessage, text, id);
  }

  async #offer(
    show: (text: string, ...items: string[]) => Thenable<string | undefined>,
    text: string,
    id: LimitId,
  ): Promise<void> {
    const openPanel = l10n.t('Open Panel');
    const mute = l10n.t('Mute This Limit');
    const openSettings = l10n.t('Settings');
    const chosen = await show(text, openPanel, mute, openSettings);
    if (chosen === openPanel) this.#actions.openPanel();
    if (chosen === mute) this.#actions.mute(id);
    if (chosen === openSettings) this.#actions.openSettings();
  }
}
