import { MINUTE } from '../core/model/limit.ts';
import { type Limiter, wholeUnits } from './limiter.ts';
import type { ModelLimit } from './models.ts';
import type { ReplyHeaders } from './reply.ts';

/** An error as a provider sends it. */
export interface HostError {
  readonly status: number;
  readonly headers?: ReplyHeaders;
  readonly body: unknown;
}

/** What a refusal for a rate tells of; `until` in epoch milliseconds, `wait` in seconds. */
export interface RefusedRate {
  readonly model: string;
  readonly wait: number;
  readonly until: number;
}

/** The headers by which a provider tells one bucket. `*` in the name stands for `limit`, `remaining` and `reset`. */
export interface ToldBucket {
  readonly names: string;
  readonly unit: ModelLimit['unit'];
  /** Seconds. */
  readonly window: number;
}

/** A provider that speaks OpenAI's protocol with an address, headers and errors of its own (docs/providers.md). */
export interface SimulatedHost {
  /** The path of its base URL, which is `/v1` at OpenAI. */
  readonly path: string;
  readonly tells?: readonly ToldBucket[];
  /** How it writes the seconds until a bucket is full; it does not where this is left out. */
  readonly reset?: (seconds: number) => string;
  /** Further headers of its answers. */
  readonly headers?: ReplyHeaders;
  /** Where it lists its models as a plain list, if not below its path. */
  readonly catalogPath?: string;
  /** What an accepted key can read, by path. */
  readonly reads?: Readonly<Record<string, object>>;
  readonly wrongKey: HostError;
  /** `null` where it is not known, or nobody pays. */
  readonly noCredit: HostError | null;
  /** `null` where nothing is limited. */
  readonly rate: ((refused: RefusedRate) => HostError) | null;
}

/** OpenAI's names, with requests of a window in seconds. */
export function openaiNames(requests: number): readonly ToldBucket[] {
  return [
    { names: 'x-ratelimit-*-requests', unit: 'requests', window: requests },
    { names: 'x-ratelimit-*-tokens', unit: 'tokens', window: MINUTE },
  ];
}

/** An error in the usual envelope. */
export function errorBody(status: number, error: object): HostError {
  return { status, body: { error } };
}

export function waitOf(seconds: number): ReplyHeaders {
  return { 'retry-after': String(seconds) };
}

/** The headers of a host's answer after a request; none of a bucket that the model does not have. */
export function hostHeaders(
  { tells = [], reset, headers = {} }: SimulatedHost,
  limiter: Limiter,
  at: number,
): ReplyHeaders {
  const told = tells.flatMap(({ names, unit, window }) => {
    const bucket = limiter.bucket(unit, window);
    if (!bucket) return [];
    const parts: [string, string][] = [
      ['limit', String(bucket.limit.capacity)],
      ['remaining', String(wholeUnits(bucket.levelAt(at)))],
      ...(reset ? [['reset', reset(bucket.timeToFull(at))] satisfies [string, string]] : []),
    ];
    return parts.map(([part, value]) => [names.replace('*', part), value]);
  });
  return { ...headers, ...Object.fromEntries(told) };
}
