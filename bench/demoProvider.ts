import type { Clock } from '../src/base/clock.ts';
import { dialectOf } from '../src/core/dialects/families.ts';
import { readHeaders } from '../src/core/dialects/readHeaders.ts';
import type { Reading } from '../src/core/model/limit.ts';
import type { Access, Exchange, ModelList, ProviderClient } from '../src/providers/provider.ts';
import { Account } from '../src/simulator/account.ts';
import { anthropicLimitHeaders } from '../src/simulator/anthropicHeaders.ts';
import { demoLimits, demoLoads } from '../src/simulator/demoLoads.ts';
import { modelsWithLimits } from '../src/simulator/models.ts';
import { openaiLimitHeaders } from '../src/simulator/openaiHeaders.ts';

/** Milliseconds that an answer takes. */
const latency = 300;
const probeTokens = 9;

/** The demo's account without its server: both its models, with the demo's agents at work. */
export class DemoProvider implements ProviderClient {
  readonly id = 'openai';
  readonly lists = 'always';
  readonly #clock: Clock;
  readonly #account: Account;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#account = new Account(modelsWithLimits([], demoLimits), clock.now());
    this.#account.setLoad(clock.now(), demoLoads);
  }

  canWatch(): boolean {
    return true;
  }

  preselect(models: readonly string[]): string[] {
    return [...models];
  }

  read(): Reading[] {
    return [];
  }

  async listModels(): Promise<ModelList> {
    return { models: [], failure: null };
  }

  async probe(_access: Access, model: string): Promise<Exchange> {
    await new Promise<void>((resolve) => this.#clock.after(latency, resolve));
    const now = this.#clock.now();
    const limiter = this.#account.limiterAt(now, model);
    if (!limiter) throw new Error(`There is no model “${model}”.`);
    limiter.admit(now, probeTokens);
    const dialect = model.startsWith('claude') ? 'anthropic' : 'openai';
    const headers = dialect === 'openai' ? openaiLimitHeaders(limiter, now) : anthropicLimitHeaders(limiter, now, now);
    return {
      readings: readHeaders({ date: new Date(now).toUTCString(), ...headers }, dialectOf(dialect)),
      failure: null,
      charged: { requests: 1, tokens: probeTokens, 'input-tokens': probeTokens },
      usage: { input: 8, output: 1 },
    };
  }
}
