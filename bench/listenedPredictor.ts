import { HeldLimit } from '../src/core/shown/heldLimit.ts';
import { DrivenClock } from '../test/unit/engine/drivenClock.ts';
import { DrawnBytes } from './drawnBytes.ts';
import type { Predictor } from './forecastScore.ts';
import type { Scenario, TapeRequest, TapeResponse } from './forecastTape.ts';
import { ListenedPath } from './listenedPath.ts';
import { unitOf } from './trackedPredictor.ts';

interface Leaving {
  readonly tape: TapeRequest;
  readonly request: object;
}

/** The last one still listens, since nobody says when it is over. */
let last: ListenedPath | null = null;

/**
 * The product's whole handling of what is heard: a client's events, listener, engine, snapshot. It warns whenever the limit is
 * shown as anything but fine, as long as the surfaces hold that.
 */
class ListenedPredictor implements Predictor {
  readonly #clock = new DrivenClock();
  readonly #path: ListenedPath;
  readonly #unit: string;
  readonly #held = new HeldLimit();
  readonly #bytes = new DrawnBytes();
  readonly #underWay: Leaving[] = [];

  constructor(scenario: Scenario) {
    last?.[Symbol.dispose]();
    this.#path = new ListenedPath(scenario.dialect, this.#clock);
    last = this.#path;
    this.#unit = unitOf(scenario);
  }

  onRequest(tape: TapeRequest): void {
    this.#clock.passAtOnce(tape.at * 1000);
    const request = this.#path.leaves(this.#bytes.of(tape.input, tape.conversation));
    this.#underWay.push({ tape, request });
  }

  onResponse({ at, conversation, input, status, headers }: TapeResponse): void {
    this.#clock.passAtOnce(at * 1000);
    const index = this.#underWay.findIndex(({ tape }) => tape.conversation === conversation && tape.input === input);
    const [leaving] = index < 0 ? [] : this.#underWay.splice(index, 1);
    if (leaving) this.#path.answered(leaving.request, status, headers);
  }

  /** A key that is only heard is never asked with. */
  nextProbeAt(): number {
    return Infinity;
  }

  onProbe(): void {}

  alarm(at: number): boolean {
    this.#clock.passAtOnce(at * 1000);
    const limits = this.#path.engine.current.keys.flatMap(({ models }) => models.flatMap((model) => model.limits));
    const limit = limits.find(({ unit }) => unit === this.#unit);
    if (!limit) return false;
    const { state } = this.#held.show(limit, at * 1000);
    return state !== 'fine' && state !== 'unknown';
  }
}

export function createPredictor(scenario: Scenario): Predictor {
  return new ListenedPredictor(scenario);
}
