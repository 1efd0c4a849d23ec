import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LimitId } from '../../core/model/limit.ts';
import type { Announcement } from '../../engine/board.ts';
import { warningText } from '../../words/warningWords.ts';
import type { Settings } from '../settings/settingsCheck.ts';

/** Shortest wait that earns a "ready again" by default; milliseconds. */
const longWait = 60_000;

export interface WarningActions {
  openPanel(): void;
  openSettings(): void;
  mute(limitId: LimitId): void;
  /** Switches off the warnings of every limit. */
  neverWarn(): void;
}

/** Turns crossings into notifications. The caller has decided already whether a crossing is news. */
export class Warnings {
  readonly #actions: WarningActions;
  readonly #now: () => number;
  readonly #began = new Map<LimitId, number>();

  /** `now` in monotonic milliseconds. */
  constructor(actions: WarningActions, now: () => number) {
    this.#actions = actions;
    this.#now = now;
  }

  async announce({ id, crossing, isNews, snapshot }: Announcement, settings: Settings): Promise<void> {
    const limit = snapshot.keys
      .flatMap((key) => key.models.flatMap((model) => model.limits))
      .find((one) => one.id === id);
    if (!limit) return;
    const began = this.#began.get(id);
    if (crossing === 'ready' || crossing === 'over') this.#began.delete(id);
    else if (began === undefined) this.#began.set(id, this.#now());
    if (!settings.warn || !isNews || crossing === 'over') return;
    const demo = snapshot.keys.some((key) => key.id === limit.keyId && key.storage === 'demo');
    const text = warningText(crossing, limit, demo, snapshot.at);
    if (crossing === 'ready') {
      const long = began !== undefined && this.#now() - began >= longWait;
      if (settings.readyAgain === 'always' || (settings.readyAgain === 'afterLongWaits' && long)) {
        await this.#offer(vscode.window.showInformationMessage, text, id);
      }
      return;
    }
    // Never an error: the editor shows errors even to users who asked not to be disturbed.
    await this.#offer(vscode.window.showWarningMessage, text, id);
  }

  async #offer(
    show: (text: string, ...items: string[]) => Thenable<string | undefined>,
    text: string,
    id: LimitId,
  ): Promise<void> {
    const openPanel = l10n.t('Open Panel');
    const mute = l10n.t('Mute This Limit');
    const openSettings = l10n.t('Settings');
    const never = l10n.t("Don't Show Again");
    const chosen = await show(text, openPanel, mute, openSettings, never);
    if (chosen === openPanel) this.#actions.openPanel();
    if (chosen === mute) this.#actions.mute(id);
    if (chosen === openSettings) this.#actions.openSettings();
    if (chosen === never) this.#actions.neverWarn();
  }
}
