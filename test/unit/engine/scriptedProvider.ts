import type { Clock } from '../../../src/base/clock.ts';
import type { Failure } from '../../../src/core/model/failure.ts';
import type { Reading } from '../../../src/core/model/limit.ts';
import type { Access, Exchange } from '../../../src/providers/provider.ts';
import { ProbedProvider } from '../../support/probedProvider.ts';

export interface Request {
  /** Seconds. */
  readonly at: number;
  readonly model: string;
  readonly apiKey: string;
}

/** What the next requests are answered with; `took` in seconds. */
export interface Script {
  readonly readings?: readonly Reading[];
  readonly failure?: Failure | null;
  readonly took?: number;
  readonly tokens?: number;
  /** Of these, how many are an answer. */
  readonly answer?: number;
  /** Breaks the rule of clients and rejects with this. */
  readonly fails?: unknown;
  /** Never answers, unless called off. */
  readonly hangs?: boolean;
}

/** A provider that answers as it was told, in a test's time. */
export class ScriptedProvider extends ProbedProvider {
  readonly requests: Request[] = [];
  /** What is answered, or what makes the answer; seconds. */
  script: Script | ((now: number) => Script) = {};
  inFlight = 0;
  mostInFlight = 0;
  calledOff = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  async probe({ apiKey }: Access, model: string, signal: AbortSignal): Promise<Exchange> {
    const now = this.#clock.now() / 1000;
    this.requests.push({ at: now, model, apiKey });
    const script = typeof this.script === 'function' ? this.script(now) : this.script;
    const { readings = [], failure = null, took = 0, tokens = 9, answer = 0, hangs = false } = script;
    this.inFlight++;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await new Promise<void>((resolve) => {
      const calledOff = () => {
        this.calledOff++;
        resolve();
      };
      signal.addEventListener('abort', calledOff, { once: true });
      if (!hangs) {
        const timer = this.#clock.after(took * 1000, resolve);
        signal.addEventListener('abort', () => timer.dispose(), { once: true });
      }
    });
    this.inFlight--;
    if ('fails' in script) throw script.fails;
    return {
      readings,
      failure,
      charged: { requests: 1 },
      usage: { input: failure ? 0 : tokens - answer, output: failure ? 0 : answer },
    };
  }
}
