import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import { withoutResponse } from '../../core/causes/failureOf.ts';
import { meanings } from '../../core/causes/meaning.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { AccountPart, Observation, UsageSpan } from '../../core/model/observation.ts';
import type { OrganizationIdentity } from '../../core/model/snapshot.ts';
import type { Access } from '../../providers/provider.ts';
import type { askCursor, CursorPath } from './cursorApi.ts';
import { membersAPage, noSpend, pagesIn, spendsOf, type TeamSpend, withSpendPage } from './cursorSpend.ts';
import { eventsAPage, readUsagePage, UseSums } from './cursorUsage.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Milliseconds between two looks: what they tell is added up by the hour. */
const pace = hour;
/** Milliseconds between two requests, for 20 a minute at most. */
const spacing = 4_000;
/** An hour's events are whole so many milliseconds after it. */
const settling = hour / 2;
/** Milliseconds that a question may reach back. */
const reach = 30 * day;
/** Most pages of one question: more would not be read before the next look. */
const mostPages = 400;

export interface CursorParts {
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** The team's key; `null` where it is not there. */
  access(id: string): Promise<Access | null>;
  readonly askCursor: typeof askCursor;
}

/** What was added up so far, by epoch milliseconds. */
interface Counted {
  /** When the billing cycle began. */
  readonly cycle: number;
  readonly from: number;
  readonly until: number;
  readonly month: UseSums;
  readonly dayFrom: number;
  readonly day: UseSums;
}

/**
 * One team's account with Cursor: what it spent and used, asked once an hour, page by page. Asks nothing before the window
 * is said to be in use.
 */
export class CursorTeam {
  readonly identity: OrganizationIdentity;
  readonly #parts: CursorParts;
  readonly #emit: (observation: Observation) => void;
  readonly #ended = new AbortController();
  /** Monotonic milliseconds; `null` once the key is refused. */
  #dueAt: number | null;
  #isInUse = false;
  #timer: Disposable | null = null;
  #askedAt = -Infinity;
  #counted: Counted | null = null;

  constructor(identity: OrganizationIdentity, parts: CursorParts, emit: (observation: Observation) => void) {
    this.identity = identity;
    this.#parts = parts;
    this.#emit = emit;
    this.#dueAt = parts.clock.now();
  }

  setInUse(inUse: boolean): void {
    this.#isInUse = inUse;
    this.#follow();
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#ended.abort();
  }

  /** Asks what is due, and comes back when the next is. */
  #follow(): void {
    this.#timer?.dispose();
    this.#timer = null;
    const { clock } = this.#parts;
    if (this.#isInUse && this.#dueAt !== null && this.#dueAt <= clock.now()) void this.#look();
    if (!this.#isInUse || this.#dueAt === null) return;
    this.#timer = clock.after(Math.max(0, this.#dueAt - clock.now()), () => this.#follow());
  }

  /** Asks for all there is to know. Never throws. */
  async #look(): Promise<void> {
    this.#dueAt = this.#parts.clock.now() + pace;
    const access = await this.#parts.access(this.identity.id).catch(() => null);
    if (access === null) return this.#miss(['costs', 'usage'], withoutResponse('unknown', 'The key is not there'));
    const spend = await this.#spend(access);
    if (this.#ended.signal.aborted) return;
    if (!('cause' in spend)) {
      this.#emit({ ...this.#seen, kind: 'money', part: 'costs', toldAt: this.#parts.wall(), money: spendsOf(spend) });
    } else if (isRefusedKey(spend)) {
      return this.#miss(['costs', 'usage'], spend);
    } else this.#miss(['costs'], spend);
    const usage = await this.#usage(access, 'cause' in spend ? null : spend.since);
    if (this.#ended.signal.aborted) return;
    if ('cause' in usage) return this.#miss(['usage'], usage);
    this.#counted = usage;
    this.#tell('month', usage.from, usage.until, usage.month);
    this.#tell('day', usage.dayFrom, usage.until, usage.day);
  }

  get #seen() {
    const { provider, id } = this.identity;
    return { source: 'admin', account: { kind: 'organization', provider, id } } as const;
  }

  #tell(span: UsageSpan, from: number, to: number, { uses }: UseSums): void {
    this.#emit({ ...this.#seen, kind: 'usage', span, from, to, uses });
  }

  /** Keeps to the wait that a refusal asks for, and stops with a key that is refused. */
  #miss(parts: readonly AccountPart[], failure: Failure): void {
    const now = this.#parts.clock.now();
    const wait = Math.max(pace, (failure.retryAfter ?? 0) * 1000);
    this.#dueAt = isRefusedKey(failure) ? null : Math.max(this.#dueAt ?? 0, now + wait);
    const retryIn = this.#dueAt === null ? null : (this.#dueAt - now) / 1000;
    for (const part of parts) this.#emit({ ...this.#seen, kind: 'missing', part, failure, retryIn });
  }

  async #spend(access: Access): Promise<TeamSpend | Failure> {
    let spend = noSpend;
    for (let page = 1; page <= mostPages; page++) {
      const answer = await this.#page(access, '/teams/spend', { page, pageSize: membersAPage });
      if ('cause' in answer) return answer;
      const more = withSpendPage(spend, answer.result);
      if (more === null) return notUnderstood;
      spend = more;
      if (page >= pagesIn(answer.result)) return spend;
    }
    return tooMuch;
  }

  /** Adds what came since the last look to what was counted then, all or nothing. `cycle`: when the billing cycle began. */
  async #usage(access: Access, told: number | null): Promise<Counted | Failure> {
    const until = Math.floor((this.#parts.wall() - settling) / hour) * hour;
    const cycle = told ?? this.#counted?.cycle ?? monthOf(until);
    const before = this.#counted?.cycle === cycle && this.#counted.until <= until ? this.#counted : null;
    const from = before?.from ?? Math.min(until, Math.max(cycle, until - reach));
    const dayFrom = Math.max(from, Math.floor(until / day) * day);
    const counted: Counted = {
      ...{ cycle, from, until, dayFrom },
      month: new UseSums(before?.month.uses),
      day: new UseSums(before?.dayFrom === dayFrom ? before.day.uses : []),
    };
    const start = before?.until ?? from;
    if (start >= until) return counted;
    for (let page = 1; page <= mostPages; page++) {
      const question = { startDate: start, endDate: until - 1, page, pageSize: eventsAPage };
      const answer = await this.#page(access, '/teams/filtered-usage-events', question);
      if ('cause' in answer) return answer;
      const read = readUsagePage(answer.result);
      if (read === null) return notUnderstood;
      for (const { at, use } of read.events) {
        if (at < start || at >= until) continue;
        counted.month.add(use);
        if (at >= dayFrom) counted.day.add(use);
      }
      if (!read.more) return counted;
    }
    return tooMuch;
  }

  /** One request, no sooner after the last than the limit of requests allows. */
  async #page(
    access: Access,
    path: CursorPath,
    question: Readonly<Record<string, number>>,
  ): Promise<{ readonly result: unknown } | Failure> {
    const { clock, askCursor } = this.#parts;
    const wait = this.#askedAt + spacing - clock.now();
    if (wait > 0) await new Promise<void>((resolve) => void clock.after(wait, resolve));
    if (this.#ended.signal.aborted) return notUnderstood;
    this.#askedAt = clock.now();
    const { result, failure } = await askCursor(access, path, question, this.#ended.signal);
    return failure ?? { result };
  }
}

function isRefusedKey({ cause }: Failure): boolean {
  return meanings[cause].holdsBack === 'key';
}

const notUnderstood = withoutResponse('unknown', 'The endpoint did not answer as documented');
const tooMuch = withoutResponse('unknown', 'The endpoint has more pages than are read');

function monthOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}
