import type { Dialect, Headers } from '../dialects/dialect.ts';
import { isLimiterHeader } from '../dialects/headerNames.ts';
import { parseCount } from '../dialects/response.ts';
import { toldLimits } from '../dialects/toldLimits.ts';
import type { NamedLimit } from '../model/failure.ts';
import { namedLimit } from './namedLimit.ts';

/**
 * The limit that refused: the one that the words name, or the empty one of the headers where there is none or where the
 * words have its unit alone. Words as `plainWords` makes them.
 */
export function refusingLimit(said: string, headers: Headers, dialect?: Dialect): NamedLimit | null {
  const named = namedLimit(said);
  const hasUnitAlone = named?.window === null && named.capacity === null;
  if (named && !hasUnitAlone) return named;
  const empty = emptyLimit(headers, dialect);
  return named && empty?.unit !== named.unit ? named : empty;
}

/**
 * The limit whose headers on a refusal say that nothing is left; `null` where none or several do: Mistral's
 * `x-ratelimit-remaining-req-minute: 0`, the unsuffixed ones, Anthropic's. A capacity of 0 is Mistral's way to say
 * that a plan does not hold the model.
 */
function emptyLimit(headers: Headers, dialect?: Dialect): NamedLimit | null {
  const told = toldLimits(headers, dialect).map(({ limit, remaining, ...kind }) => {
    return { ...kind, capacity: parseCount(limit), left: remaining ?? (limit === '0' ? '0' : undefined) };
  });
  const empty = told
    .filter(({ left }) => left === '0')
    .map(({ unit, window, capacity }) => {
      return { unit, window, capacity: unit === 'requests' ? capacity : capacity || null, left: 0, requested: null };
    });
  const none = empty.find(({ capacity }) => capacity === 0);
  if (none) return none;
  // Anthropic's plain token family repeats the input or output one that is nearest its end (docs/providers.md,
  // Anthropic: headers).
  const finer = empty.some(({ unit }) => unit === 'input-tokens' || unit === 'output-tokens');
  const [first, ...others] = finer ? empty.filter(({ unit }) => unit !== 'tokens') : empty;
  // A gateway tells of its provider's limit in two ways.
  const isOne = others.every(({ unit, capacity }) => unit === first?.unit && capacity === first.capacity);
  return first && isOne ? first : null;
}

/** Whether a rate limiter wrote on this response at all: most send such headers with every answer, some with refusals only. */
export function fromLimiter(headers: Headers): boolean {
  return Object.keys(headers).some((name) => isLimiterHeader(name) || name === 'policy-id');
}
