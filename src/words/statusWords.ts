import * as l10n from '@vscode/l10n';
import type { CurrentFailure } from '../core/headline.ts';
import type { ProviderStatus } from '../core/model/providerStatus.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { couldBeTheirs, toldTroubleOf } from '../core/shown/toldTrouble.ts';
import type { Intent } from './advice/intent.ts';
import type { Place } from './advice/place.ts';
import { clockTime } from './clockTime.ts';
import { providerName } from './names.ts';
import { localeTag } from './numbers.ts';
import { outsideText } from './outsideText.ts';
import type { StatusWords } from './step.ts';

/** "OpenAI reports degraded performance since 14:02". `now`: epoch ms. */
export function providerStatusText(status: ProviderStatus, now: number): string {
  const name = providerName(status.provider);
  const isMaintenance = status.level === 'maintenance';
  const [newest] = status.incidents.filter(({ level }) => (level === 'maintenance') === isMaintenance);
  const time = newest ? clockTime(newest.since, now, localeTag()) : null;
  switch (status.level) {
    case 'maintenance':
      return time === null
        ? l10n.t('{0} reports maintenance', name)
        : l10n.t('{0} reports maintenance since {1}', name, time);
    case 'outage':
      return time === null
        ? l10n.t('{0} reports an outage', name)
        : l10n.t('{0} reports an outage since {1}', name, time);
    default:
      return time === null
        ? l10n.t('{0} reports degraded performance', name)
        : l10n.t('{0} reports degraded performance since {1}', name, time);
  }
}

/** The incidents in the provider's own words, newest first: “Elevated errors” “Slow uploads”. */
export function incidentsText({ incidents }: ProviderStatus): string {
  return incidents.map(({ title }) => l10n.t('“{0}”', outsideText(title))).join(' ');
}

/** What the status page of a failing key's provider tells, where that can be the reason; `null` where it cannot. */
export function statusWords({ key, failure }: CurrentFailure, snapshot: Snapshot): StatusWords | null {
  const told = couldBeTheirs(failure.failure) ? toldTroubleOf(key, snapshot) : null;
  if (told === null) return null;
  const text = providerStatusText(told, snapshot.at);
  // A limit of one's own refuses others' requests only by chance.
  const isShared = failure.failure.cause !== 'rate';
  return { provider: told.provider, text: isShared ? l10n.t('Others have this too: {0}', text) : text };
}

/** Opens a provider's status page; `null` where it has none that can be opened. */
export function statusIntent(provider: ProviderStatus['provider'], { pages }: Place): Intent | null {
  return pages[provider]?.includes('status') ? { type: 'open-link', link: `${provider}-status` } : null;
}
