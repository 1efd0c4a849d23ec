import * as l10n from '@vscode/l10n';
import type { BusyStretch } from '../core/busyStretch.ts';
import { amountText } from './amountText.ts';
import { clockTime } from './clockTime.ts';
import { duration } from './duration.ts';
import { limitName } from './limitNames.ts';
import { modelText } from './modelText.ts';
import { count, localeTag, percent, plural } from './numbers.ts';
import { outsideText } from './outsideText.ts';

/**
 * A busy stretch in one line: "work · 42 min · about 310 requests · 3 refusals · tightest: Tokens per minute of gpt-5, 4%
 * at 14:12". `now` in epoch milliseconds; `timeZone` is the system's by default.
 */
export function recapWords(stretch: BusyStretch, now: number, timeZone?: string): string {
  const { label, from, to, requests, refusals, lowest, binding } = stretch;
  const parts = [outsideText(label), duration((to - from) / 1000)];
  if (requests !== null) parts.push(l10n.t('about {0}', amountText(requests, 'requests')));
  parts.push(refusalsText(refusals));
  if (lowest) {
    const { fraction, at, limit } = lowest;
    const time = clockTime(at, now, localeTag(), timeZone);
    parts.push(
      l10n.t(
        'tightest: {0} of {1}, {2} at {3}',
        limitName(limit),
        outsideText(modelText(limit.model)),
        percent(fraction),
        time,
      ),
    );
  }
  if (binding && binding.id !== lowest?.limit.id)
    parts.push(l10n.t('bottleneck: {0} of {1}', limitName(binding), outsideText(modelText(binding.model))));
  return parts.join(' · ');
}

function refusalsText(refusals: number): string {
  if (refusals === 0) return l10n.t('no refusal');
  const number = count(refusals);
  return plural(refusals, { one: l10n.t('{0} refusal', number), other: l10n.t('{0} refusals', number) });
}
