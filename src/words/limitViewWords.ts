import * as l10n from '@vscode/l10n';
import type { LimitView } from '../core/shown/limitView.ts';
import { clockTime } from './clockTime.ts';
import { duration } from './duration.ts';
import { localeTag, percent, plural } from './numbers.ts';

/** Counts of requests that fit are given up to this; more is plenty. */
const plenty = 99;

/** "30%", the same on every surface; `null` where nothing was read or the capacity is unknown. */
export function percentText({ percent: shown }: LimitView): string | null {
  return shown === null ? null : percent(shown / 100);
}

/** "fits 12 more", "fits in 10 s", "never fits"; `null` where no request's size is known. */
export function nextText({ next }: LimitView): string | null {
  switch (next.kind) {
    case 'fits':
      if (next.more > plenty) return l10n.t('fits {0}+ more', plenty);
      return plural(next.more, {
        one: l10n.t('fits {0} more', next.more),
        other: l10n.t('fits {0} more', next.more),
      });
    case 'later':
      return l10n.t('fits in {0}', duration(next.wait));
    case 'never':
      return l10n.t('never fits');
    case 'unknown':
      return null;
  }
}

/** "at 14:31": when an old number was read. `now`: epoch ms. */
export function timeRead({ limit }: LimitView, now: number): string {
  return l10n.t('at {0}', clockTime(now - limit.age * 1000, now, localeTag()));
}
