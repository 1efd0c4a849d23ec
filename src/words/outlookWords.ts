import * as l10n from '@vscode/l10n';
import { HOUR, type Unit } from '../core/model/limit.ts';
import type { LimitSnapshot, RequestPace } from '../core/model/snapshot.ts';
import { amountText } from './amountText.ts';
import { clockTime } from './clockTime.ts';
import { duration } from './duration.ts';
import { localeTag } from './numbers.ts';

/** "empty in 41 s", or "used up at 15:40" if that takes hours; `null` if no end is in sight. `now`: ms since 1970. */
export function emptyText({ timeToEmpty }: LimitSnapshot, now: number): string | null {
  if (timeToEmpty === null) return null;
  if (timeToEmpty < 1) return l10n.t('empty any moment');
  return timeToEmpty < HOUR
    ? l10n.t('empty in {0}', duration(timeToEmpty))
    : l10n.t('used up at {0}', clockTime(now + timeToEmpty * 1000, now, localeTag()));
}

/** "4 requests of 96K tokens a minute"; `null` if no requests are seen. */
export function requestPaceText(pace: RequestPace | null, unit: Unit): string | null {
  if (pace === null) return null;
  const { requestsPerMinute, typicalRequest } = pace;
  return unit === 'requests'
    ? l10n.t('{0} a minute', amountText(requestsPerMinute * typicalRequest, 'requests'))
    : l10n.t('{0} of {1} a minute', amountText(requestsPerMinute, 'requests'), amountText(typicalRequest, unit));
}

/** "at this pace empty in 41 s (4 requests of 96K tokens a minute)". */
export function atThisPaceText(limit: LimitSnapshot, now: number): string | null {
  const empty = emptyText(limit, now);
  const pace = requestPaceText(limit.pace, limit.unit);
  if (empty === null) return null;
  return pace === null ? l10n.t('at this pace {0}', empty) : l10n.t('at this pace {0} ({1})', empty, pace);
}
