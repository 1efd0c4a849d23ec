import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { meanings } from '../../core/causes/meaning.ts';
import type { KeySnapshot } from '../../core/model/snapshot.ts';
import { isEased } from '../../core/shown/eased.ts';
import type { Announcement } from '../../engine/board.ts';
import { labelToTell } from '../../words/sameModel.ts';
import { warningText } from '../../words/warningWords.ts';
import type { Settings } from '../settings/settingsCheck.ts';
import type { Quiet } from './quiet.ts';

/** Shortest wait that earns a "ready again" by default; seconds. */
const longWait = 60;

export interface WarningActions {
  openPanel(): void;
  tellWhenReady(keyId: string): void;
  beQuiet(): void;
}

/** Turns crossings into notifications. The caller has decided already whether a crossing is news. */
export class Warnings {
  readonly #actions: WarningActions;
  readonly #quiet: Quiet;

  constructor(actions: WarningActions, quiet: Quiet) {
    this.#actions = actions;
    this.#quiet = quiet;
  }

  async announce({ id, crossing, isNews, lasted, snapshot }: Announcement, settings: Settings): Promise<void> {
    const key = snapshot.keys.find(({ models }) =>
      models.some(({ limits }) => limits.some((limit) => limit.id === id)),
    );
    const limit = key?.models.flatMap(({ limits }) => limits).find((one) => one.id === id);
    if (!key || !limit) return;
    if (!settings.warn || !isNews || crossing === 'over' || this.#quiet.until !== null) return;
    // While the key cannot work at all, none of its limits matters.
    if (isStopped(key)) return;
    // What is held back until it fits is not refused; that is in sight while it lasts.
    if (isEased(limit, key, snapshot)) return;
    const label = labelToTell(limit.model, key, snapshot);
    const text = warningText(crossing, limit, key.storage === 'demo', snapshot.at, label);
    if (crossing === 'ready') {
      if (settings.readyAgain === 'always' || (settings.readyAgain === 'afterLongWaits' && lasted >= longWait)) {
        await this.#tell(text);
      }
      return;
    }
    await this.#warn(text, key.id);
  }

  async #tell(text: string): Promise<void> {
    const openPanel = l10n.t('Open Panel');
    const quiet = l10n.t('Quiet for 15 Minutes');
    const chosen = await vscode.window.showInformationMessage(text, openPanel, quiet);
    if (chosen === openPanel) this.#actions.openPanel();
    if (chosen === quiet) this.#actions.beQuiet();
  }

  /** Never an error: the editor shows errors even to users who asked not to be disturbed. */
  async #warn(text: string, keyId: string): Promise<void> {
    const tell = l10n.t('Tell Me When It Is Ready');
    const quiet = l10n.t('Quiet for 15 Minutes');
    const chosen = await vscode.window.showWarningMessage(text, tell, quiet);
    if (chosen === tell) this.#actions.tellWhenReady(keyId);
    if (chosen === quiet) this.#actions.beQuiet();
  }
}

function isStopped({ status, lastFailure }: KeySnapshot): boolean {
  if (status === 'ok' || status === 'starting' || status === 'waiting') {
    return lastFailure !== null && meanings[lastFailure.failure.cause].needsUser;
  }
  return true;
}
