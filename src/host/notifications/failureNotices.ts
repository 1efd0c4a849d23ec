import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { meanings } from '../../core/causes/meaning.ts';
import { headlineOf } from '../../core/headline.ts';
import type { KeySnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { rank } from '../../core/shown/ranking.ts';
import { heldBackBy } from '../../engine/keyHealth.ts';
import type { Intent } from '../../words/advice/intent.ts';
import type { Place } from '../../words/advice/place.ts';
import { headlineWords } from '../../words/headlineWords.ts';
import { plainText } from '../../words/plainText.ts';
import { sentence } from '../../words/sentence.ts';
import type { Quiet } from './quiet.ts';

/** Milliseconds after which trouble that goes on is worth a notification. */
const lasting = 120_000;
/** Shortest wait of a request of the user's that is worth a notification; seconds. */
const longWait = 60;

export interface FailureActions {
  perform(intent: Intent): void;
  beQuiet(): void;
}

/**
 * Notifies once that a key cannot work: refused, without credit, at its spend limit, in trouble that lasts, or told to wait
 * for long where no limit is known that could warn of it.
 */
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

  /**
   * What there is in this snapshot was told of before this window was there: by another, or by the one that was reloaded.
   * Not yet what is too young for that, since the key has worked until just before.
   */
  known(snapshot: Snapshot): void {
    this.#follow(snapshot);
    for (const key of snapshot.keys) {
      const trouble = this.#troubles.get(key.id);
      if (!trouble) continue;
      const longest = 1000 * Math.min(...key.models.map(({ age }) => age ?? Number.POSITIVE_INFINITY));
      if (needsUser(key) || longest >= lasting || waitsLong(key)) trouble.isTold = true;
      else this.#troubles.set(key.id, { ...trouble, since: this.#now() - longest });
    }
  }

  /**
   * Looks at a snapshot; `warn`: whether the user wants notifications, `speaks`: whether they are this window's to show.
   * Another shows them otherwise, and then they are told of.
   */
  look(snapshot: Snapshot, warn: boolean, place: Place, speaks: boolean): void {
    this.#follow(snapshot);
    for (const key of snapshot.keys) {
      const trouble = this.#troubles.get(key.id);
      if (!trouble || trouble.isTold || !warn || this.#quiet.until !== null) continue;
      const isDue = trouble.name === heardWait ? waitsLong(key) : seenAt(key, this.#now()) - trouble.since >= lasting;
      if (!needsUser(key) && !isDue) continue;
      trouble.isTold = true;
      // Of the key alone, and not of what is held.
      if (speaks) void this.#tell({ ...snapshot, keys: [key], ranking: rank([key]), holds: [] }, place);
    }
  }

  #follow({ keys }: Snapshot): void {
    for (const key of keys) {
      const name = troubleOf(key);
      if (name === null) this.#troubles.delete(key.id);
      else if (this.#troubles.get(key.id)?.name !== name)
        this.#troubles.set(key.id, { name, since: this.#now(), isTold: false });
    }
    for (const id of this.#troubles.keys()) if (!keys.some((key) => key.id === id)) this.#troubles.delete(id);
  }

  async #tell(snapshot: Snapshot, place: Place): Promise<void> {
    if (headlineOf(snapshot, 'lowest').kind !== 'failure') return;
    const { subject, lead, title, status, steps } = headlineWords(snapshot, place);
    const fact = status === null ? title : `${sentence(title)} ${status.text}`;
    const text = l10n.t('{0}: {1}. {2}', plainText(subject ?? ''), plainText(lead), plainText(sentence(fact), 400));
    const step = steps.find(({ intent }) => intent !== null);
    const quiet = l10n.t('Quiet for 15 Minutes');
    const chosen = await vscode.window.showWarningMessage(text, ...(step?.button ? [step.button] : []), quiet);
    if (chosen === quiet) this.#actions.beQuiet();
    else if (chosen !== undefined && step?.intent) this.#actions.perform(step.intent);
  }
}

/** The name of a refusal of the user's requests that asks to wait. */
const heardWait = 'wait';

/** A name for what is wrong with a key, the same for as long as it is the same; `null` while it works. */
function troubleOf(key: KeySnapshot): string | null {
  if (needsUser(key)) return key.lastFailure?.failure.cause ?? null;
  if (key.status === 'offline' || key.status === 'trouble') return 'silent';
  return isHeardWait(key) ? heardWait : null;
}

/** Goes on until a request is answered, so that one that is tried again and again is told of once. */
function isHeardWait({ lastFailure }: KeySnapshot): boolean {
  if (lastFailure?.by !== 'user' || lastFailure.failure.limit !== null) return false;
  // Nobody need wait where no wait ends it.
  return lastFailure.failure.status === 429 && heldBackBy(lastFailure.failure) === 'wait';
}

function waitsLong(key: KeySnapshot): boolean {
  return isHeardWait(key) && (key.lastFailure?.failure.retryAfter ?? 0) >= longWait;
}

/** When trouble was last met, in monotonic ms. Our own checks go on, the user may have stopped asking. */
function seenAt({ lastFailure }: KeySnapshot, now: number): number {
  return lastFailure?.by === 'user' ? now - 1000 * lastFailure.age : now;
}

function needsUser({ status, lastFailure }: KeySnapshot): boolean {
  return status !== 'missing' && lastFailure !== null && meanings[lastFailure.failure.cause].needsUser;
}
