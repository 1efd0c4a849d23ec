import * as l10n from '@vscode/l10n';
import { fractionLeft, type Headline } from '../core/headline.ts';
import type { LimitSnapshot } from '../core/model/snapshot.ts';
import { ago } from './duration.ts';
import type { GaugeText, PlainGauge } from './failureGauge.ts';
import { failureText } from './failureGauge.ts';
import { limitName, shortLimitName } from './limitNames.ts';
import { count, percent } from './numbers.ts';
import { atThisPaceText, emptyText } from './outlookWords.ts';
import { plainText } from './plainText.ts';

/** The look of the gauge that the user chose. */
export interface GaugeStyle {
  /** The amount of detail while all is well. */
  readonly style: 'icon' | 'compact' | 'full';
  /** Whether percentages say what is left or what is used. */
  readonly amount: 'left' | 'used';
}

const cells = 5;
/** A fraction left that counts as nothing: no percentage is shown for it. */
const nothing = 0.01;

/**
 * The gauge for a headline: quiet while all is well, in words when not. Unknown never looks like full or empty. `at` is
 * when the snapshot was made, in epoch milliseconds.
 */
export function gaugeText(headline: Headline, settings: GaugeStyle, demo: boolean, at: number): GaugeText {
  const { text, label, alert = 'none' } = plain(headline, settings, at);
  if (!demo) return { text, label: l10n.t('Keygauge: {0}', label), alert };
  return { text: l10n.t('Demo {0}', text), label: l10n.t('Keygauge demo: {0}', label), alert };
}

function plain(headline: Headline, settings: GaugeStyle, at: number): PlainGauge {
  switch (headline.kind) {
    case 'add-key':
      return { text: l10n.t('Keygauge: add a key'), label: l10n.t('add a key to see its rate limits') };
    case 'choose-models':
      return {
        text: l10n.t('Keygauge: choose models'),
        label: l10n.t('no model of {0} is watched yet', plainText(headline.key.label)),
      };
    case 'starting':
      return { text: `$(sync~spin) ${l10n.t('checking')}`, label: l10n.t('waiting for the first answer') };
    case 'fine':
      return fine(headline.limit, settings);
    case 'low':
    case 'soon':
      return { ...short('$(warning)', headline.limit, settings, at), alert: 'warning' };
    case 'critical':
    case 'empty':
      return { ...short('$(error)', headline.limit, settings, at), alert: 'error' };
    case 'failure':
      return failureText(headline);
    case 'key-missing':
      return {
        text: `$(key) ${l10n.t('key missing')}`,
        label: l10n.t('{0}: the key is not there', plainText(headline.key.label)),
        alert: 'warning',
      };
    case 'no-data':
      return noData(headline.last, settings);
  }
}

function fine(limit: LimitSnapshot, settings: GaugeStyle) {
  const left = fractionLeft(limit);
  const label = spoken(limit, settings);
  if (settings.style === 'icon') return { text: '$(dashboard)', label };
  const name = settings.style === 'full' ? ` ${shortLimitName(limit)} · ${modelName(limit)}` : '';
  // Without a capacity there is no fraction: show a number, neither full nor empty.
  if (left === null) return { text: `$(dashboard) ${amountText(limit, settings)}${name}`, label };
  const amount = amountText(limit, settings).padStart(4, '\u2007');
  return { text: `${bar(settings.amount === 'used' ? 1 - left : left)} ${amount}${name}`, label };
}

function short(icon: string, limit: LimitSnapshot, settings: GaugeStyle, at: number) {
  const left = fractionLeft(limit);
  // The level may still look comfortable and the pace be the trouble: show the time, not the percentage.
  const empty = limit.state === 'soon' ? emptyText(limit, at) : null;
  if (empty !== null) {
    return {
      text: `${icon} ${l10n.t('{0} {1}', shortLimitName(limit), empty)}`,
      label: `${spoken(limit, settings)}, ${atThisPaceText(limit, at) ?? empty}`,
    };
  }
  const name = shortLimitName(limit);
  if (limit.state === 'empty' && (left ?? 0) <= nothing) {
    return { text: `${icon} ${l10n.t('{0} used up', name)}`, label: spoken(limit, settings) };
  }
  const amount = amountText(limit, settings);
  const used = settings.amount === 'used' && left !== null;
  const text = used ? l10n.t('{0} of {1} used', amount, name) : `${amount} ${name}`;
  return {
    text: `${icon} ${settings.style === 'full' ? `${text} · ${modelName(limit)}` : text}`,
    label: spoken(limit, settings),
  };
}

function noData(last: LimitSnapshot | null, settings: GaugeStyle) {
  if (!last?.lastLevel || !last.capacity)
    return { text: `$(question) ${l10n.t('no data')}`, label: l10n.t('nothing is known about the limits now') };
  const left = (last.lastLevel.low + last.lastLevel.high) / 2 / last.capacity;
  const was = percentText(left, settings);
  const label = l10n.t('{0} unknown now; it was {1} {2}', limitName(last), was, ago(last.age));
  return { text: settings.style === 'icon' ? '$(question)' : `$(question) ${l10n.t('was {0}', was)}`, label };
}

function spoken(limit: LimitSnapshot, settings: Pick<GaugeStyle, 'amount'>): string {
  const amount = amountText(limit, settings);
  if (fractionLeft(limit) === null) return l10n.t('{0}: {1} {2} left', modelName(limit), amount, limitName(limit));
  return settings.amount === 'used'
    ? l10n.t('{0}: {1} of {2} used', modelName(limit), amount, limitName(limit))
    : l10n.t('{0}: {1} of {2} left', modelName(limit), amount, limitName(limit));
}

/** A percentage, or the plain number left of a limit whose capacity is unknown. */
function amountText(limit: LimitSnapshot, settings: Pick<GaugeStyle, 'amount'>): string {
  const left = fractionLeft(limit);
  return left === null ? count(limit.level?.estimate ?? 0) : percentText(left, settings);
}

/** Never shows 100 % used while anything is left. */
function percentText(left: number, { amount }: Pick<GaugeStyle, 'amount'>): string {
  if (amount === 'left') return percent(left);
  return percent(left > 0 ? Math.min(0.99, 1 - left) : 1);
}

function modelName({ model }: LimitSnapshot): string {
  return plainText(model, 60);
}

function bar(fraction: number): string {
  const filled = fraction <= 0 ? 0 : Math.max(1, Math.round(fraction * cells));
  return '▰'.repeat(filled) + '▱'.repeat(cells - filled);
}
