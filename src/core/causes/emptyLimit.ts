import type { Dialect, Headers } from '../dialects/dialect.ts';
import { isLimiterHeader } from '../dialects/headerNames.ts';
import { parseCount } from '../dialects/response.ts';
import { toldLimits } from '../dialects/toldLimits.ts';
import type { NamedLimit } from '../model/failure.ts';

/**
 * The limit whose headers on a refusal say that nothing is left; `null` where none or several do: Mistral's
 * `x-ratelimit-remaining-req-minute: 0`, the unsuffixed ones, Anthropic's.
 */
export function emptyLimit(headers: Headers, dialect?: Dialect): NamedLimit | null {
  const empty = toldLimits(headers, dialect)
    .filter(({ remaining }) => remaining === '0')
    .map(({ unit, window, limit }) => {
      return { unit, window, capacity: parseCount(limit) || null, left: 0, requested: null };
    });
  // Anthropic's plain token family repeats the input or output one that is nearest its end (docs/providers.md,
  // Anthropic: headers).
  const finer = empty.some(({ unit }) => unit === 'input-tokens' || unit === 'output-tokens');
  const told = finer ? empty.filter(({ unit }) => unit !== 'tokens') : empty;
  const [first, ...others] = told;
  // A gateway tells of its provider's limit in two ways.
  const isOne = others.every(({ unit, capacity }) => unit === first?.unit && capacity === first.capacity);
  return first && isOne ? first : null;
}

/** Whether a rate limiter wrote on this response at all: most send such headers with every answer, some with refusals only. */
export function fromLimiter(headers: Headers): boolean {
  return Object.keys(headers).some((name) => isLimiterHeader(name) || name === 'policy-id');
}
