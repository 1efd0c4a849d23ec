import * as l10n from '@vscode/l10n';
import { fractionLeft } from '../core/headline.ts';
import { HOUR, type Interval, MINUTE } from '../core/model/limit.ts';
import type { LimitSnapshot, LimitState } from '../core/model/snapshot.ts';
import { ago, duration } from './duration.ts';
import { amountText, perWindow, shortLimitName } from './limitNames.ts';
import { sourceText } from './names.ts';
import { count, percent } from './numbers.ts';
import { requestPaceText } from './outlookWords.ts';

/** An uncertainty below this fraction of the capacity is not worth a word. */
const noticeable = 0.01;

/** "tokens per minute", as it stands inside a sentence. */
export function limitPhrase(limit: LimitSnapshot): string {
  return perWindow(unitPhrase(limit), limit.window);
}

function unitPhrase(limit: LimitSnapshot): string {
  return shortLimitName({ unit: limit.unit, window: null });
}

export function stateText(state: LimitState): string {
  switch (state) {
    case 'fine':
      return l10n.t('fine');
    case 'low':
      return l10n.t('low');
    case 'soon':
      return l10n.t('soon empty');
    case 'critical':
      return l10n.t('critical');
    case 'empty':
      return l10n.t('empty');
    case 'unknown':
      return l10n.t('unknown');
  }
}

/** "97K of 500K left"; `null` while the level is unknown. */
export function levelText(limit: LimitSnapshot): string | null {
  if (!limit.level) return null;
  return limit.capacity === null
    ? l10n.t('{0} left, of an unknown capacity', count(limit.level.estimate))
    : l10n.t('{0} of {1} left', count(limit.level.estimate), count(limit.capacity));
}

/** "(93K–101K)" if the estimate is uncertain enough to say so. */
export function uncertaintyText(limit: LimitSnapshot): string | null {
  const { level, capacity } = limit;
  if (!level || !capacity || level.high - level.low <= capacity * noticeable) return null;
  return l10n.t('({0}–{1})', count(level.low), count(level.high));
}

/** The last known level and why it no longer holds. An unknown level is neither empty nor full. */
export function unknownText(limit: LimitSnapshot): string {
  const { lastLevel, capacity, age, window } = limit;
  if (!lastLevel) {
    return capacity === null ? l10n.t('not read yet') : l10n.t('not read yet; holds {0} when full', count(capacity));
  }
  const was = rangeText(lastLevel, capacity);
  const past =
    capacity === null
      ? l10n.t('was {0} {1}', was, ago(age))
      : l10n.t('was {0} of {1} {2}', was, count(capacity), ago(age));
  switch (window) {
    case MINUTE:
      return l10n.t("{0}; a minute's limit forgets", past);
    case HOUR:
      return l10n.t("{0}; an hour's limit forgets", past);
    default:
      return l10n.t('{0}; too long ago to tell', past);
  }
}

/** "97K", or "93K–101K" if less certain. */
export function rangeText({ low, high }: Interval, capacity: number | null): string {
  return high - low <= (capacity ?? high) * noticeable
    ? count((low + high) / 2)
    : l10n.t('{0}–{1}', count(low), count(high));
}

/** "full in 48 s", "full". */
export function timeToFullText({ timeToFull }: LimitSnapshot): string | null {
  if (timeToFull === null) return null;
  return timeToFull <= 0 ? l10n.t('full') : l10n.t('full in {0}', duration(timeToFull));
}

/** The source of the number and its age. Omits the age of an unknown level, which `unknownText` gives. */
export function readText({ source, age, level }: LimitSnapshot): string {
  return level ? l10n.t('{0}, {1}', sourceText(source), ago(age)) : sourceText(source);
}

/** The use of the bucket by others, if it is worth a sentence. */
export function otherUseText(limit: LimitSnapshot): string | null {
  const pace = requestPaceText(limit.others, limit.unit);
  if (pace !== null) return l10n.t('Something else with this key sends about {0}', pace);
  const { burnRate, capacity, window } = limit;
  if (burnRate === null || burnRate <= 0) return null;
  if (capacity !== null && window !== null && burnRate * window < capacity * noticeable) return null;
  const perMinute = burnRate * MINUTE;
  return perMinute >= 2
    ? l10n.t('Something else with this key uses about {0} a minute', amountText(perMinute, limit.unit))
    : l10n.t('Something else with this key uses about {0} an hour', amountText(burnRate * HOUR, limit.unit));
}

/** The bar in words, for a screen reader. */
export function gaugeText(limit: LimitSnapshot): string {
  const level = levelText(limit);
  return level === null ? l10n.t('unknown') : l10n.t('{0}: {1}', level, stateText(limit.state));
}

/** The history line in words. */
export function historyText(limit: LimitSnapshot): string | null {
  const levels = limit.history.flatMap((point) => (point.level === null ? [] : [point.level]));
  const oldest = limit.history[0];
  if (!oldest || levels.length === 0) return null;
  const span = duration(oldest.ago);
  const least = percent(Math.min(...levels));
  const most = percent(Math.max(...levels));
  return levels.length < limit.history.length
    ? l10n.t('In the last {0}: between {1} and {2}, unknown for a part of it.', span, least, most)
    : l10n.t('In the last {0}: between {1} and {2}.', span, least, most);
}

/** "19%" beside the gauge; `null` if there is nothing to take a share of. */
export function shareText(limit: LimitSnapshot): string | null {
  const fraction = fractionLeft(limit);
  return fraction === null ? null : percent(fraction);
}
