import * as l10n from '@vscode/l10n';
import { DAY, HOUR } from '../core/model/limit.ts';

/**
 * Numbers, durations and names as text, the same on every surface. Nothing here may show `NaN`, a negative time or more
 * precision than a reading has.
 */

/** Seconds as 12 s, 4 min, 1 h 5 min, 3 d. Rounds up below an hour, so as never to promise too short a wait. */
export function duration(seconds: number): string {
  // Floating point may make a second a trifle longer; it must not round up to two.
  const whole = Math.max(0, Math.ceil(seconds - 1e-6));
  if (whole < 120) return l10n.t('{0} s', whole);
  const minutes = Math.ceil(whole / 60);
  if (minutes < 60) return l10n.t('{0} min', minutes);
  if (whole < DAY) {
    const hours = Math.floor(minutes / 60);
    return minutes % 60 === 0 ? l10n.t('{0} h', hours) : l10n.t('{0} h {1} min', hours, minutes % 60);
  }
  const days = Math.floor(whole / DAY);
  const hours = Math.floor((whole % DAY) / HOUR);
  return hours === 0 ? l10n.t('{0} d', days) : l10n.t('{0} d {1} h', days, hours);
}

/** The age of something, such as "12 s ago". Rounds down, so as never to overstate an age. */
export function ago(seconds: number): string {
  if (seconds < 1) return l10n.t('just now');
  const step = seconds < 120 ? 1 : 60;
  return l10n.t('{0} ago', duration(Math.floor(seconds / step) * step));
}
