import { Limiter, type Refusal } from './limiter.ts';
import { type Load, type LoadKey, loadRequests, problemWith } from './load.ts';
import type { LoadRequest } from './loadRequest.ts';
import type { ModelLimit, SimulatedModel } from './models.ts';
import { UseRecord } from './useRecord.ts';

/** Outcome of the background load so far. */
export interface LoadStatistics {
  readonly admitted: number;
  readonly refused: number;
  /** Monotonic milliseconds; `null` before the first. */
  readonly lastRefusedAt: number | null;
}

/**
 * The estimate at admission is a little too high; the excess is given back when the answer is complete
 * (docs/providers.md, Anthropic: the limiter).
 */
const estimateFactor = 1.1;
/** The load's output is charged in this many parts, so that its bucket sinks as the output is produced. */
const outputParts = 4;

interface RunningLoad {
  readonly key: LoadKey;
  readonly limiter: Limiter;
  readonly requests: Iterator<LoadRequest>;
  readonly startedAt: number;
  next: LoadRequest | undefined;
}

/**
 * One organization's limits and everybody else who uses them. Has no timers: the load is a sequence of timed requests,
 * and looking at the account first applies whatever is due, in time order. All times are monotonic milliseconds.
 */
export class Account {
  readonly models: readonly SimulatedModel[];
  /** Every request that was admitted, for the reports of the admin APIs. */
  readonly use = new UseRecord();
  #limiters: ReadonlyMap<string, Limiter>;
  #loads: RunningLoad[] = [];
  /** Amounts that running answers of the load will still take or give back, soonest first. */
  #later: { at: number; apply: () => void }[] = [];
  #admitted = 0;
  #refused = 0;
  #lastRefusedAt: number | null = null;

  constructor(models: readonly SimulatedModel[], at: number) {
    this.models = models;
    this.#limiters = new Map(models.map((model) => [model.id, new Limiter(model, at)]));
  }

  /** The buckets of a model, with everything applied that happened until `at`; `undefined` for an unknown model. */
  limiterAt(at: number, model: string): Limiter | undefined {
    this.#advance(at);
    return this.#limiters.get(model);
  }

  admit(at: number, model: string, tokens: number): Refusal | null {
    return this.#known(at, model).admit(at, tokens);
  }

  /** The exact amount left, with fractions, within [0, capacity]. `window` in seconds. */
  trueLevel(
    at: number,
    model: string,
    unit: ModelLimit['unit'],
    window: number,
    pool: ModelLimit['pool'] = 'standard',
  ): number {
    const bucket = this.#known(at, model).bucket(unit, window, pool);
    if (!bucket) throw new Error(`${model} has no limit on ${unit} in ${window} s (${pool})`);
    return Math.max(0, bucket.levelAt(at));
  }

  /** Replaces any earlier load; amounts already taken stay taken. */
  setLoad(at: number, loads: readonly Load[]): void {
    this.#advance(at);
    this.#loads = loads.flatMap((load) => {
      if (load.kind === 'idle') return [];
      const problem = problemWith(load);
      if (problem) throw new Error(problem);
      const requests = loadRequests(load);
      const key = ('key' in load ? load.key : undefined) ?? 'own';
      const next = requests.next().value ?? undefined;
      return [{ key, limiter: this.#known(at, load.model), requests, startedAt: at, next }];
    });
  }

  loadStatistics(at: number): LoadStatistics {
    this.#advance(at);
    return { admitted: this.#admitted, refused: this.#refused, lastRefusedAt: this.#lastRefusedAt };
  }

  /** The use up to a moment, with everything applied that happened until then. */
  usedUntil(at: number): UseRecord {
    this.#advance(at);
    return this.use;
  }

  #known(at: number, model: string): Limiter {
    const limiter = this.limiterAt(at, model);
    if (limiter) return limiter;
    throw new Error(`unknown model "${model}"; known are ${this.models.map(({ id }) => id).join(', ')}`);
  }

  #advance(at: number): void {
    for (;;) {
      const load = this.#loads.reduce<RunningLoad | undefined>(
        (soonest, other) => (dueAt(other) < (soonest ? dueAt(soonest) : Infinity) ? other : soonest),
        undefined,
      );
      const loadAt = load ? dueAt(load) : Infinity;
      const later = this.#later[0];
      if (later && later.at <= loadAt) {
        if (later.at > at) return;
        this.#later.shift();
        later.apply();
      } else {
        if (!load?.next || loadAt > at) return;
        this.#arrive(loadAt, load.key, load.limiter, load.next);
        load.next = load.requests.next().value ?? undefined;
      }
    }
  }

  #arrive(at: number, key: LoadKey, limiter: Limiter, request: LoadRequest): void {
    const counted = limiter.model.provider === 'openai' ? request.input : request.input - request.cached;
    const estimate = limiter.model.provider === 'openai' ? counted : Math.ceil(counted * estimateFactor);
    if (limiter.admit(at, estimate)) {
      this.#refused++;
      this.#lastRefusedAt = at;
      return;
    }
    this.#admitted++;
    const { input, cached, output } = request;
    this.use.add({ at, key, model: limiter.model.id, provider: limiter.model.provider, input, cached, output });
    if (limiter.model.provider === 'openai') return;
    const milliseconds = Math.max(1, request.took * 1000);
    for (let part = 1; part <= outputParts; part++) {
      const doneAt = at + (milliseconds * part) / outputParts;
      this.#schedule(doneAt, () => limiter.produce(doneAt, request.output / outputParts));
    }
    const endAt = at + milliseconds;
    this.#schedule(endAt, () => limiter.correctInput(endAt, counted - estimate));
  }

  #schedule(at: number, apply: () => void): void {
    const index = this.#later.findIndex((other) => other.at > at);
    this.#later.splice(index === -1 ? this.#later.length : index, 0, { at, apply });
  }
}

function dueAt(load: RunningLoad): number {
  return load.next ? load.startedAt + load.next.at * 1000 : Infinity;
}
