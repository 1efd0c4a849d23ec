import type { Access, Exchange } from '../src/providers/provider.ts';
import { Limiter } from '../src/simulator/limiter.ts';
import { modelsWithLimits } from '../src/simulator/models.ts';
import { openaiLimitHeaders } from '../src/simulator/openaiHeaders.ts';
import { ProbedProvider } from '../test/support/probedProvider.ts';
import type { DrivenClock } from '../test/unit/engine/drivenClock.ts';
import { limiterReadings } from './limiterReadings.ts';

const probeTokens = 9;
const requestsPerMinute = 5_000;

/** Their checks are bound by the share of requests, not by a day's dollars. */
const cheapModels = ['gpt-5-nano', 'gpt-5-mini', 'gpt-4.1-nano', 'gpt-4o-mini'];

/** An account of OpenAI's with several models, each with a bucket of its own. Times are milliseconds. */
export class SeveralModels extends ProbedProvider {
  probes = 0;
  readonly names: readonly string[];
  readonly #clock: DrivenClock;
  readonly #capacities: readonly number[];
  readonly #limiters: readonly Limiter[];

  /** `capacities`: tokens a minute, one for each model. */
  constructor(clock: DrivenClock, capacities: readonly number[]) {
    super();
    this.#clock = clock;
    this.#capacities = capacities;
    this.names = cheapModels.slice(0, capacities.length);
    const limits = capacities.map((tokens, index) => [this.names[index], { tokens, requests: requestsPerMinute }]);
    const models = modelsWithLimits([], Object.fromEntries(limits));
    this.#limiters = models.map((model) => new Limiter(model, clock.now()));
  }

  async probe(_access: Access, model: string): Promise<Exchange> {
    this.probes++;
    const now = this.#clock.now();
    const limiter = this.#of(this.names.indexOf(model));
    const charged = { requests: 1, tokens: limiter.admit(now, probeTokens) === null ? probeTokens : 0 };
    return {
      readings: limiterReadings(limiter, 'openai', now),
      failure: null,
      charged,
      usage: { input: 8, output: 1 },
    };
  }

  /** Lets a request in, if there is room. Returns its status and the headers of its answer. */
  request(index: number, tokens: number): { status: number; headers: Readonly<Record<string, string>> } {
    const now = this.#clock.now();
    const limiter = this.#of(index);
    const status = limiter.admit(now, tokens) === null ? 200 : 429;
    return { status, headers: { date: new Date(now).toUTCString(), ...openaiLimitHeaders(limiter, now) } };
  }

  /** What is left of a model's tokens, as a share of its capacity. */
  level(index: number): number {
    const left = this.#of(index).bucket('tokens', 60)?.levelAt(this.#clock.now()) ?? 0;
    return Math.max(0, left) / (this.#capacities[index] ?? 1);
  }

  #of(index: number): Limiter {
    const limiter = this.#limiters[index];
    if (!limiter) throw new Error(`there is no model ${index}`);
    return limiter;
  }
}
