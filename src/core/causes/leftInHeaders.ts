import type { NamedLimit } from '../failure.ts';
import { parseCount } from '../response.ts';
import { familyOf, type Headers } from './emptyLimit.ts';

/**
 * The limit that an error names, with what the headers of the same response say is left of it where the words do not.
 * Several buckets use the same headers (PROVIDERS.md §0, fact 2), so only one of the same capacity is taken for it.
 */
export function withLeft(limit: NamedLimit, headers: Headers): NamedLimit {
  const { unit, window, capacity } = limit;
  if (limit.left !== null || capacity === null) return limit;
  for (const [name, value] of Object.entries(headers)) {
    const family = familyOf(name);
    if (family?.unit !== unit || (family.window !== null && window !== null && family.window !== window)) continue;
    const left = parseCount(value);
    const whole = parseCount(headers[name.replace('remaining', 'limit')]);
    if (whole === capacity && left !== null && left <= whole) return { ...limit, left };
  }
  return limit;
}
