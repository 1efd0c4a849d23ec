import { inTime } from '../../base/inTime.ts';
import { networkFailure, withoutResponse } from '../../core/causes/failureOf.ts';
import { meanings } from '../../core/causes/meaning.ts';
import { ownFault } from '../../core/causes/ownFault.ts';
import type { Failure } from '../../core/model/failure.ts';
import { DAY } from '../../core/model/limit.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import type { OrganizationIdentity } from '../../core/model/snapshot.ts';
import type {
  AdminAnswer,
  AdminClient,
  AdminPage,
  AdminQuestion,
  Division,
} from '../../providers/admin/adminClient.ts';
import type { Access } from '../../providers/provider.ts';
import { EndlessAnswerError, pagesOf } from './pages.ts';
import { type TurnParts, Turns } from './turns.ts';

/** The outside parts that reading an organization needs. */
export interface AdminParts extends TurnParts {
  /** Loaded when first asked for: the SDKs are large. May fail. */
  clientOf(id: ProviderId): Promise<AdminClient>;
  /** The admin key and the one place that it goes to; `null` when it is not there. May take long, and may fail. */
  access(id: string): Promise<Access | null>;
}

/** What a provider said of its divisions when a key was checked, before anything else was asked with it. */
export interface FirstAnswer {
  readonly divisions: AdminAnswer<Division>;
  /** When it came; epoch milliseconds by our clock. */
  readonly at: number;
}

/** A question that was not answered. */
export class AdminFailure extends Error {
  readonly failure: Failure;
  /** Seconds for which nothing is asked with the key; 0 where other questions need not wait. */
  readonly wait: number;

  constructor(failure: Failure, wait = 0) {
    super(failure.cause);
    this.failure = failure;
    this.wait = wait;
  }

  /** Whether it says something of this question alone, so that others may be asked. */
  get isOfOneQuestion(): boolean {
    const { holdsBack } = meanings[this.failure.cause];
    return holdsBack === 'nothing' || holdsBack === 'credit';
  }
}

/** A storage or a client that hangs must not hang the others; milliseconds. Clients give up sooner by themselves. */
const accessDeadline = 10_000;
const answerDeadline = 45_000;
/** Seconds to wait after a refusal that names no time, and after trouble: doubled each time, up to the longest. */
const usualWait = 300;
const firstTroubleWait = 60;
const longestTroubleWait = 1800;
/** A clock that differs by less is not off: dates have whole seconds, and answers take their time. Milliseconds. */
const offBy = 5000;
const mostPages = 20;

/** Asks with one admin key: in turn, as long as the provider's waits are over, and by the provider's clock. */
export class AdminDesk {
  readonly #identity: OrganizationIdentity;
  readonly #parts: AdminParts;
  readonly #turns: Turns;
  readonly #abort = new AbortController();
  #client: Promise<AdminClient> | null = null;
  /** The provider's clock less ours; milliseconds. */
  #ahead = 0;
  /** Questions in a row to which no provider answered. */
  #troubles = 0;

  constructor(identity: OrganizationIdentity, parts: AdminParts) {
    this.#identity = identity;
    this.#parts = parts;
    this.#turns = new Turns(identity.id, parts);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Epoch milliseconds by the provider's clock. */
  get now(): number {
    return this.#parts.wall() + this.#ahead;
  }

  /** A time of the provider's by our clock. */
  local(at: number): number {
    return at - this.#ahead;
  }

  /** Goes by the provider's clock, which said `date` at a time by ours; epoch milliseconds, `null` if it said none. */
  heed(date: number | null, at: number): void {
    if (date === null) return;
    const ahead = date - at;
    this.#ahead = Math.abs(ahead) < offBy ? 0 : ahead;
  }

  /** Rejects with an `AdminFailure`. */
  async client(): Promise<AdminClient> {
    this.#client ??= this.#parts.clientOf(this.#identity.provider);
    try {
      return await this.#client;
    } catch (thrown) {
      this.#client = null;
      throw this.#failed(ownFault(thrown));
    }
  }

  /** The items of each page of an answer, a turn for each page. Throws an `AdminFailure`. */
  async *pages<T>(rank: number, question: AdminQuestion<T>): AsyncGenerator<readonly T[], void, undefined> {
    try {
      yield* pagesOf((cursor) => this.#page(rank, question, cursor), mostPages);
    } catch (thrown) {
      if (!(thrown instanceof EndlessAnswerError)) throw thrown;
      throw new AdminFailure(withoutResponse('unknown', thrown.message));
    }
  }

  setInUse(inUse: boolean): void {
    this.#turns.setInUse(inUse);
  }

  /** Resolves after so many seconds, or at the end. */
  async rest(seconds: number): Promise<void> {
    await inTime(() => new Promise<never>(() => {}), seconds * 1000, this.#parts.clock, this.signal);
  }

  end(): void {
    this.#abort.abort();
    this.#turns.end();
  }

  async #page<T>(rank: number, question: AdminQuestion<T>, cursor: string | null): Promise<AdminPage<T>> {
    const answer = await this.#turns.take(rank, () => this.#ask(question, cursor));
    if (answer === null || this.signal.aborted) throw new AdminFailure(networkFailure('The question was called off'));
    this.heed(answer.date, this.#parts.wall());
    if (answer.failure) throw this.#failed(answer.failure);
    this.#troubles = 0;
    return answer.page;
  }

  async #ask<T>(question: AdminQuestion<T>, cursor: string | null): Promise<AdminAnswer<T>> {
    const { clock } = this.#parts;
    const without = (failure: Failure) => ({ page: null, failure, date: null });
    let access: Access | null = null;
    try {
      access = await inTime(() => this.#parts.access(this.#identity.id), accessDeadline, clock, this.signal);
      if (access === null)
        return without(withoutResponse('own-fault', 'The secret storage did not give the admin key'));
      const used = access;
      const answer = await inTime(() => question(used, cursor, this.signal), answerDeadline, clock, this.signal);
      return answer ?? without(networkFailure(`No answer within ${answerDeadline / 1000} s`));
    } catch (thrown) {
      return without(ownFault(thrown, access ? [access.apiKey] : []));
    }
  }

  /** Holds everything back that is to be asked with the key, as long as the failure says. */
  #failed(failure: Failure): AdminFailure {
    const wait = this.#waitAfter(failure);
    this.#turns.hold(wait);
    return new AdminFailure(failure, wait);
  }

  #waitAfter({ cause, retryAfter }: Failure): number {
    const asked = retryAfter === null ? null : Math.min(retryAfter, DAY);
    switch (meanings[cause].holdsBack) {
      case 'wait':
        return asked ?? usualWait;
      case 'trouble':
      case 'offline':
      case 'own': {
        const doubled = Math.min(longestTroubleWait, firstTroubleWait * 2 ** this.#troubles++);
        return asked ?? doubled * (1 - this.#parts.random() / 2);
      }
      default:
        return asked ?? 0;
    }
  }
}
