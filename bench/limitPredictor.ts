import type { Predictor } from './forecastScore.ts';
import type { Scenario } from './forecastTape.ts';
import { TrackedPredictor } from './trackedPredictor.ts';

/** The product's whole handling of traffic from a source: the forecast within a limit, and the alarm. */
export function createPredictor(scenario: Scenario): Predictor {
  return new TrackedPredictor(scenario);
}
