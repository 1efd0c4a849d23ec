import type { Reading } from '../../../../src/core/model/limit.ts';
import { Pacer } from '../../../../src/core/pacing/pacer.ts';

/** A request of a story; times are ms since the story began. */
export interface ToldRequest {
  readonly id: string;
  readonly at: number;
  readonly tokens: number;
  readonly bytesPerToken: number;
  readonly conversation: string;
}

/** What somebody else takes of the bucket. */
export interface Taking {
  readonly at: number;
  readonly tokens: number;
}

export interface Story {
  readonly capacity: number;
  readonly requests: readonly ToldRequest[];
  readonly others?: readonly Taking[];
  readonly patience?: number;
  /** Whether answers tell what was counted. */
  readonly tellsUse?: boolean;
}

export interface Outcome {
  /** Every time that a request was sent, in order. */
  readonly sent: readonly { readonly id: string; readonly at: number; readonly admitted: boolean }[];
  /** What its tool heard in the end, and when. */
  readonly heard: ReadonlyMap<string, { readonly admitted: boolean; readonly at: number }>;
  /** All numbers that surfaces and timers were given. */
  readonly numbers: readonly number[];
}

const place = 'key/model';
const answerTakes = 700;

/** The provider's bucket of a minute: exact, refilling all the time. */
class Provider {
  readonly #capacity: number;
  #level: number;
  #at = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#level = capacity;
  }

  admit(at: number, tokens: number): boolean {
    this.#level = Math.min(this.#capacity, this.#level + ((at - this.#at) * this.#capacity) / 60_000);
    this.#at = at;
    if (tokens > this.#level) return false;
    this.#level -= tokens;
    return true;
  }

  reading(): Reading {
    const low = Math.floor(this.#level);
    return {
      unit: 'tokens',
      pool: 'standard',
      window: 60,
      capacity: this.#capacity,
      level: { low, high: Math.min(this.#capacity, low + 1) },
      timeToFull: ((this.#capacity - this.#level) * 60) / this.#capacity,
    };
  }

  /** Seconds, rounded up. */
  retryAfter(tokens: number): number {
    return Math.max(1, Math.ceil(((Math.min(tokens, this.#capacity) - this.#level) * 60) / this.#capacity));
  }
}

/** Plays requests through a pacer to a provider, until all have been heard of or `most` events are over. */
export function play({ capacity, requests, others = [], patience = 60_000, tellsUse = true }: Story): Outcome {
  const provider = new Provider(capacity);
  const pacer = new Pacer(() => patience);
  const known = new Map(requests.map((request) => [request.id, request]));
  const sent: { id: string; at: number; admitted: boolean }[] = [];
  const heard = new Map<string, { admitted: boolean; at: number }>();
  const numbers: number[] = [];
  const agenda: { at: number; run: (at: number) => void }[] = [];

  const send = (id: string, at: number) => {
    const tokens = known.get(id)?.tokens ?? 0;
    const admitted = provider.admit(at, tokens);
    sent.push({ id, at, admitted });
    const answer = {
      id,
      readings: [provider.reading()],
      refusal: admitted ? null : { retryAfter: provider.retryAfter(tokens) },
      use: admitted && tellsUse ? { input: tokens, cached: 0, output: 10 } : null,
    };
    agenda.push({
      at: at + answerTakes,
      run: (receivedAt) => {
        const verdict = pacer.answered({ ...answer, receivedAt });
        if (verdict === 'pass') heard.set(id, { admitted, at: receivedAt });
        if (admitted) pacer.ended(id, null, receivedAt);
      },
    });
  };

  for (const { at, tokens } of others) agenda.push({ at, run: () => provider.admit(at, tokens) });
  for (const { id, at, tokens, bytesPerToken, conversation } of requests) {
    const bytes = Math.round(tokens * bytesPerToken);
    agenda.push({
      at,
      run: () => pacer.arrive({ id, place, arrivedAt: at, bytes, conversation, answerAtMost: null }),
    });
  }
  for (let events = 0; agenda.length > 0 && events < 10_000; events++) {
    const next = agenda.reduce((first, one) => (one.at < first.at ? one : first));
    agenda.splice(agenda.indexOf(next), 1);
    next.run(next.at);
    for (const id of pacer.release(next.at)) send(id, next.at);
    numbers.push(pacer.wakeAt);
    for (const { since, until, latest, place: order, limit } of pacer.holds) {
      numbers.push(since, until, latest, order, limit?.size ?? 0, limit?.capacity ?? 0);
    }
    if (pacer.wakeAt < Infinity && !agenda.some(({ at }) => at <= pacer.wakeAt)) {
      agenda.push({ at: Math.max(next.at, pacer.wakeAt), run: () => {} });
    }
  }
  return { sent, heard, numbers };
}
