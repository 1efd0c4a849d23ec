import * as l10n from '@vscode/l10n';
import { HOUR } from '../core/model/limit.ts';
import type { KeySnapshot, NextCheck, Snapshot } from '../core/model/snapshot.ts';
import { isLive } from '../core/shown/awaited.ts';
import { isCheckable } from '../core/shown/checkable.ts';
import { amountText } from './amountText.ts';
import { clockTime } from './clockTime.ts';
import { duration } from './duration.ts';
import { spentInAll } from './keyWords.ts';
import { dollars, localeTag } from './numbers.ts';

/** "Checks cost $0.0004 today, next in 12 s". */
export function checksText(snapshot: Snapshot): string {
  const { keys: all, at } = snapshot;
  const keys = all.filter(isCheckable);
  if (keys.length === 0 && all.length > 0) return noChecksText(snapshot);
  const { dollars: spent, requests } = spentInAll(keys);
  const cost =
    spent === null
      ? l10n.t('Checks took {0} today', amountText(requests, 'requests'))
      : l10n.t('Checks cost {0} today', dollars(spent));
  const next = nextText(keys, at);
  return next === null ? cost : l10n.t('{0}, {1}', cost, next);
}

/** Where no key can be checked, what tells the limits instead. */
function noChecksText(snapshot: Snapshot): string {
  if (isLive(snapshot, 'listener')) return l10n.t('Listening along, no checks');
  return isLive(snapshot, 'gateway') ? l10n.t('The gateway reads along, no checks') : l10n.t('No checks');
}

/** The check that comes first, whichever key it is of. */
export function firstCheck(keys: readonly KeySnapshot[]): NextCheck | null {
  const checks = keys.map(({ nextCheck }) => nextCheck);
  return checks.sort((a, b) => (a.wait ?? Infinity) - (b.wait ?? Infinity))[0] ?? null;
}

function nextText(keys: readonly KeySnapshot[], now: number): string | null {
  const next = firstCheck(keys);
  if (next === null) return null;
  if (next.reason === 'in-flight') return l10n.t('checking now');
  if (next.wait === null) return l10n.t('none planned');
  return next.wait < HOUR
    ? l10n.t('next in {0}', duration(next.wait))
    : l10n.t('next at {0}', clockTime(now + next.wait * 1000, now, localeTag()));
}
