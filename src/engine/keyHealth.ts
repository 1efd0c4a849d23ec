import type { Failure } from '../core/failure.ts';
import type { KeyPace } from '../core/schedule.ts';
import type { KeyStatus } from '../core/snapshot.ts';

/** How long to leave a provider alone that refused without saying for how long; seconds. */
const unnamedWait = 60;

/** How one key stands with its provider, from how its last requests ended. All times are monotonic milliseconds. */
export class KeyHealth {
  #blocked: KeyPace['blocked'] = null;
  #waitUntil: number | null = null;
  #offlineStreak = 0;
  #troubleStreak = 0;
  #noCredit = false;
  #endedAt: number | null = null;
  #jitter = 0;

  get pace(): KeyPace {
    return {
      blocked: this.#blocked,
      waitUntil: this.#waitUntil,
      offlineStreak: this.#offlineStreak,
      troubleStreak: this.#troubleStreak,
      noCredit: this.#noCredit,
      endedAt: this.#endedAt,
      jitter: this.#jitter,
    };
  }

  status(now: number): KeyStatus {
    if (this.#blocked) return this.#blocked === 'key-missing' ? 'missing' : 'refused';
    if (this.#noCredit) return 'no-credit';
    if (this.#waitUntil !== null && this.#waitUntil > now) return 'waiting';
    if (this.#offlineStreak > 0) return 'offline';
    if (this.#troubleStreak > 0) return 'trouble';
    return this.#endedAt === null ? 'starting' : 'ok';
  }

  /** Seconds that the provider's own wait goes on. */
  remainingWait(now: number): number | null {
    return this.#waitUntil === null ? null : Math.max(0, (this.#waitUntil - now) / 1000);
  }

  /** The key's value could not be read. */
  missing(now: number): void {
    this.#blocked = 'key-missing';
    this.#endedAt = now;
  }

  /** Lets a missing key be looked for again. */
  lookAgain(): void {
    if (this.#blocked === 'key-missing') this.#blocked = null;
  }

  /** One request ended; `jitter` from 0 to 1 spreads what is tried again. */
  ended(failure: Failure | null, now: number, jitter: number): void {
    this.#endedAt = now;
    this.#jitter = jitter;
    this.#blocked = null;
    this.#noCredit = false;
    this.#waitUntil = null;
    const offline = failure?.cause === 'network';
    const trouble = failure !== null && isTrouble(failure);
    this.#offlineStreak = offline ? this.#offlineStreak + 1 : 0;
    this.#troubleStreak = trouble ? this.#troubleStreak + 1 : 0;
    switch (failure?.cause) {
      case 'key-invalid':
        this.#blocked = 'key-refused';
        break;
      case 'quota-exhausted':
      case 'spend-limit':
        this.#noCredit = true;
        break;
      case 'rate':
      case 'ramp':
      case 'throttled':
      case 'concurrency':
      case 'plan-window':
        this.#waitUntil = now + (failure.retryAfter ?? unnamedWait) * 1000;
        break;
      case 'overloaded':
      case 'server-error':
        if (failure.retryAfter !== null) this.#waitUntil = now + failure.retryAfter * 1000;
        break;
      case 'unknown':
        // A refusal for too much that does not say of what: asking again at once is what it asks not to do.
        if (failure.status === 429) this.#waitUntil = now + (failure.retryAfter ?? unnamedWait) * 1000;
        break;
    }
  }
}

/** The provider's own trouble; so is an answer that is none, such as a redirect or a web page in place of an answer. */
function isTrouble({ cause, status }: Failure): boolean {
  return cause === 'overloaded' || cause === 'server-error' || isNoAnswer({ cause, status });
}

/** Neither answered nor refused: what arrived was no answer to the request at all. */
export function isNoAnswer({ cause, status }: Pick<Failure, 'cause' | 'status'>): boolean {
  return cause === 'unknown' && (status === null || status < 400);
}
