import { dialectOf } from '../src/core/dialects/families.ts';
import { readHeaders } from '../src/core/dialects/readHeaders.ts';
import { Pacer } from '../src/core/pacing/pacer.ts';
import { usualPatience } from '../src/core/pacing/parameters.ts';

/** What the evaluation tells of a request, and of its answer; seconds from the start. */
interface Arrival {
  readonly id: string;
  readonly at: number;
  readonly bytes: number;
  readonly conversation: string;
}

interface Response {
  readonly id: string;
  readonly at: number;
  readonly status: 200 | 429;
  readonly headers: Record<string, string>;
  readonly input?: number;
  readonly cached?: number;
  readonly output?: number;
}

interface Scenario {
  readonly dialect: 'openai' | 'anthropic';
}

/**
 * The product's pacing, with the patience that is set unless the user sets another, in the form that the evaluation
 * asks for (see `pacing.ts`): seconds there, milliseconds here.
 */
export function createHold(scenario: Scenario) {
  return pacedHold(scenario, usualPatience / 1000);
}

/** The same with another patience, in seconds. */
export function pacedHold({ dialect }: Scenario, patience: number) {
  const pacer = new Pacer(() => patience * 1000);
  return {
    arrive({ id, at, bytes, conversation }: Arrival): void {
      pacer.arrive({ id, place: 'key/model', arrivedAt: at * 1000, bytes, conversation, answerAtMost: null });
    },
    release: (at: number) => pacer.release(at * 1000),
    wakeAt: () => pacer.wakeAt / 1000,
    onResponse({ id, at, status, headers, input = 0, cached = 0, output = 0 }: Response): 'pass' | 'retry' {
      const retryAfter = headers['retry-after'];
      const verdict = pacer.answered({
        id,
        receivedAt: at * 1000,
        readings: readHeaders(headers, dialectOf(dialect)),
        refusal: status === 200 ? null : { retryAfter: retryAfter === undefined ? null : Number(retryAfter) },
        use: status === 200 ? { input, cached, output } : null,
      });
      if (status === 200) pacer.ended(id, null, at * 1000);
      return verdict;
    },
  };
}
