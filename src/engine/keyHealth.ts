import { type HoldBack, meanings } from '../core/causes/meaning.ts';
import { waitAfter } from '../core/causes/waitAfter.ts';
import type { KeptTime } from '../core/keptTime.ts';
import { type Failure, ownCauses } from '../core/model/failure.ts';
import type { ExchangeSeen, KeyChecked, Requester } from '../core/model/observation.ts';
import type { KeyStatus } from '../core/model/snapshot.ts';
import type { KeyPace } from '../core/schedule.ts';
import type { SavedHealth } from './savedState.ts';

/** Seconds to leave a provider alone that refused without naming a wait. */
const unnamedWait = 60;

/** Milliseconds after which trouble that only the user's request met is over for all that is known: we ask again sooner. */
const unheard = 360_000;

/** The part of an exchange that shows the health of a key. */
export type EndedRequest = Pick<ExchangeSeen, 'model' | 'failure' | 'by' | 'sentAt' | 'receivedAt'>;

/**
 * One key's standing with its provider, judged by how its last requests ended. All times are monotonic milliseconds.
 */
export class KeyHealth {
  #isRefused = false;
  #waitFrom = 0;
  #waitUntil: number | null = null;
  #offlineStreak = 0;
  #troubleStreak = 0;
  #ownStreak = 0;
  #noCredit = false;
  #endedAt: number | null = null;
  #endedBy: Requester | null = null;
  #failedAt = -Infinity;
  /** The model that the provider asked to wait with; `null` where that was no model's request. */
  #waitsWith: string | null = null;
  /** Whether the provider named how long to wait; else it is our guess. */
  #isWaitNamed = true;
  #jitter = 0;

  get pace(): KeyPace {
    return {
      isRefused: this.#isRefused,
      waitUntil: this.#waitUntil,
      waitsWith: this.#waitsWith,
      offlineStreak: this.#offlineStreak,
      troubleStreak: this.#troubleStreak,
      ownStreak: this.#ownStreak,
      noCredit: this.#noCredit,
      endedAt: this.#endedAt,
      jitter: this.#jitter,
    };
  }

  status(now: number): KeyStatus {
    if (this.#isRefused) return 'refused';
    if (this.#noCredit) return 'no-credit';
    if (this.#waitUntil !== null && this.#waitUntil > now) return 'waiting';
    const isOver = this.unheardAt <= now;
    if (this.#offlineStreak > 0 && !isOver) return 'offline';
    if (this.#troubleStreak + this.#ownStreak > 0 && !isOver) return 'trouble';
    return this.#endedAt === null ? 'starting' : 'ok';
  }

  /** Monotonic ms from which on trouble that a request of the user's met is none any more, as nobody has asked again. */
  get unheardAt(): number {
    const isTrouble = this.#offlineStreak + this.#troubleStreak > 0;
    return isTrouble && this.#endedBy === 'user' && this.#endedAt !== null ? this.#endedAt + unheard : Infinity;
  }

  /** Seconds left of the wait that the provider asked for; `null` if it asked for none. */
  remainingWait(now: number): number | null {
    return this.#waitUntil === null ? null : Math.max(0, (this.#waitUntil - now) / 1000);
  }

  /** Takes in how one request ended; `jitter` from 0 to 1 spreads retries. */
  take(ended: EndedRequest, jitter: number): void {
    const { model, failure, sentAt, receivedAt: now } = ended;
    // An admission before the last refusal says nothing about the time after it.
    if (failure === null && sentAt < this.#failedAt) return;
    this.#noCredit = false;
    const held = failure === null ? 'nothing' : heldBackBy(failure);
    const isAnswer = held !== 'offline' && held !== 'trouble' && held !== 'own';
    // Nobody knows for which model we wait, and nobody has asked us to.
    const isGuess = this.#waitsWith === null && !this.#isWaitNamed;
    const isEnd = (model === this.#waitsWith && isAnswer) || (isGuess && failure === null);
    if (isEnd || this.remainingWait(now) === 0) this.#waitUntil = null;
    this.#end(ended, jitter);
  }

  /** Takes in a look at the key: that it is accepted ends trouble, but no wait of a model and no lack of credit. */
  look({ failure, receivedAt }: Pick<KeyChecked, 'failure' | 'receivedAt'>, jitter: number): void {
    if (this.#waitsWith === null && this.remainingWait(receivedAt) === 0) this.#waitUntil = null;
    this.#end({ model: null, failure, by: 'keygauge', receivedAt }, jitter);
  }

  /** `model`: the one that was asked about, `null` for none. */
  #end({ model, failure, by, receivedAt: now }: Omit<EndedRequest, 'sentAt'>, jitter: number): void {
    const held = failure === null ? 'nothing' : heldBackBy(failure);
    this.#endedAt = now;
    this.#endedBy = by;
    this.#jitter = jitter;
    // A connection that broke says nothing of one that holds.
    if (failure !== null && held !== 'offline') this.#failedAt = now;
    this.#offlineStreak = held === 'offline' ? this.#offlineStreak + 1 : 0;
    this.#troubleStreak = held === 'trouble' ? this.#troubleStreak + 1 : 0;
    this.#ownStreak = held === 'own' ? this.#ownStreak + 1 : 0;
    this.#isRefused = held === 'key';
    if (held === 'credit') this.#noCredit = true;
    const named = failure && waitAfter(failure);
    if (held === 'wait') this.#wait(model, now, named);
    if (held === 'trouble' && named !== null) this.#wait(model, now, named);
  }

  /** A fault of our own is not kept: a reload may well have mended it. */
  save(time: KeptTime): SavedHealth {
    const kept = (at: number | null) => (at === null || at === -Infinity ? null : time.kept(at));
    const [from, until] = [this.#waitFrom, this.#waitUntil];
    return {
      isRefused: this.#isRefused,
      hasNoCredit: this.#noCredit,
      wait: until === null ? null : { model: this.#waitsWith, from: time.kept(from), until: time.kept(until) },
      offlineStreak: this.#offlineStreak,
      troubleStreak: this.#troubleStreak,
      endedAt: kept(this.#endedAt),
      failedAt: kept(this.#failedAt),
      jitter: this.#jitter,
    };
  }

  /** Goes on from what was kept, before any request has ended. */
  restore({ wait, endedAt, failedAt, ...saved }: SavedHealth, time: KeptTime): void {
    const past = (at: number | null) => (at === null ? null : time.past(at));
    this.#isRefused = saved.isRefused;
    this.#noCredit = saved.hasNoCredit;
    this.#offlineStreak = saved.offlineStreak;
    this.#troubleStreak = saved.troubleStreak;
    this.#endedAt = past(endedAt);
    this.#failedAt = past(failedAt) ?? -Infinity;
    this.#jitter = saved.jitter;
    const until = wait && time.end(wait.from, wait.until);
    if (wait && until !== null && until > time.now) this.#waitFor(wait.model, time.past(wait.from) ?? time.now, until);
  }

  /** `named`: seconds. */
  #wait(model: string | null, now: number, named: number | null): void {
    this.#waitFor(model, now, now + (named ?? unnamedWait) * 1000);
    this.#isWaitNamed = named !== null;
  }

  #waitFor(model: string | null, from: number, until: number): void {
    this.#waitsWith = model;
    this.#waitFrom = from;
    this.#waitUntil = until;
    this.#isWaitNamed = true;
  }
}

/** What a failure keeps from being done with the key. */
export function heldBackBy({ cause, status }: Failure): HoldBack {
  if (isNoAnswer({ cause, status })) return 'trouble';
  // A 429 that does not say what was too much still asks us not to try again at once.
  return cause === 'unknown' && status === 429 ? 'wait' : meanings[cause].holdsBack;
}

/**
 * Whether the request was neither answered nor refused: what arrived, such as a redirect or a web page, was no answer
 * at all.
 */
export function isNoAnswer({ cause, status }: Pick<Failure, 'cause' | 'status'>): boolean {
  return cause === 'unknown' && (status === null || status < 400);
}

/** Whether nothing was sent, for a reason of our own. */
export function isOwnFault({ cause }: Failure): boolean {
  return ownCauses.some((own) => own === cause);
}
