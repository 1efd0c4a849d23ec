import type { ProviderId } from '../src/core/model/provider.ts';
import { Engine } from '../src/engine/engine.ts';
import { Purse } from '../src/engine/purse.ts';
import type { Source } from '../src/engine/source.ts';
import type { Access, Exchange, ProviderClient } from '../src/providers/provider.ts';
import { anthropicLimitHeaders } from '../src/simulator/anthropicHeaders.ts';
import { Limiter } from '../src/simulator/limiter.ts';
import { modelsWithLimits } from '../src/simulator/models.ts';
import { openaiLimitHeaders } from '../src/simulator/openaiHeaders.ts';
import { seededRandom } from '../src/simulator/random.ts';
import { ownRequests } from '../src/sources/probe/ownRequest.ts';
import { ProbeSource } from '../src/sources/probe/probeSource.ts';
import { ProbedProvider } from '../test/support/probedProvider.ts';
import type { DrivenClock } from '../test/unit/engine/drivenClock.ts';
import type { Scenario, TimedRequest } from './forecastTape.ts';
import { limiterReadings } from './limiterReadings.ts';

const probeTokens = 9;
/** Output is charged while it is written (docs/providers.md, Anthropic: the limiter): in a part each second, four at least. */
const fewestParts = 4;

/** One account of the simulator, used by the requests of a tape and by our own checks. Times are milliseconds. */
export class TapeProvider extends ProbedProvider {
  override readonly id: 'openai' | 'anthropic';
  readonly unit: 'tokens' | 'input-tokens' | 'output-tokens';
  probes = 0;
  readonly #scenario: Scenario;
  readonly #clock: DrivenClock;
  readonly #limiter: Limiter;
  #later: { at: number; tokens: number }[] = [];

  constructor(scenario: Scenario, clock: DrivenClock, requestsPerMinute: number) {
    super();
    const { dialect, counts, limit } = scenario;
    this.id = dialect;
    this.#scenario = scenario;
    this.#clock = clock;
    this.unit = dialect === 'openai' ? 'tokens' : counts === 'output' ? 'output-tokens' : 'input-tokens';
    const id = dialect === 'openai' ? 'bench' : 'claude-bench';
    const [model] = modelsWithLimits([], { [id]: { [this.unit]: limit, requests: requestsPerMinute } });
    if (!model) throw new Error('the simulator made no model');
    this.#limiter = new Limiter(model, clock.now());
  }

  async probe(_access: Access, _model: string): Promise<Exchange> {
    const now = this.#clock.now();
    this.probes++;
    this.#advance(now);
    const isOutput = this.unit === 'output-tokens';
    const admitted = this.#limiter.admit(now, probeTokens) === null;
    const charged = { requests: 1, [this.unit]: admitted && !isOutput ? probeTokens : 0 };
    const readings = limiterReadings(this.#limiter, this.id, now);
    return { readings, failure: null, charged, usage: { input: 8, output: 1 } };
  }

  /** Lets one request of the tape in, if there is room. Returns whether there was. */
  request(at: number, { cost, took }: TimedRequest): boolean {
    this.#advance(at);
    const isOutput = this.unit === 'output-tokens';
    if (this.#limiter.admit(at, isOutput ? 0 : cost) !== null) return false;
    if (!isOutput) return true;
    const parts = Math.max(fewestParts, Math.round(took));
    for (let part = 1; part <= parts; part++) {
      this.#later.push({ at: at + (took * 1000 * part) / parts, tokens: cost / parts });
    }
    this.#later.sort((a, b) => a.at - b.at);
    return true;
  }

  /** The headers of an answer that is written at `at`. */
  headers(at: number): Readonly<Record<string, string>> {
    const limits =
      this.id === 'openai' ? openaiLimitHeaders(this.#limiter, at) : anthropicLimitHeaders(this.#limiter, at, at);
    return { date: new Date(at).toUTCString(), ...limits };
  }

  /** The true level as a fraction of the capacity. */
  level(at: number): number {
    this.#advance(at);
    return Math.max(0, this.#limiter.bucket(this.unit, 60)?.levelAt(at) ?? 0) / this.#scenario.limit;
  }

  #advance(at: number): void {
    for (let next = this.#later[0]; next && next.at <= at; next = this.#later[0]) {
      this.#later.shift();
      this.#limiter.produce(next.at, next.tokens);
    }
  }
}

/** An engine with the default budgets, all in driven time. `provider` answers its checks. */
export function engineWith(
  clock: DrivenClock,
  { provider, sources = [], seed = 1 }: { provider?: ProviderClient; sources?: readonly Source[]; seed?: number },
): Engine {
  const random = seededRandom(seed);
  const purse = new Purse(clock, { others: async () => [], write: async () => {} });
  const request = ownRequests({
    clock,
    wall: () => 0,
    clientOf: () => {
      if (!provider) throw new Error('nobody is asked');
      return provider;
    },
    access: async (apiKey) => ({ apiKey, baseUrl: 'https://provider.invalid' }),
  });
  const checks = new ProbeSource({ clock, random, wall: () => 0, purse, request });
  const log = { observation: () => {}, fault: () => {} };
  return new Engine(
    { clock, wall: () => clock.now(), random, purse, checks, sources, log },
    {
      budget: { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 },
      thresholds: () => ({ low: 0.2, critical: 0.05 }),
      muted: new Set(),
      budgets: new Map(),
      unwanted: new Set(),
    },
  );
}

/** An engine that checks the models of keys. */
export function startWholePath(
  provider: ProviderClient,
  clock: DrivenClock,
  watched: readonly { readonly provider: ProviderId; readonly models: readonly string[] }[],
  seed = 1,
): Engine {
  const engine = engineWith(clock, { provider, seed });
  const origin = 'https://provider.invalid';
  engine.watch(
    watched.map((one, index) => ({
      ...one,
      id: `key-${index}`,
      label: one.provider,
      origin,
      fingerprint: '…',
      storage: 'secret',
    })),
  );
  return engine;
}
