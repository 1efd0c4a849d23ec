import * as l10n from '@vscode/l10n';
import { DAY, HOUR, type Unit } from '../core/model/limit.ts';
import type { LimitState } from '../core/model/snapshot.ts';
import type { LimitView } from '../core/shown/limitView.ts';
import { amountText } from './amountText.ts';
import { clockTime } from './clockTime.ts';
import { perWindow } from './limitNames.ts';
import { nextText, timeRead } from './limitViewWords.ts';
import { count, localeTag, percent } from './numbers.ts';

/** The one word beside the number: "fits 12 more", "fits in 10 s", "at 14:31". `now`: epoch ms. */
export function viewWord(view: LimitView, now: number): string {
  const { limit, isOld, state, percent: shown } = view;
  if (isOld) return limit.lastLevel ? timeRead(view, now) : l10n.t('not read yet');
  if (state === 'empty') return view.isRefusing ? l10n.t('refused just now') : l10n.t('used up');
  const next = nextText(view);
  if (next !== null) return next;
  const until = lastsText(view, now);
  if (until !== null) return until;
  return shown === 100 && state === 'fine' ? l10n.t('full') : stateWord(state);
}

/** How long a limit of hours lasts at its present pace; `null` for shorter limits. */
function lastsText({ limit, percent: shown }: LimitView, now: number): string | null {
  const { window, timeToEmpty } = limit;
  if (window === null || window < HOUR || shown === 100) return null;
  if (timeToEmpty !== null) return l10n.t('lasts until {0}', clockTime(now + timeToEmpty * 1000, now, localeTag()));
  return window === DAY ? l10n.t('lasts today') : null;
}

export function stateWord(state: LimitState): string {
  switch (state) {
    case 'fine':
      return l10n.t('fine');
    case 'low':
      return l10n.t('low');
    case 'soon':
      return l10n.t('at risk');
    case 'critical':
      return l10n.t('nearly used up');
    case 'empty':
      return l10n.t('used up');
    case 'unknown':
      return l10n.t('unknown');
  }
}

/** "9,000 of 30K", or "9,000" where the capacity is unknown; `null` where nothing was read. */
export function leftOfText({ left, limit }: LimitView): string | null {
  if (left === null) return limit.capacity === null ? null : l10n.t('{0} when full', count(limit.capacity));
  return limit.capacity === null ? count(left) : l10n.t('{0} of {1}', count(left), count(limit.capacity));
}

/** "between 400K and 410K": the doubt behind the number, for whoever asks. */
export function doubtText({ limit }: LimitView): string | null {
  const { level, capacity } = limit;
  if (!level || !capacity || level.high - level.low < capacity / 100) return null;
  return l10n.t('between {0} and {1}', count(level.low), count(level.high));
}

/** "36,741 tokens can never fit 30,000 per minute": a request larger than the full limit, and how much to cut. */
export function neverFitsText(
  size: number,
  capacity: number,
  { unit, window }: { unit: Unit; window: number | null },
): string {
  const cut = size - capacity;
  return l10n.t(
    '{0} can never fit {1}: cut at least {2} ({3}).',
    amountText(size, unit, 'exact'),
    perWindow(count(capacity, 'exact'), window),
    count(cut, 'exact'),
    percent(Math.ceil((100 * cut) / size) / 100),
  );
}
