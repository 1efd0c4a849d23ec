import type { Reading } from '../model/limit.ts';
import { exactly } from './estimate.ts';
import { PacedLimit } from './pacedLimit.ts';
import { isSure } from './rightMoment.ts';

/** No model has more; an endpoint that names ever new ones must not fill the memory. */
const mostLimits = 20;

/** Readings of a limit that are no further apart are one: when it came is known to a moment; milliseconds. */
const moment = 1000;

/** A reading of a limit as whoever saw it last has told it. */
export interface ToldReading {
  readonly reading: Reading;
  /** Monotonic milliseconds. */
  readonly at: number;
  /** Whether it is of an answer that came through a gateway, which pacing has read itself while it is the same one. */
  readonly isOwn: boolean;
}

/** The limits of one account and model, as far as answers have told of them. */
export class PlaceLimits {
  readonly #limits: PacedLimit[] = [];

  [Symbol.iterator](): Iterator<PacedLimit> {
    return this.#limits[Symbol.iterator]();
  }

  /** Takes in what the answer to the request sent at `sentAt`, monotonic ms, says. */
  read(readings: readonly Reading[], sentAt: number): void {
    for (const reading of withoutRepeated(readings)) this.#read(reading, sentAt);
  }

  /**
   * Takes in what others have told, the newest first. Its own answers it has read already, unless it is new. Of others' it is
   * known when they came and not when they were admitted, so they may leave out what was sent meanwhile: then its own answer
   * tells more.
   */
  tell(told: readonly ToldReading[]): void {
    for (const { reading, at, isOwn } of told) {
      const known = this.#find(reading);
      const isNewer = known && !isOwn && !known.isUncounted(at) && at > known.readAt + moment;
      if (!known || isNewer) this.#read(reading, at);
    }
  }

  /** Whether a request of so many tokens surely fits into all of them at `at`. */
  haveRoomFor(tokens: number, at: number): boolean {
    return this.#limits.every((limit) => {
      const counted = limit.unit === 'tokens' || limit.unit === 'input-tokens';
      return isSure(limit.admits([{ probability: 1, units: exactly(counted ? tokens : 1) }], at));
    });
  }

  #read(reading: Reading, at: number): void {
    const { capacity, level } = reading;
    if (!capacity || level === null) return;
    const known = this.#find(reading);
    if (known) known.read({ ...reading, capacity, level }, at);
    else if (this.#limits.length < mostLimits) this.#limits.push(new PacedLimit({ ...reading, capacity, level }, at));
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

/** Beside the two that count input and output apart, one of tokens repeats one of them (docs/providers.md, Anthropic: headers). */
export function withoutRepeated<R extends Pick<Reading, 'unit'>>(readings: readonly R[]): readonly R[] {
  const isApart = readings.some(({ unit }) => unit === 'input-tokens');
  return isApart ? readings.filter(({ unit }) => unit !== 'tokens') : readings;
}
