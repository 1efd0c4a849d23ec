import { DAY, HOUR, type Interval, MINUTE, type Pool, type Reading, type Unit } from '../core/limits.ts';
import { parseHttpDate, parseRfc3339 } from '../core/providerTime.ts';
import { parseCount } from '../core/response.ts';

/** The header families of PROVIDERS.md §2.2: `anthropic-PREFIX-{limit,remaining,reset}`. */
const families: readonly { readonly prefix: string; readonly unit: Unit; readonly pool: Pool }[] = [
  { prefix: 'ratelimit-requests', unit: 'requests', pool: 'standard' },
  { prefix: 'ratelimit-input-tokens', unit: 'input-tokens', pool: 'standard' },
  { prefix: 'ratelimit-output-tokens', unit: 'output-tokens', pool: 'standard' },
  { prefix: 'ratelimit-tokens', unit: 'tokens', pool: 'standard' },
  { prefix: 'priority-input-tokens', unit: 'input-tokens', pool: 'priority' },
  { prefix: 'priority-output-tokens', unit: 'output-tokens', pool: 'priority' },
  { prefix: 'fast-input-tokens', unit: 'input-tokens', pool: 'fast' },
  { prefix: 'fast-output-tokens', unit: 'output-tokens', pool: 'fast' },
];

/** Both `date` and the resets are cut to whole seconds. */
const clockStep = 2;

/** What the headers of an Anthropic response say of each limit. Resets are measured by the response's own `date`. */
export function readAnthropicHeaders(headers: Readonly<Record<string, string>>): Reading[] {
  const date = parseHttpDate(headers.date ?? '');
  return families.flatMap(({ prefix, unit, pool }): Reading[] => {
    const capacity = parseCount(headers[`anthropic-${prefix}-limit`]);
    const remaining = parseCount(headers[`anthropic-${prefix}-remaining`]);
    const reset = parseRfc3339(headers[`anthropic-${prefix}-reset`] ?? '');
    if (capacity === null && remaining === null && reset === null) return [];
    if (capacity === null || capacity === 0 || remaining === null || remaining > most(unit, capacity)) {
      return [{ unit, pool, window: null, capacity: capacity || null, level: null, timeToFull: null }];
    }
    // A reset in the past is normal on long replies and means full (PROVIDERS.md §2.2).
    const timeToFull = reset === null || date === null ? null : Math.max(0, (reset - date) / 1000);
    const level = unit === 'requests' ? exact(remaining, capacity) : rounded(remaining, capacity);
    return [{ unit, pool, capacity, level, ...windowOf(capacity, level, timeToFull) }];
  });
}

/** The largest `remaining` that makes sense: the rounding of tokens may lift it above the capacity. */
function most(unit: Unit, capacity: number): number {
  return unit === 'requests' ? capacity : capacity + 500;
}

/** Anthropic's limits are per minute (PROVIDERS.md §2.1) unless a reset lies farther off than a minute's can. */
function windowOf(
  capacity: number,
  level: Interval,
  timeToFull: number | null,
): Pick<Reading, 'window' | 'timeToFull'> {
  if (timeToFull === null || timeToFull <= MINUTE + clockStep) return { window: MINUTE, timeToFull };
  const fits = [HOUR, DAY].find((window) => {
    const soonest = ((capacity - level.high) * window) / capacity;
    const latest = ((capacity - level.low) * window) / capacity;
    return timeToFull >= soonest - clockStep && timeToFull <= latest + clockStep;
  });
  return fits ? { window: fits, timeToFull } : { window: null, timeToFull: timeToFull <= DAY ? timeToFull : null };
}

function exact(remaining: number, capacity: number): Interval {
  return { low: Math.min(remaining, capacity), high: Math.min(remaining + 1, capacity) };
}

/** Token counts are rounded to the nearest thousand; one that is not a thousand's multiple was not (§2.2, priority). */
function rounded(remaining: number, capacity: number): Interval {
  if (remaining % 1000 !== 0 && remaining !== capacity) return exact(remaining, capacity);
  return { low: Math.max(0, Math.min(remaining, capacity) - 500), high: Math.min(capacity, remaining + 500) };
}
