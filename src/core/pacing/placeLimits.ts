import type { Reading } from '../model/limit.ts';
import { PacedLimit } from './pacedLimit.ts';

/** No model has more; an endpoint that names ever new ones must not fill the memory. */
const mostLimits = 20;

/** The limits of one account and model, as far as answers have told of them. */
export class PlaceLimits {
  readonly #limits: PacedLimit[] = [];

  [Symbol.iterator](): Iterator<PacedLimit> {
    return this.#limits[Symbol.iterator]();
  }

  /** Takes in what the answer to the request sent at `sentAt`, monotonic ms, says. */
  read(readings: readonly Reading[], sentAt: number): void {
    for (const reading of readings) {
      // Beside the two that count input and output apart, it repeats one of them (docs/providers.md, Anthropic: headers).
      const isRepeated = reading.unit === 'tokens' && readings.some(({ unit }) => unit === 'input-tokens');
      const { capacity, level } = reading;
      if (isRepeated || !capacity || level === null) continue;
      const known = this.#find(reading);
      if (known) known.read({ ...reading, capacity, level }, sentAt);
      else if (this.#limits.length < mostLimits)
        this.#limits.push(new PacedLimit({ ...reading, capacity, level }, sentAt));
    }
  }

  /** Windows are mostly inferred, so of limits that count alike the capacity tells a minute's and a day's apart. */
  #find({ unit, pool, capacity, window }: Reading): PacedLimit | undefined {
    const alike = this.#limits.filter((limit) => limit.unit === unit && limit.pool === pool);
    return (
      alike.find((limit) => limit.capacity === capacity) ??
      alike.find((limit) => window !== null && limit.window === window)
    );
  }
}
