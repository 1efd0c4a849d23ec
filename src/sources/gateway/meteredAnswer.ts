import type { IncomingMessage } from 'node:http';
import { undiciHeaders } from '../headerFields.ts';
import { AnswerMeter } from './answerMeter.ts';
import { ExchangeTold } from './exchangeTold.ts';
import type { GatewayParts } from './gatewayParts.ts';
import { answerHead, requestSeen } from './seenExchange.ts';
import type { ToolRequest } from './toolRequest.ts';

/** Milliseconds after which what has passed is looked at, and bytes that wait for it at most. */
const soon = 5;
const mostWaiting = 256 * 1024;

/**
 * Tells of a request from leaving to its end, with what is read of its answer as it passes. All of it is done a little
 * later, in order: whoever waits for the bytes goes first, also for a processor.
 */
export class MeteredAnswer {
  readonly #request: ToolRequest;
  readonly #parts: GatewayParts;
  readonly #sentAt: number;
  #answer: { readonly told: ExchangeTold; readonly meter: AnswerMeter } | null = null;
  #waiting: (() => void)[] = [];
  #bytesWaiting = 0;

  /** The request leaves now. */
  constructor(request: ToolRequest, parts: GatewayParts) {
    this.#request = request;
    this.#parts = parts;
    this.#sentAt = parts.clock.now();
    this.#later(() => {
      const leaving = requestSeen(request, this.#sentAt);
      if (leaving) parts.emit(leaving);
    });
  }

  answered(answer: IncomingMessage): void {
    const receivedAt = this.#parts.clock.now();
    this.#later(() => this.#begin(answer, receivedAt));
    answer.on('data', (chunk: Buffer) => {
      this.#later(() => this.#answer?.meter.push(chunk));
      this.#bytesWaiting += chunk.length;
      if (this.#bytesWaiting > mostWaiting) this.#catchUp();
    });
  }

  /** It is over, in whatever way. Called once. */
  ended(): void {
    const endedAt = this.#parts.clock.now();
    this.#later(() => {
      const answer = this.#answer;
      if (answer) answer.meter.end(() => this.#parts.ended(answer.told.ended(endedAt)));
      else this.#parts.ended({ request: this.#request, use: null, failure: null, endedAt });
    });
  }

  #begin({ rawHeaders, statusCode = 0 }: IncomingMessage, receivedAt: number): void {
    const { clock, emit } = this.#parts;
    const header = undiciHeaders(rawHeaders);
    const meter = new AnswerMeter(header('content-type'), header('content-encoding'), () => told.learnt());
    const head = answerHead(statusCode, rawHeaders, this.#sentAt, receivedAt);
    const told = new ExchangeTold(clock, emit, this.#request, head, () => meter.metered);
    this.#answer = { told, meter };
  }

  #later(act: () => void): void {
    this.#waiting.push(act);
    if (this.#waiting.length === 1) this.#parts.clock.after(soon, () => this.#catchUp());
  }

  #catchUp(): void {
    this.#bytesWaiting = 0;
    for (const act of this.#waiting.splice(0)) act();
  }
}
