import type { Verdict } from '../../src/core/causes/meaning.ts';
import type { Cause, NamedLimit } from '../../src/core/model/failure.ts';
import type { Interval, Pool, Reading, Unit } from '../../src/core/model/limit.ts';

/** The one right value, or every value that the evidence leaves open. */
export type Told<T> = T | readonly T[];

/** What is left: the true figure, and the narrowest range that the headers prove. */
export interface Left extends Interval {
  readonly truly: number;
}

/** What has to be read of one limit. */
export interface ExpectedReading {
  readonly unit: Unit;
  readonly pool: Pool;
  /** Seconds. */
  readonly window: Told<number | null>;
  readonly capacity: Told<number | null>;
  /** `null` where no level can be known. */
  readonly level: Left | null;
  /** Seconds. */
  readonly timeToFull: Told<number | null>;
}

/** What has to be made of a refusal. */
export interface ExpectedFailure {
  readonly cause: Told<Cause>;
  readonly verdict: Told<Verdict>;
  /** Seconds to wait by `verdictOf`. */
  readonly wait: Told<number | null>;
  /** unit/window/capacity of the limit that refused, "null" for what is not told. */
  readonly limit: Told<string | null>;
}

/** One response of our own making, in a form that a provider sends, and what must be read in it. */
export interface CorpusResponse {
  /** A key of `forms`. */
  readonly provider: string;
  readonly kind: 'headers' | 'error';
  /** The form, one of those listed for the provider in `forms`. */
  readonly form: string;
  /** What the reader is told of who sent it; `null` where nobody says. */
  readonly named: string | null;
  readonly status: number;
  /** As they arrive: any case, a list for a header that came more than once. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: unknown;
  readonly expected: {
    readonly readings: readonly ExpectedReading[];
    /** Readings that the evidence allows and does not demand; whoever gives one gives it so. */
    readonly allowed: readonly ExpectedReading[];
    readonly failure: ExpectedFailure | null;
  };
}

/** The parts of a response that are not the same for most. */
export interface Parts {
  readonly named?: string | null;
  readonly status?: number;
  readonly headers?: CorpusResponse['headers'];
  readonly body?: unknown;
  readonly readings?: readonly ExpectedReading[];
  readonly allowed?: readonly ExpectedReading[];
  readonly failure?: ExpectedFailure;
}

/** Two makers of responses for one provider: of those that tell limits, and of those that refuse. */
export function responsesOf(provider: string) {
  const make =
    (kind: CorpusResponse['kind'], usual: number) =>
    (form: string, parts: Parts): CorpusResponse => ({
      provider,
      kind,
      form,
      named: parts.named === undefined ? provider : parts.named,
      status: parts.status ?? usual,
      headers: parts.headers ?? {},
      body: parts.body,
      expected: {
        readings: parts.readings ?? [],
        allowed: parts.allowed ?? [],
        failure: parts.failure ?? null,
      },
    });
  return { answer: make('headers', 200), refusal: make('error', 429) };
}

/** A reading of the ordinary pool. `window` and `timeToFull` in seconds. */
export function reading(
  unit: Unit,
  window: ExpectedReading['window'],
  capacity: ExpectedReading['capacity'],
  level: Left | null,
  timeToFull: ExpectedReading['timeToFull'],
  pool: Pool = 'standard',
): ExpectedReading {
  return { unit, pool, window, capacity, level, timeToFull };
}

/** A level known to lie from `low` to `high`. */
export function left(low: number, truly: number, high: number): Left {
  return { low, truly, high };
}

/** What is made of a refusal: the cause, what helps, seconds to wait, and the limit as unit/window/capacity. */
export function told(
  cause: ExpectedFailure['cause'],
  verdict: ExpectedFailure['verdict'],
  wait: ExpectedFailure['wait'] = null,
  limit: ExpectedFailure['limit'] = null,
): ExpectedFailure {
  return { cause, verdict, wait, limit };
}

/** What was made of a refusal is one of what is expected; nothing was refused is `null`. */
export function isFailure(
  actual: { readonly [part in keyof ExpectedFailure]: unknown } | null,
  expected: ExpectedFailure | null,
): boolean {
  if (actual === null || expected === null) return actual === expected;
  const parts = ['cause', 'verdict', 'wait', 'limit'] as const;
  return parts.every((part) => isTold<unknown>(actual[part], expected[part]));
}

/** Whether a value is the one, or one of those, that is expected; numbers to a hundredth. */
function isTold<T>(actual: T, expected: Told<T>): boolean {
  const all: readonly unknown[] = Array.isArray(expected) ? expected : [expected];
  return all.some((one) => one === actual || (typeof one === 'number' && near(actual, one)));
}

/** Whether a reading is the expected one: its level lies within what the headers prove and holds the true figure. */
export function isReading(actual: Reading, expected: ExpectedReading): boolean {
  return (
    actual.unit === expected.unit &&
    actual.pool === expected.pool &&
    isTold(actual.window, expected.window) &&
    isTold(actual.capacity, expected.capacity) &&
    isTold(actual.timeToFull, expected.timeToFull) &&
    isLevel(actual.level, expected.level)
  );
}

function isLevel(actual: Interval | null, expected: Left | null): boolean {
  if (actual === null || expected === null) return actual === expected;
  const within = actual.low >= expected.low - slack && actual.high <= expected.high + slack;
  return within && actual.low <= expected.truly + slack && actual.high >= expected.truly - slack;
}

/** The limit of a failure as the corpus writes it. */
export function limitName(limit: NamedLimit | null): string | null {
  return limit && `${limit.unit}/${limit.window}/${limit.capacity}`;
}

const slack = 0.01;

function near(actual: unknown, expected: number): boolean {
  return typeof actual === 'number' && Math.abs(actual - expected) <= slack;
}
