import type { Clock } from '../src/base/clock.ts';
import type { Reading } from '../src/core/model/limit.ts';
import { clientOf } from '../src/providers/clients.ts';
import type { Access, Exchange, ModelList } from '../src/providers/provider.ts';
import { Account } from '../src/simulator/account.ts';
import type { Load } from '../src/simulator/load.ts';
import type { SimulatedModel } from '../src/simulator/models.ts';
import { openaiLimitHeaders } from '../src/simulator/openaiHeaders.ts';
import { ProbedProvider } from '../test/support/probedProvider.ts';

/** Milliseconds that an answer takes. */
const latency = 400;
const probeTokens = 9;

/** The simulator's accounts without its server: each key is one account with coding agents at work on every model. */
export class BusyProvider extends ProbedProvider {
  readonly baseUrl = 'https://provider.invalid';
  readonly probeUsage = { input: 8, output: 1 };
  answers = 0;
  readonly #clock: Clock;
  readonly #models: readonly SimulatedModel[];
  readonly #accounts = new Map<string, Account>();

  constructor(clock: Clock, models: readonly SimulatedModel[]) {
    super();
    this.#clock = clock;
    this.#models = models;
  }

  override read(headers: Readonly<Record<string, string>>): Reading[] {
    return clientOf('openai').read(headers);
  }

  override async listModels(): Promise<ModelList> {
    return { models: this.#models.map(({ id }) => id), failure: null };
  }

  async probe({ apiKey }: Access, model: string): Promise<Exchange> {
    await new Promise<void>((resolve) => this.#clock.after(latency, resolve));
    const limiter = this.#account(apiKey).limiterAt(this.#clock.now(), model);
    if (!limiter) throw new Error(`There is no model “${model}”.`);
    limiter.admit(this.#clock.now(), probeTokens);
    this.answers++;
    return {
      readings: this.read(openaiLimitHeaders(limiter, this.#clock.now())),
      failure: null,
      charged: { requests: 1, tokens: probeTokens },
      usage: this.probeUsage,
    };
  }

  /** The account of a key, created by its first request. */
  #account(apiKey: string): Account {
    let account = this.#accounts.get(apiKey);
    if (!account) {
      account = new Account(this.#models, this.#clock.now());
      const seed = this.#accounts.size * this.#models.length;
      const loads = this.#models.map(
        ({ id }, index): Load => ({
          kind: 'agent',
          model: id,
          seed: seed + index,
          agents: 3,
        }),
      );
      account.setLoad(this.#clock.now(), loads);
      this.#accounts.set(apiKey, account);
    }
    return account;
  }
}
