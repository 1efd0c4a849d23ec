import { dialectOf } from '../src/core/dialects/families.ts';
import { readHeaders } from '../src/core/dialects/readHeaders.ts';
import { Pacer } from '../src/core/pacing/pacer.ts';

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

/** Seconds; nearly what the evaluation itself allows, which lets go what is held for 120 s. */
const patience = 115;

/**
 * The product's pacing, with the patience of the evaluation, in the form that it asks for (see `pacing.ts`): seconds there,
 * milliseconds here. What users have unless they set another is `usualHold.ts`.
 */
export function createHold(scenario: Scenario) {
  return pacedHold(scenario, patience);
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
