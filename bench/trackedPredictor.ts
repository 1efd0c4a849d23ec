import { dialectOf } from '../src/core/dialects/families.ts';
import { readHeaders } from '../src/core/dialects/readHeaders.ts';
import type { Unit } from '../src/core/limits.ts';
import { TrackedLimit } from '../src/core/trackedLimit.ts';
import type { Predictor } from './forecastScore.ts';
import type { Scenario } from './forecastTape.ts';

const thresholds = { low: 0.2, critical: 0.05 };

/** A limit as the extension follows it by its own probes: warned of whenever it is shown as anything but fine. */
export class TrackedPredictor implements Predictor {
  readonly #scenario: Scenario;
  readonly #limit: TrackedLimit;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#limit = new TrackedLimit('bench', 'key', 'model', unitOf(scenario), 'standard');
  }

  onRequest(): void {}

  onResponse(): void {}

  nextProbeAt(at: number): number {
    this.#limit.look(at * 1000, thresholds);
    return at + (this.#limit.nextLook(at * 1000) ?? 0);
  }

  onProbe({ at, headers }: { at: number; headers: Record<string, string> }): void {
    const isOpenAI = this.#scenario.dialect === 'openai';
    for (const reading of readHeaders(headers, dialectOf(isOpenAI ? 'openai' : 'anthropic'))) {
      if (reading.unit !== 'requests') this.#limit.record(reading, 0, 'probe', at * 1000, at * 1000);
    }
  }

  alarm(at: number): boolean {
    this.#limit.look(at * 1000, thresholds);
    const { state } = this.#limit.snapshot(at * 1000, false);
    return state !== 'fine' && state !== 'unknown';
  }
}

function unitOf({ dialect, counts }: Scenario): Unit {
  if (dialect === 'openai') return 'tokens';
  return counts === 'output' ? 'output-tokens' : 'input-tokens';
}
