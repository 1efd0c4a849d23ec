import * as l10n from '@vscode/l10n';
import { fractionLeft, type Headline } from '../core/headline.ts';
import type { LimitSnapshot } from '../core/snapshot.ts';
import { ago, duration, limitName, percent, providerName, shortLimitName } from '../core/words.ts';
import type { Settings } from './settings.ts';

/** What the status bar item shows. */
export interface GaugeText {
  readonly text: string;
  /** The same in words for a screen reader: icons and bars read badly aloud. */
  readonly label: string;
  readonly alert: 'none' | 'warning' | 'error';
}

const cells = 5;

/** The gauge for a headline: quiet while fine, in words when not; unknown never looks like full or empty. */
export function gaugeText(headline: Headline, settings: Pick<Settings, 'style' | 'amount'>, demo: boolean): GaugeText {
  const { text, label, alert = 'none' } = plain(headline, settings);
  if (!demo) return { text, label: l10n.t('Keygauge: {0}', label), alert };
  return { text: l10n.t('Demo {0}', text), label: l10n.t('Keygauge demo: {0}', label), alert };
}

function plain(
  headline: Headline,
  settings: Pick<Settings, 'style' | 'amount'>,
): { text: string; label: string; alert?: GaugeText['alert'] } {
  switch (headline.kind) {
    case 'add-key':
      return { text: l10n.t('Keygauge: add a key'), label: l10n.t('add a key to see its rate limits') };
    case 'choose-models':
      return {
        text: l10n.t('Keygauge: choose models'),
        label: l10n.t('no model of {0} is watched yet', headline.key.label),
      };
    case 'starting':
      return { text: `$(sync~spin) ${l10n.t('checking')}`, label: l10n.t('waiting for the first answer') };
    case 'fine':
      return fine(headline.limit, settings);
    case 'low':
      return { ...short('$(warning)', headline.limit, settings), alert: 'warning' };
    case 'critical':
    case 'empty':
      return { ...short('$(error)', headline.limit, settings), alert: 'error' };
    case 'wait': {
      const wait = duration(headline.seconds);
      return {
        text: `$(error) ${l10n.t('wait {0}', wait)}`,
        label: l10n.t('{0} asks to wait {1}', providerName(headline.key.provider), wait),
        alert: 'error',
      };
    }
    case 'no-credit':
      return {
        text: `$(credit-card) ${l10n.t('no credit')}`,
        label: l10n.t('{0}: the account has no credit left', headline.key.label),
        alert: 'error',
      };
    case 'key-refused':
      return {
        text: `$(key) ${l10n.t('key refused')}`,
        label: l10n.t('{0}: the provider refused the key', headline.key.label),
        alert: 'error',
      };
    case 'key-missing':
      return {
        text: `$(key) ${l10n.t('key missing')}`,
        label: l10n.t('{0}: the key is not there', headline.key.label),
        alert: 'warning',
      };
    case 'offline':
      return {
        text: `$(debug-disconnect) ${l10n.t('offline')}`,
        label: l10n.t('{0} could not be reached', providerName(headline.key.provider)),
      };
    case 'trouble':
      return {
        text: `$(warning) ${l10n.t('provider trouble')}`,
        label: l10n.t('{0} has trouble answering; that is not your limit', providerName(headline.key.provider)),
      };
    case 'no-data':
      return noData(headline.last, settings);
  }
}

function fine(limit: LimitSnapshot, settings: Pick<Settings, 'style' | 'amount'>) {
  const left = fractionLeft(limit) ?? 0;
  const label = spoken(limit, settings);
  if (settings.style === 'icon') return { text: '$(dashboard)', label };
  const amount = percent(shown(left, settings)).padStart(4, '\u2007');
  const text = `${bar(shown(left, settings))} ${amount}`;
  return { text: settings.style === 'full' ? `${text} ${shortLimitName(limit)} · ${limit.model}` : text, label };
}

function short(icon: string, limit: LimitSnapshot, settings: Pick<Settings, 'style' | 'amount'>) {
  const left = fractionLeft(limit) ?? 0;
  // A level that still looks comfortable is announced for its pace: say the time, not the percentage.
  if (limit.timeToEmpty !== null && limit.timeToEmpty < 90 && left > 0.2) {
    const time = duration(limit.timeToEmpty);
    return {
      text: `${icon} ${l10n.t('{0} empty in {1}', shortLimitName(limit), time)}`,
      label: `${spoken(limit, settings)}, ${l10n.t('empty in {0} at this pace', time)}`,
    };
  }
  const amount = percent(shown(left, settings));
  const name = shortLimitName(limit);
  const text = settings.amount === 'used' ? l10n.t('{0} of {1} used', amount, name) : `${amount} ${name}`;
  return {
    text: `${icon} ${settings.style === 'full' ? `${text} · ${limit.model}` : text}`,
    label: spoken(limit, settings),
  };
}

function noData(last: LimitSnapshot | null, settings: Pick<Settings, 'style' | 'amount'>) {
  if (!last?.lastLevel || !last.capacity)
    return { text: `$(question) ${l10n.t('no data')}`, label: l10n.t('nothing is known about the limits now') };
  const left = (last.lastLevel.low + last.lastLevel.high) / 2 / last.capacity;
  const was = percent(shown(left, settings));
  const label = l10n.t('{0} unknown now; it was {1} {2}', limitName(last), was, ago(last.age));
  return { text: settings.style === 'icon' ? '$(question)' : `$(question) ${l10n.t('was {0}', was)}`, label };
}

function spoken(limit: LimitSnapshot, { amount }: Pick<Settings, 'amount'>): string {
  const left = fractionLeft(limit) ?? 0;
  return amount === 'used'
    ? l10n.t('{0}: {1} of {2} used', limit.model, percent(1 - left), limitName(limit))
    : l10n.t('{0}: {1} of {2} left', limit.model, percent(left), limitName(limit));
}

function shown(left: number, { amount }: Pick<Settings, 'amount'>): number {
  return amount === 'used' ? 1 - left : left;
}

function bar(fraction: number): string {
  const filled = fraction <= 0 ? 0 : Math.max(1, Math.round(fraction * cells));
  return '▰'.repeat(filled) + '▱'.repeat(cells - filled);
}
