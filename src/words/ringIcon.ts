/** Steps of a ring between empty and full; package.json names an icon for each. */
const steps = 8;

/**
 * The status bar's icon for a level from 0 to 1, a dashed ring for `null`. Only an empty level gets the empty ring, and
 * only a full one the full ring.
 */
export function ringIcon(fraction: number | null): string {
  if (fraction === null || Number.isNaN(fraction)) return '$(keygauge-stale)';
  if (fraction <= 0) return '$(keygauge-0)';
  if (fraction >= 1) return `$(keygauge-${steps})`;
  const step = Math.min(steps - 1, Math.max(1, Math.round(fraction * steps)));
  return `$(keygauge-${step})`;
}
