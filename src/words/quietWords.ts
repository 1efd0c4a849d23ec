import * as l10n from '@vscode/l10n';
import { clockTime } from './clockTime.ts';
import { localeTag } from './numbers.ts';

/** "Keygauge is quiet until 14:46." Both in epoch ms. */
export function quietText(until: number, now: number): string {
  return l10n.t('Keygauge is quiet until {0}.', clockTime(until, now, localeTag()));
}

/** "Quiet until 14:46". Both in epoch ms. */
export function quietUntilText(until: number, now: number): string {
  return l10n.t('Quiet until {0}', clockTime(until, now, localeTag()));
}
