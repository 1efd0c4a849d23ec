import { laterSettings } from '../settings/laterSettings.ts';

/** Milliseconds. */
export const usualPatience = 60_000;
/** Seconds. */
const most = 600;

/** The longest hold, in milliseconds, from a setting as the editor delivers it. Reports a wrong value, and uses the default. */
export function patienceIn(value: unknown, complain: (problem: string) => void): number {
  if (typeof value === 'number' && value >= 0 && value <= most) return value * 1000;
  if (value !== undefined) complain(`${laterSettings.patience} is not a number from 0 to ${most}`);
  return usualPatience;
}
