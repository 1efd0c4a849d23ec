import type { Pool, Unit } from '../model/limit.ts';

/** Response headers: names in lower case, one value each. */
export type Headers = Readonly<Record<string, string>>;

/** The meaning of a bare number in a reset; any other notation tells by its shape (`reset.ts`). */
export type ResetNumbers =
  /** Seconds, unless only milliseconds agree with what was used. */
  | 'seconds-likely'
  | 'seconds'
  /** Seconds or milliseconds, whichever a bucket that refills all the time would show. */
  | 'either';

/** The unit that a limit counts, and the meaning of its headers. */
export interface LimitKind {
  readonly unit: Unit;
  readonly pool: Pool;
  /** Seconds; `null` where only arithmetic tells. */
  readonly window: number | null;
  /** A documented window that a reset farther off refutes; the name of a header cannot be refuted. */
  readonly orLonger?: true;
  readonly reset: ResetNumbers;
  /** The step that `remaining` is rounded to: 1 cuts the fraction off a continuously refilling level, 0 is an exact count. */
  readonly step: number;
}

/**
 * One family of headers. `*` in its names stands for `limit`, `remaining`, `reset` and, on Azure, `renewalperiod` (the
 * window in seconds): `x-ratelimit-*-tokens`, `anthropic-ratelimit-*`.
 */
export interface Family extends LimitKind {
  readonly names: string;
}

/** The families that a provider's headers belong to. Names that are none of them are read by their words. */
export type Dialect = readonly Family[];

/** One limit as headers tell it: what kind it is, and the texts of its headers as they came. */
export interface ToldLimit extends Omit<LimitKind, 'reset'> {
  readonly numbers: ResetNumbers;
  readonly limit: string | undefined;
  readonly remaining: string | undefined;
  readonly reset: string | undefined;
}
