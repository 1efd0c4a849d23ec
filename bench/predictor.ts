import { dialectOf } from '../src/core/dialects/families.ts';
import { readHeaders } from '../src/core/dialects/readHeaders.ts';
import { LimitForecast, type Pace } from '../src/core/forecast/limitForecast.ts';
import type { Outlook } from '../src/core/forecast/outlook.ts';
import { alarm, probeAlarm } from '../src/core/forecast/parameters.ts';
import { TrafficForecast } from '../src/core/forecast/trafficForecast.ts';
import { Warning, type WarningRule } from '../src/core/forecast/warning.ts';
import type { Mode, Predictor } from './forecastScore.ts';
import type { Scenario, TapeRequest, TapeResponse } from './forecastTape.ts';
import { TrackedPredictor } from './trackedPredictor.ts';

/**
 * The product's forecast in the form that the evaluation asks for (see `forecast.ts`): seconds there, milliseconds here.
 * Where probes are seen, it is a limit with its alarm, as in the extension.
 */
export function createPredictor(scenario: Scenario, mode: Mode): Predictor {
  return mode === 'probe' ? new TrackedPredictor(scenario) : new ForecastPredictor(scenario, mode, {});
}

/** The bare forecast with numbers other than the product's, for comparison. */
export function createVariant(scenario: Scenario, mode: Mode, options: Options): ForecastPredictor {
  return new ForecastPredictor(scenario, mode, options);
}

export interface Options {
  readonly rule?: WarningRule;
  readonly pace?: Pace;
  /** Least seconds between two probes, by the user's share of the requests per minute. */
  readonly floor?: number;
}

class ForecastPredictor implements Predictor {
  readonly #scenario: Scenario;
  readonly #forecast: TrafficForecast;
  readonly #watch: LimitForecast;
  readonly #mode: Mode;
  readonly #floor: number;
  #isOn = false;
  readonly #warning = new Warning();
  readonly #rule: WarningRule;
  #inFlight: TapeRequest[] = [];

  constructor(scenario: Scenario, mode: Mode, { rule, pace, floor = 0 }: Options) {
    this.#scenario = scenario;
    this.#mode = mode;
    this.#floor = floor;
    this.#watch = new LimitForecast(scenario.counts === 'output' ? 'output' : 'input', pace);
    this.#forecast = new TrafficForecast(scenario.counts);
    this.#rule = rule ?? (mode === 'probe' ? probeAlarm : alarm);
  }

  onRequest(request: TapeRequest): void {
    this.#inFlight.push(request);
    this.#forecast.sent(request.at * 1000, request.conversation ?? null, request.input);
  }

  onResponse(response: TapeResponse): void {
    const { conversation, input } = response;
    const index = this.#inFlight.findIndex((one) => one.conversation === conversation && one.input === input);
    const [request = response] = this.#inFlight.splice(index, index < 0 ? 0 : 1);
    const { at } = request;
    if (response.status === 200) {
      this.#forecast.charged(response.at * 1000, conversation ?? null, response.charged, response.output);
    }
    this.#read(at, response.headers);
  }

  nextProbeAt(at: number): number {
    return at + Math.max(this.#floor, this.#watch.nextLook(at * 1000, this.alarm(at)));
  }

  onProbe(probe: { at: number; headers: Record<string, string> }): void {
    this.#read(probe.at, probe.headers);
  }

  alarm(at: number): boolean {
    const { level, refusalWithinMinute } = this.look(at);
    this.#isOn = this.#warning.look(
      refusalWithinMinute,
      level === null ? null : level / this.#scenario.limit,
      this.#rule,
    );
    return this.#isOn;
  }

  look(at: number): Outlook {
    return (this.#mode === 'probe' ? this.#watch : this.#forecast).look(at * 1000);
  }

  #read(at: number, headers: Record<string, string>): void {
    const readings = readHeaders(headers, dialectOf(this.#scenario.dialect));
    for (const { unit, level, capacity, window, timeToFull } of readings) {
      if (unit === 'requests' || !level || !capacity) continue;
      const now = at * 1000;
      if (this.#mode === 'probe') this.#watch.read(now, { level, capacity, window: window ?? 60, timeToFull });
      else this.#forecast.read(now, level, capacity, window ?? 60, timeToFull);
    }
  }
}
