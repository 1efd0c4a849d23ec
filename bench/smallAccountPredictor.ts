import type { Mode } from './forecastScore.ts';
import type { Scenario } from './forecastTape.ts';
import { createPredictor as create } from './predictor.ts';

/** Seconds between two probes that 1 % of 500 requests a minute leaves. */
const floor = 12;

/** The product's forecast where the account is so small that its budget for probes shows. */
export function createPredictor(scenario: Scenario, mode: Mode) {
  return create(scenario, mode, { floor });
}
