import type { Dialect, Headers } from '../dialects/dialect.ts';
import { parseCount } from '../dialects/response.ts';
import { toldLimits } from '../dialects/toldLimits.ts';
import type { NamedLimit } from '../model/failure.ts';

/**
 * The limit that an error names, with what the headers of the same response say is left of it where the words do not.
 * Several buckets use the same headers (docs/providers.md, OpenAI: what a reset means), so only one of the same
 * capacity is taken for it.
 */
export function withLeft(limit: NamedLimit, headers: Headers, dialect?: Dialect): NamedLimit {
  const { unit, window, capacity } = limit;
  if (limit.left !== null || capacity === null) return limit;
  for (const told of toldLimits(headers, dialect)) {
    if (told.unit !== unit || (told.window !== null && window !== null && told.window !== window)) continue;
    const left = parseCount(told.remaining);
    const whole = parseCount(told.limit);
    if (whole === capacity && left !== null && left <= whole) return { ...limit, left };
  }
  return limit;
}
