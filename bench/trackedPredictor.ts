import { dialectOf } from '../src/core/dialects/families.ts';
import { readHeaders } from '../src/core/dialects/readHeaders.ts';
import { TrackedLimit } from '../src/core/limits/trackedLimit.ts';
import type { Failure } from '../src/core/model/failure.ts';
import { limitIdOf, type Reading, type Unit } from '../src/core/model/limit.ts';
import type { RequestSeen } from '../src/core/model/observation.ts';
import { HeldLimit } from '../src/core/shown/heldLimit.ts';
import { promptSize } from '../src/sources/promptSize.ts';
import { DrawnBytes } from './drawnBytes.ts';
import type { Predictor } from './forecastScore.ts';
import type { Scenario, TapeRequest, TapeResponse } from './forecastTape.ts';
import { ownExchange } from './ownExchange.ts';

const refused: Failure = {
  cause: 'rate',
  status: 429,
  message: '',
  type: null,
  code: null,
  retryAfter: null,
  limit: null,
};
const thresholds = { low: 0.2, critical: 0.05 };

/** What is known of a request; whoever only listens knows none of it. */
export interface Known {
  /** Its prompt's tokens, not only its bytes. */
  readonly tokens: boolean;
  readonly conversation: boolean;
  /** What it took, and the length of its answer. */
  readonly use: boolean;
}

const all: Known = { tokens: true, conversation: true, use: true };

/**
 * A limit as the extension follows it, by its own probes or by the traffic it sees. It warns whenever the limit is
 * shown as anything but fine, as long as the surfaces hold that.
 */
export class TrackedPredictor implements Predictor {
  readonly #scenario: Scenario;
  readonly #limit: TrackedLimit;
  readonly #held = new HeldLimit();
  #requests = 0;
  readonly #underWay: { readonly tape: TapeRequest; readonly request: RequestSeen }[] = [];
  readonly #known: Known;
  readonly #bytes = new DrawnBytes();

  constructor(scenario: Scenario, known: Known = all) {
    this.#scenario = scenario;
    this.#known = known;
    this.#limit = new TrackedLimit(limitIdOf('bench'), 'key', 'model', unitOf(scenario), 'standard');
  }

  onRequest(tape: TapeRequest): void {
    const { at, input } = tape;
    const { account, model } = ownExchange(at * 1000);
    const id = String(this.#requests++);
    const size = this.#known.tokens ? { input } : promptSize(this.#bytes.of(input, tape.conversation));
    const seen = { kind: 'request', source: 'gateway', account, id, model, sentAt: at * 1000, ...size } as const;
    const request = { ...seen, conversation: this.#known.conversation ? (tape.conversation ?? null) : null };
    this.#underWay.push({ tape, request });
    this.#limit.sent(request);
  }

  onResponse({ at, conversation, input, status, charged, output, headers }: TapeResponse): void {
    const index = this.#underWay.findIndex(({ tape }) => tape.conversation === conversation && tape.input === input);
    const [leaving] = this.#underWay.splice(index, index < 0 ? 0 : 1);
    const request = leaving?.request ?? null;
    const admitted = status === 200;
    const took = { 'output-tokens': output, [this.#limit.unit]: charged };
    const exchange = ownExchange(request?.sentAt ?? at * 1000, at * 1000, {
      by: 'user',
      charged: admitted && this.#known.use ? took : {},
      failure: admitted ? null : refused,
    });
    for (const reading of this.#readingsIn(headers)) this.#limit.record(reading, exchange, request);
    if (admitted) this.#limit.admitted(exchange.sentAt);
  }

  nextProbeAt(at: number): number {
    this.#limit.look(at * 1000, thresholds);
    return at + (this.#limit.nextLook(at * 1000) ?? 0);
  }

  onProbe({ at, headers }: { at: number; headers: Record<string, string> }): void {
    for (const reading of this.#readingsIn(headers)) this.#limit.record(reading, ownExchange(at * 1000), null);
  }

  alarm(at: number): boolean {
    this.#limit.look(at * 1000, thresholds);
    const { state } = this.#held.show(this.#limit.snapshot(at * 1000, false, null), at * 1000);
    return state !== 'fine' && state !== 'unknown';
  }

  #readingsIn(headers: Record<string, string>): Reading[] {
    const isOpenAI = this.#scenario.dialect === 'openai';
    const all = readHeaders(headers, dialectOf(isOpenAI ? 'openai' : 'anthropic'));
    return all.filter(({ unit }) => unit !== 'requests');
  }
}

/** The unit of the limit that a scenario plays. */
export function unitOf({ dialect, counts }: Scenario): Unit {
  if (dialect === 'openai') return 'tokens';
  return counts === 'output' ? 'output-tokens' : 'input-tokens';
}
