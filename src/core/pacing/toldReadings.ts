import type { KeySnapshot } from '../model/snapshot.ts';
import { isSameModel } from '../use/effectiveLimits.ts';
import { type ToldReading, withoutRepeated } from './placeLimits.ts';

/** What is known of a model's limits, by all of its names, in a snapshot that was taken at `at`; the newest first. */
export function toldReadings({ models }: Pick<KeySnapshot, 'models'>, model: string, at: number): ToldReading[] {
  return models
    .filter((one) => isSameModel(one.model, model))
    .flatMap(({ limits }) => withoutRepeated(limits))
    .toSorted((one, other) => one.age - other.age)
    .map(({ unit, pool, window, capacity, lastLevel: level, timeToFull, age, source }) => ({
      reading: { unit, pool, window, capacity, level, timeToFull },
      at: at - age * 1000,
      isOwn: source === 'gateway',
    }));
}
