import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { meanings } from '../../core/causes/meaning.ts';
import { headlineOf } from '../../core/headline.ts';
import type { KeySnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { rank } from '../../core/shown/ranking.ts';
import type { Intent } from '../../words/advice/intent.ts';
import type { Place } from '../../words/advice/place.ts';
import { headlineWords } from '../../words/headlineWords.ts';
import { plainText } from '../../words/plainText.ts';
import type { Quiet } from './quiet.ts';

/** Milliseconds after which trouble that goes on is worth a notification. */
const lasting = 120_000;

export interface FailureActions {
  obey(intent: Intent): void;
  beQuiet(): void;
}

/** Notifies once that a key cannot work: refused, without credit, at its spend limit, or in trouble that lasts. */
export class FailureNotices {
  readonly #actions: FailureActions;
  readonly #quiet: Quiet;
  readonly #now: () => number;
  /** The trouble of each key: since when, in monotonic ms, and whether it was told. */
  readonly #troubles = new Map<string, { readonly name: string; readonly since: number; isTold: boolean }>();

  constructor(actions: FailureActions, quiet: Quiet, now: () => number) {
    this.#actions = actions;
    this.#quiet = quiet;
    this.#now = now;
  }

  /** Looks at a snapshot; `warn`: whether the user wants notifications. */
  look(snapshot: Snapshot, warn: boolean, place: Place): void {
    for (const key of snapshot.keys) {
      const name = troubleOf(key);
      const known = this.#troubles.get(key.id);
      if (name === null) this.#troubles.delete(key.id);
      else if (known?.name !== name) this.#troubles.set(key.id, { name, since: this.#now(), isTold: false });
      const trouble = this.#troubles.get(key.id);
      if (!trouble || trouble.isTold || !warn || this.#quiet.until !== null) continue;
      if (!needsUser(key) && this.#now() - trouble.since < lasting) continue;
      trouble.isTold = true;
      void this.#tell({ ...snapshot, keys: [key], ranking: rank([key]) }, place);
    }
    for (const id of this.#troubles.keys()) if (!snapshot.keys.some((key) => key.id === id)) this.#troubles.delete(id);
  }

  async #tell(snapshot: Snapshot, place: Place): Promise<void> {
    if (headlineOf(snapshot, 'lowest').kind !== 'failure') return;
    const { subject, lead, title, steps } = headlineWords(snapshot, place);
    const text = l10n.t('{0}: {1}. {2}', plainText(subject ?? ''), plainText(lead), plainText(title, 400));
    const step = steps.find(({ intent }) => intent !== null);
    const quiet = l10n.t('Quiet for 15 Minutes');
    const chosen = await vscode.window.showWarningMessage(text, ...(step?.button ? [step.button] : []), quiet);
    if (chosen === quiet) this.#actions.beQuiet();
    else if (chosen !== undefined && step?.intent) this.#actions.obey(step.intent);
  }
}

/** A name for what is wrong with a key, the same for as long as it is the same; `null` while it works. */
function troubleOf(key: KeySnapshot): string | null {
  if (needsUser(key)) return key.lastFailure?.failure.cause ?? null;
  return key.status === 'offline' || key.status === 'trouble' ? 'silent' : null;
}

function needsUser({ status, lastFailure }: KeySnapshot): boolean {
  return status !== 'missing' && lastFailure !== null && meanings[lastFailure.failure.cause].needsUser;
}
