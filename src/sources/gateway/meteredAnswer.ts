import { undiciHeaders } from '../headerFields.ts';
import type { Afterwards } from './afterwards.ts';
import { AnswerMeter } from './answerMeter.ts';
import { ExchangeTold } from './exchangeTold.ts';
import type { GatewayParts } from './gatewayParts.ts';
import type { PassedAnswer, ReadRefusal } from './readRefusal.ts';
import { answerHead, exchangeSeen, failureIn, requestSeen } from './seenExchange.ts';
import type { ArrivedRequest, ToolRequest } from './toolRequest.ts';

/**
 * Tells of a request from leaving to its end, with what is read of its answer as it passes. All of it is done a little
 * later, in order.
 */
export class MeteredAnswer {
  readonly #arrived: ArrivedRequest;
  readonly #parts: GatewayParts;
  readonly #afterwards: Afterwards;
  readonly #sentAt: number;
  #hasLeft = false;
  #answer: { readonly told: ExchangeTold; readonly meter: AnswerMeter } | null = null;

  /** It is sent now. Nothing is told of one that uses no limit up. */
  constructor(arrived: ArrivedRequest, parts: GatewayParts, afterwards: Afterwards) {
    this.#arrived = arrived;
    this.#parts = parts;
    this.#afterwards = afterwards;
    this.#sentAt = parts.clock.now();
  }

  /** It has a connection: without one it would take nothing of a limit. Told once, though it may leave twice. */
  leaves(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#afterwards.do(() => {
      const request = this.#arrived.known;
      const leaving = request && requestSeen(request, this.#sentAt);
      if (leaving) this.#parts.emit(leaving);
    });
  }

  /** Its tool gets this answer, which comes now. */
  answered(answer: PassedAnswer, receivedAt = this.#parts.clock.now()): void {
    const request = this.#arrived.known;
    if (request === null) return;
    this.#afterwards.do(() => this.#begin(request, answer, receivedAt));
    answer.on('data', (chunk: Buffer) => {
      this.#afterwards.do(() => this.#answer?.meter.push(chunk), chunk.length);
    });
  }

  /**
   * A refusal has come, and was read. Resolves with whether the request may leave once more; `null` where its tool is to get
   * the refusal, which `answered` is told of then.
   */
  refused({ answer, metered, receivedAt }: ReadRefusal, gone: AbortSignal): Promise<boolean> | null {
    const request = this.#arrived.known;
    if (request === null || metered === null) return null;
    // What is known by then decides.
    this.#afterwards.catchUp();
    const { admission, emit } = this.#parts;
    const { statusCode = 0, rawHeaders } = answer;
    const head = answerHead(request, statusCode, rawHeaders, { sentAt: this.#sentAt, receivedAt });
    const failure = failureIn(request, head, metered);
    if (failure?.cause !== 'rate') return null;
    const again = admission.refused(request, { ...head, retryAfter: failure.retryAfter }, gone);
    const exchange = again && exchangeSeen(request, head, metered);
    if (exchange) this.#afterwards.do(() => emit({ ...exchange, leavesAgain: true }));
    return again;
  }

  /** It is over, in whatever way. Called once. */
  ended(): void {
    this.#afterwards.do(() => {
      const request = this.#arrived.known;
      if (request === null) return;
      const answer = this.#answer;
      const endedAt = this.#parts.clock.now();
      if (answer) answer.meter.end(() => this.#parts.admission.ended(answer.told.ended()));
      else {
        const end = { use: null, failure: null, isUncharged: !this.#hasLeft, endedAt };
        this.#parts.admission.ended({ request, ...end });
      }
    });
  }

  #begin(request: ToolRequest, { rawHeaders, statusCode = 0 }: PassedAnswer, receivedAt: number): void {
    const { clock, emit, admission } = this.#parts;
    const header = undiciHeaders(rawHeaders);
    const meter = new AnswerMeter(header('content-type'), header('content-encoding'), () => told.learnt());
    const head = answerHead(request, statusCode, rawHeaders, { sentAt: this.#sentAt, receivedAt });
    admission.answered(request, head);
    const told = new ExchangeTold(clock, emit, request, head, () => meter.metered);
    this.#answer = { told, meter };
  }
}
