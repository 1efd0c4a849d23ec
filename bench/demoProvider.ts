import type { Clock } from '../src/base/clock.ts';
import type { Access, Exchange } from '../src/providers/provider.ts';
import { Account } from '../src/simulator/account.ts';
import { demoLimits, demoLoads } from '../src/simulator/demoLoads.ts';
import { modelsWithLimits } from '../src/simulator/models.ts';
import { ProbedProvider } from '../test/support/probedProvider.ts';
import { limiterReadings } from './limiterReadings.ts';

/** Milliseconds that an answer takes. */
const latency = 300;
const probeTokens = 9;

/** The demo's account without its server: both its models, with the demo's agents at work. */
export class DemoProvider extends ProbedProvider {
  readonly #clock: Clock;
  readonly #account: Account;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
    this.#account = new Account(modelsWithLimits([], demoLimits), clock.now());
    this.#account.setLoad(clock.now(), demoLoads);
  }

  async probe(_access: Access, model: string): Promise<Exchange> {
    await new Promise<void>((resolve) => this.#clock.after(latency, resolve));
    const now = this.#clock.now();
    const limiter = this.#account.limiterAt(now, model);
    if (!limiter) throw new Error(`There is no model “${model}”.`);
    limiter.admit(now, probeTokens);
    return {
      readings: limiterReadings(limiter, model.startsWith('claude') ? 'anthropic' : 'openai', now),
      failure: null,
      charged: { requests: 1, tokens: probeTokens, 'input-tokens': probeTokens },
      usage: { input: 8, output: 1 },
    };
  }
}
