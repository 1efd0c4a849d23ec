import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { ExchangeSeen } from '../../core/model/observation.ts';
import type { ReportedUse } from '../../core/pacing/request.ts';
import type { Metered } from './answerMeter.ts';
import { type AnswerHead, exchangeSeen, failureIn } from './seenExchange.ts';
import type { ToolRequest } from './toolRequest.ts';
import { isUseful, reportedUse } from './usage.ts';

/** What a request has come to. */
export interface RequestEnd {
  readonly request: ToolRequest;
  /** `null` where the answer did not tell all of it. */
  readonly use: ReportedUse | null;
  /** Why the provider refused it or broke it off, without its words; `null` if it did not. */
  readonly failure: Failure | null;
  /** Whether it took nothing of any limit, as far as anybody can tell: it has not left, or an error was all that came. */
  readonly isUncharged: boolean;
  /** Monotonic milliseconds. */
  readonly endedAt: number;
}

/** Milliseconds for which an exchange waits for its usage, so that levels are told in time. */
const waitsForUse = 250;

/** Tells an exchange once: when its usage is known, when it ends, or a moment after its head, whichever comes first. */
export class ExchangeTold {
  readonly #clock: Clock;
  readonly #tell: (exchange: ExchangeSeen) => void;
  readonly #request: ToolRequest;
  readonly #head: AnswerHead;
  readonly #metered: () => Metered;
  readonly #timer: Disposable;
  #isTold = false;

  constructor(
    clock: Clock,
    tell: (exchange: ExchangeSeen) => void,
    request: ToolRequest,
    head: AnswerHead,
    metered: () => Metered,
  ) {
    this.#clock = clock;
    this.#tell = tell;
    this.#request = request;
    this.#head = head;
    this.#metered = metered;
    this.#timer = clock.after(waitsForUse, () => this.#tellOnce());
  }

  /** Something was read of the answer. */
  learnt(): void {
    const { use, error } = this.#metered();
    if (isUseful(use) || error !== undefined) this.#tellOnce();
  }

  /** The answer has ended, well or not. */
  ended(): RequestEnd {
    this.#tellOnce();
    const metered = this.#metered();
    const failure = failureIn(this.#request, this.#head, metered);
    const use = reportedUse(metered.use);
    const isUncharged = use === null && this.#head.status >= 400;
    return { request: this.#request, use, failure, isUncharged, endedAt: this.#clock.now() };
  }

  #tellOnce(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    this.#timer.dispose();
    const exchange = exchangeSeen(this.#request, this.#head, this.#metered());
    if (exchange) this.#tell(exchange);
  }
}
