import type { IncomingMessage } from 'node:http';
import { undiciHeaders } from '../headerFields.ts';
import { AnswerMeter } from './answerMeter.ts';
import { answerHead, ExchangeTold, requestSeen } from './exchangeTold.ts';
import type { GatewayParts } from './gatewayParts.ts';
import type { ToolRequest } from './toolRequest.ts';

/** Tells of a request from leaving to its end, with what is read of its answer as it passes. */
export class MeteredAnswer {
  readonly #request: ToolRequest;
  readonly #parts: GatewayParts;
  readonly #sentAt: number;
  #answer: { readonly told: ExchangeTold; readonly meter: AnswerMeter } | null = null;
  #isOver = false;

  /** The request leaves now. */
  constructor(request: ToolRequest, parts: GatewayParts) {
    this.#request = request;
    this.#parts = parts;
    this.#sentAt = parts.clock.now();
    const leaving = requestSeen(request, this.#sentAt);
    if (leaving) parts.emit(leaving);
  }

  answered(answer: IncomingMessage): void {
    const { clock, emit } = this.#parts;
    const header = undiciHeaders(answer.rawHeaders);
    const meter = new AnswerMeter(header('content-type'), header('content-encoding'), () => told.learnt());
    const head = answerHead(answer.statusCode ?? 0, answer.rawHeaders, this.#sentAt, clock.now());
    const told = new ExchangeTold(clock, emit, this.#request, head, () => meter.metered);
    this.#answer = { told, meter };
    answer.on('data', (chunk: Buffer) => meter.push(chunk));
  }

  /** It is over, in whatever way; only the first call counts. */
  ended(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const answer = this.#answer;
    if (answer === null) {
      const endedAt = this.#parts.clock.now();
      this.#parts.ended({ request: this.#request, use: null, failure: null, endedAt });
      return;
    }
    answer.meter.end(() => this.#parts.ended(answer.told.ended()));
  }
}
