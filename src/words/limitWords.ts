import * as l10n from '@vscode/l10n';
import { HOUR, type Interval, MINUTE } from '../core/model/limit.ts';
import type { LimitSnapshot } from '../core/model/snapshot.ts';
import type { LimitView } from '../core/shown/limitView.ts';
import { amountText } from './amountText.ts';
import { ago, duration } from './duration.ts';
import { sourceText } from './names.ts';
import { count, percent } from './numbers.ts';
import { requestPaceText } from './outlookWords.ts';

/** An uncertainty below this fraction of the capacity is not worth a word. */
const noticeable = 0.01;
/** A past of fewer seconds says nothing that the level does not. */
const shortestPast = 15;

/** "97K", or "93K–101K" if less certain. */
export function intervalText({ low, high }: Interval, capacity: number | null): string {
  return high - low <= (capacity ?? high) * noticeable
    ? count((low + high) / 2)
    : l10n.t('{0}–{1}', count(low), count(high));
}

/** "heard from an extension, 3 s ago": where the last reading is from, and its age; `null` before the first. */
export function readText({ lastLevel, source, age }: LimitSnapshot): string | null {
  return lastLevel === null ? null : l10n.t('{0}, {1}', sourceText(source), ago(age));
}

/** "heard 30 s ago": the same in a few words, in steps that do not twitch; of an old reading the time is told elsewhere. */
export function sourceAgeText({ limit, isOld }: LimitView): string | null {
  const { lastLevel, source, age } = limit;
  if (lastLevel === null) return null;
  if (isOld) return sourceText(source);
  const when = ago(Math.floor(age / 10) * 10);
  switch (source) {
    case 'probe':
      return l10n.t('checked {0}', when);
    case 'listener':
      return l10n.t('heard {0}', when);
    default:
      return l10n.t('{0}, {1}', sourceText(source), when);
  }
}

/** The use of the bucket by others, if it is worth a sentence. */
export function otherUseText(limit: LimitSnapshot): string | null {
  const pace = requestPaceText(limit.others, limit.unit);
  if (pace !== null) return l10n.t('Your tools send about {0}', pace);
  const { burnRate, capacity, window } = limit;
  if (burnRate === null || burnRate <= 0) return null;
  if (capacity !== null && window !== null && burnRate * window < capacity * noticeable) return null;
  const perMinute = burnRate * MINUTE;
  return perMinute >= 2
    ? l10n.t('Your tools use about {0} a minute', amountText(perMinute, limit.unit))
    : l10n.t('Your tools use about {0} an hour', amountText(burnRate * HOUR, limit.unit));
}

/** The history line in words; `null` before there is one. */
export function historyText(limit: LimitSnapshot): string | null {
  const levels = limit.history.flatMap((point) => (point.level === null ? [] : [point.level]));
  const oldest = limit.history[0];
  if (!oldest || oldest.ago < shortestPast || levels.length === 0) return null;
  const span = duration(oldest.ago);
  const least = percent(Math.min(...levels));
  const most = percent(Math.max(...levels));
  return levels.length < limit.history.length
    ? l10n.t('In the last {0}: between {1} and {2}, unknown for a part of it.', span, least, most)
    : l10n.t('In the last {0}: between {1} and {2}.', span, least, most);
}
