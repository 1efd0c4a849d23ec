import type { Interval, Unit } from '../model/limit.ts';
import type { Level } from '../model/snapshot.ts';

/** Tokens below this share of the capacity are not enough for a request. */
const nothing = 0.005;

/** Only a reading can show that nothing is left; an estimate of what others took cannot. `level`: by readings alone. */
export function isUsedUp(level: Level | null, unit: Unit, capacity: number): boolean {
  const isWhole = unit === 'requests' || unit === 'images';
  return level !== null && level.estimate < (isWhole ? 1 : Math.max(1, nothing * capacity));
}

/** Widens a level that was worked out with too short a window to what the count of whole units says. */
export function wholeUnits(level: Interval, capacity: number): Interval {
  const whole = Math.floor(level.low);
  return { low: whole, high: Math.max(level.high, Math.min(capacity, whole + 1)) };
}

export function middleOf({ low, high }: Interval): number {
  return (low + high) / 2;
}

/** Whatever a file says, a level lies within the capacity. */
export function within({ low, high }: Interval, capacity: number): Interval {
  const least = Math.min(capacity, Math.max(0, low));
  return { low: least, high: Math.min(capacity, Math.max(least, high)) };
}
