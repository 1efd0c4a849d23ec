import type { Predictor } from './forecastScore.ts';
import type { Scenario } from './forecastTape.ts';
import { TrackedPredictor } from './trackedPredictor.ts';

/** The whole of what the product makes of the traffic that a source tells it: the forecast within a limit with its alarm. */
export function createPredictor(scenario: Scenario): Predictor {
  return new TrackedPredictor(scenario);
}
