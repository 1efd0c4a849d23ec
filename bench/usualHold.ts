import { usualPatience } from '../src/core/pacing/parameters.ts';
import { pacedHold } from './hold.ts';

/** The product's pacing with the patience that is set unless the user sets another. */
export function createHold(scenario: Parameters<typeof pacedHold>[0]) {
  return pacedHold(scenario, usualPatience / 1000);
}
