import type { Failure, NamedLimit } from '../model/failure.ts';
import { meanings, type Verdict } from './meaning.ts';

export interface Judgment {
  readonly verdict: Verdict;
  /** Seconds from the failure on after which the same request can succeed; `null` where that is not known or never. */
  readonly wait: number | null;
  /** Whether the same request can succeed by time alone. */
  readonly waitingHelps: boolean;
  /** The origin of the wait: named by the provider, or computed from the refill of the bucket that refused. */
  readonly waitFrom: 'provider' | 'refill' | null;
  /** Other remedies, best first. */
  readonly alternatives: readonly Verdict[];
}

/** Judges a failure: the remedy, and whether and how long to wait. */
export function verdictOf(failure: Failure): Judgment {
  // Certificates and proxies stay as they are however long one waits.
  if (failure.obstacle === 'settings') return judgment(['report'], false, failure);
  // No key helps where the provider does not serve the place.
  if (failure.obstacle === 'place') return judgment(['switch', 'report'], false, failure);
  const { helps, passes } = meanings[failure.cause];
  return judgment(helps, passes, failure);
}

function judgment(
  [verdict, ...alternatives]: readonly [Verdict, ...Verdict[]],
  waitingHelps: boolean,
  failure: Failure,
): Judgment {
  const asked = waitingHelps ? failure.retryAfter : null;
  const refill = waitingHelps && asked === null && failure.cause === 'rate' ? refillWait(failure.limit) : null;
  const waitFrom = asked !== null ? 'provider' : refill !== null ? 'refill' : null;
  return { verdict, wait: rounded(asked ?? refill), waitingHelps, waitFrom, alternatives };
}

/**
 * Seconds until a bucket that refills continuously holds what was asked for: (requested - left) * window / capacity.
 * Only those whose words tell what was asked for are known to refill so; others start anew at a full minute or at
 * midnight (docs/providers.md, Mistral).
 */
function refillWait(limit: NamedLimit | null): number | null {
  if (limit === null) return null;
  const { window, capacity, left, requested } = limit;
  if (window === null || capacity === null || capacity <= 0 || left === null || requested === null) return null;
  const wait = ((requested - left) * window) / capacity;
  return requested <= capacity && wait > 0 ? wait : null;
}

/** To the nanosecond, the finest that a provider says: without what arithmetic adds. */
function rounded(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1e9) / 1e9;
}
