import type { LoadKey } from './load.ts';
import type { SimulatedProvider } from './models.ts';

/** A request that was admitted; tokens of the whole input, the part of it read from the cache, and the answer. */
export interface UsedRequest {
  /** Monotonic milliseconds of its arrival. */
  readonly at: number;
  readonly key: LoadKey;
  readonly provider: SimulatedProvider;
  readonly model: string;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

const remembered = 200_000;

/** The requests that an account was used with, oldest first. */
export class UseRecord {
  #requests: UsedRequest[] = [];

  add(request: UsedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > remembered) this.#requests = this.#requests.slice(remembered / 2);
  }

  /** Those that arrived from `from` on and before `to`; monotonic milliseconds. */
  between(provider: SimulatedProvider, from: number, to: number): UsedRequest[] {
    return this.#requests.filter((one) => one.provider === provider && one.at >= from && one.at < to);
  }
}
