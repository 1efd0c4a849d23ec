import * as l10n from '@vscode/l10n';
import type { LimitSnapshot } from '../core/model/snapshot.ts';
import { amountText } from './amountText.ts';
import { ago } from './duration.ts';
import { limitPhrase } from './limitNames.ts';
import { count, percent, plural } from './numbers.ts';

/** Seconds that the chart looks back. */
export const lookBack = 120;

/** The words in and under the chart of one limit. */
export interface StripWords {
  /** "500K tokens": the line of a full limit. */
  readonly capacity: string;
  /** "one request ≈ 11K"; `null` where no size is known. */
  readonly request: string | null;
  /** "refused 20 s ago"; `null` where nothing was. */
  readonly refused: string | null;
  /** The chart in one sentence, for those who do not see it. */
  readonly spoken: string;
}

export function stripWords(limit: LimitSnapshot): StripWords {
  const { capacity, unit, requestSize, refusals } = limit;
  const recent = refusals.filter((age) => age <= lookBack);
  return {
    capacity: capacity === null ? '' : amountText(capacity, unit),
    request: requestSize === null || unit === 'requests' ? null : l10n.t('one request ≈ {0}', count(requestSize)),
    refused: recent.length === 0 ? null : l10n.t('refused {0}', ago(Math.min(...recent))),
    spoken: spokenText(limit, recent.length),
  };
}

function spokenText(limit: LimitSnapshot, refused: number): string {
  const { capacity, level, history } = limit;
  const now = level && capacity ? [level.estimate / capacity] : [];
  const past = history.flatMap((point) => (point.level === null || point.ago > lookBack ? [] : [point.level]));
  const lowest = percent(Math.min(1, ...past, ...now));
  const phrase = limitPhrase(limit);
  if (refused === 0) {
    return l10n.t('In the last two minutes the lowest level of {0} was {1}, and nothing was refused.', phrase, lowest);
  }
  return plural(refused, {
    one: l10n.t(
      'In the last two minutes the lowest level of {0} was {1}, and {2} request was refused.',
      phrase,
      lowest,
      count(refused),
    ),
    other: l10n.t(
      'In the last two minutes the lowest level of {0} was {1}, and {2} requests were refused.',
      phrase,
      lowest,
      count(refused),
    ),
  });
}
