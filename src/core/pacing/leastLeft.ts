import type { KeySnapshot } from '../model/snapshot.ts';

/** What is left of those limits that have the least, whoever's they are; `Infinity` where none is known. */
export interface LeastLeft {
  readonly requests: number;
  /** Of input or of all; of an output limit any that is left will do, so it counts as one of requests. */
  readonly tokens: number;
}

export const nothingKnown: LeastLeft = { requests: Infinity, tokens: Infinity };

/** The same of all that a snapshot knows. */
export function leastLeft(keys: readonly Pick<KeySnapshot, 'models'>[]): LeastLeft {
  let { requests, tokens } = nothingKnown;
  for (const { models } of keys) {
    for (const { limits } of models) {
      for (const { unit, level } of limits) {
        if (level === null) continue;
        if (unit === 'tokens' || unit === 'input-tokens') tokens = Math.min(tokens, level.low);
        else if (unit !== 'images') requests = Math.min(requests, level.low);
      }
    }
  }
  return { requests, tokens };
}
