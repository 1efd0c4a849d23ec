import type { Pool, Reading, Unit } from '../core/limits.ts';
import { parseGoDuration } from '../core/providerTime.ts';
import { parseCount } from '../core/response.ts';
import { inferWindow, levelFrom } from '../core/window.ts';

/** The header families of PROVIDERS.md §1.1: `x-ratelimit-{limit,remaining,reset}-FAMILY`. */
const families: readonly { readonly name: string; readonly unit: Unit; readonly pool: Pool }[] = [
  { name: 'requests', unit: 'requests', pool: 'standard' },
  { name: 'tokens', unit: 'tokens', pool: 'standard' },
  { name: 'project-tokens', unit: 'tokens', pool: 'project' },
  { name: 'input-images', unit: 'images', pool: 'standard' },
  { name: 'tokens_usage_based', unit: 'tokens', pool: 'usage-based' },
];

/** What the headers of an OpenAI response, or of an endpoint that speaks OpenAI's dialect, say of each limit. */
export function readOpenAIHeaders(headers: Readonly<Record<string, string>>): Reading[] {
  return families.flatMap(({ name, unit, pool }): Reading[] => {
    const capacity = parseCount(headers[`x-ratelimit-limit-${name}`]);
    const remaining = parseCount(headers[`x-ratelimit-remaining-${name}`]);
    const reset = parseGoDuration(headers[`x-ratelimit-reset-${name}`] ?? '');
    if (capacity === null && remaining === null && reset === null) return [];
    // A limit of zero, or more left than it holds, says nothing that could be shown.
    if (capacity === null || capacity === 0 || remaining === null || remaining > capacity) {
      return [{ unit, pool, window: null, capacity: capacity || null, level: null, timeToFull: null }];
    }
    const window = reset === null ? null : inferWindow(capacity, remaining, reset);
    return [{ unit, pool, window, capacity, level: levelFrom(capacity, remaining, reset), timeToFull: reset }];
  });
}
