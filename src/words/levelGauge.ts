import * as l10n from '@vscode/l10n';
import { type Headline, headlineOf, type LimitChoice } from '../core/headline.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { LimitView } from '../core/shown/limitView.ts';
import type { GaugeText, PlainGauge } from './failureGauge.ts';
import { limitName, shortLimitName } from './limitNames.ts';
import { nextText, timeRead } from './limitViewWords.ts';
import { shortModelName } from './modelNames.ts';
import { count, percent } from './numbers.ts';
import { plainText } from './plainText.ts';
import { ringIcon } from './ringIcon.ts';

/** The look of the gauge that the user chose. */
export interface GaugeStyle {
  /** The amount of detail while all is well. */
  readonly style: 'icon' | 'compact' | 'full';
  /** Whether percentages say what is left or what is used. */
  readonly amount: 'left' | 'used';
  readonly limit: LimitChoice;
}

/**
 * Words for a refusal, for money and for what is held back; `null` where it is about none. They are not needed for the
 * first paint, so they are loaded later.
 */
export type LateText = (headline: Headline, snapshot: Snapshot, settings: GaugeStyle) => PlainGauge | null;

/** The gauge: quiet while all is well, in words when not. Unknown never looks like full or empty. */
export function gaugeOf(snapshot: Snapshot, settings: GaugeStyle, lateText?: LateText): GaugeText {
  const headline = headlineOf(snapshot, settings.limit);
  const {
    text,
    label,
    alert = 'none',
  } = lateText?.(headline, snapshot, settings) ?? plainGauge(headline, snapshot, settings);
  if (!snapshot.keys.some((key) => key.storage === 'demo'))
    return { text, label: l10n.t('Keygauge: {0}', label), alert };
  return { text: l10n.t('Demo {0}', text), label: l10n.t('Keygauge demo: {0}', label), alert };
}

/** The gauge where nothing is refused, held back or about money. */
export function plainGauge(headline: Headline, snapshot: Snapshot, settings: GaugeStyle): PlainGauge {
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
    case 'level':
      return levelText(headline.view, nameBefore(headline.view, snapshot), settings);
    case 'key-missing':
      return {
        text: `$(key) ${l10n.t('key missing')}`,
        label: l10n.t('{0}: the key is not there', plainText(headline.key.label)),
        alert: 'warning',
      };
    case 'key-changed':
      return {
        text: `$(key) ${l10n.t('key changed')}`,
        label: l10n.t('{0}: the key in the environment has changed', plainText(headline.key.label)),
        alert: 'warning',
      };
    case 'no-data':
      return noData(headline.last, nameBefore(headline.last, snapshot), settings, snapshot.at);
    default:
      // Before any request was made, only this can have failed: Keygauge itself could not be loaded.
      return {
        text: `$(refresh) ${l10n.t('reload the window')}`,
        label: l10n.t('Keygauge was updated: reload the window'),
        alert: 'warning',
      };
  }
}

/** The model's name with a space behind it, as soon as there are two to tell apart. */
export function nameBefore(view: LimitView | null, { ranking }: Snapshot): string {
  return view && ranking.length > 1 ? `${shortModelName(view.limit.model)} ` : '';
}

/** The gauge of a limit whose level is known; quiet while it is fine. `name`: as `nameBefore` tells it. */
export function levelText(view: LimitView, name: string, settings: GaugeStyle): PlainGauge {
  const { limit, state, percent: shown } = view;
  const label = spoken(view, settings);
  if ((state === 'fine' || state === 'unknown') && view.next.kind !== 'never') return fine(view, name, settings, label);
  const alert = state === 'empty' || view.next.kind === 'never' ? 'error' : 'warning';
  const icon = `$(${alert})`;
  if (state === 'empty') {
    const what = `${name}${shortLimitName(limit)}`;
    const text = view.isRefusing ? l10n.t('{0} refused', what) : l10n.t('{0} used up', what);
    return { text: `${icon} ${text}`, label, alert };
  }
  const next = nextOf(view);
  const amount = `${name}${amountOf(view, settings)}`;
  const whole = shown === null ? amount : `${amount} ${shortLimitName(limit)}`;
  const text = next === null ? whole : l10n.t('{0} · {1}', amount, next);
  return { text: `${icon} ${text}`, label, alert };
}

function fine(view: LimitView, name: string, settings: GaugeStyle, label: string): PlainGauge {
  const used = view.percent === null ? null : settings.amount === 'used' ? 100 - view.percent : view.percent;
  const icon = used === null ? '$(dashboard)' : ringIcon(used / 100);
  if (settings.style === 'icon') return { text: icon, label };
  const amount = amountOf(view, settings);
  const limit = settings.style === 'full' ? ` ${shortLimitName(view.limit)}` : '';
  const model = settings.style === 'full' ? `${shortModelName(view.limit.model)} ` : name;
  // Without a capacity there is no fraction: show a number, neither full nor empty.
  const width = view.percent === null ? 0 : 4;
  return { text: `${icon} ${model}${amount.padStart(width, '\u2007')}${limit}`, label };
}

function noData(last: LimitView | null, name: string, settings: GaugeStyle, at: number): PlainGauge {
  if (!last || last.percent === null)
    return {
      text: `$(keygauge-stale) ${l10n.t('no reading yet')}`,
      label: l10n.t('nothing is known about the limits now'),
    };
  const amount = amountOf(last, settings);
  const then = timeRead(last, at);
  const label = l10n.t(
    '{0} of {1}: {2} {3}; unknown now',
    limitName(last.limit),
    plainText(last.limit.model, 60),
    amount,
    then,
  );
  return {
    text: settings.style === 'icon' ? '$(keygauge-stale)' : `$(keygauge-stale) ${name}${amount} ${then}`,
    label,
  };
}

/** What becomes of the next request; at risk where a refusal is foretold although the very next one may fit. */
function nextOf(view: LimitView): string | null {
  const { state, next, isRefusing } = view;
  if (isRefusing) return l10n.t('refused just now');
  const isAtRisk = state === 'soon' && (next.kind === 'unknown' || (next.kind === 'fits' && next.more < 2));
  return isAtRisk ? l10n.t('next at risk') : nextText(view);
}

function spoken(view: LimitView, settings: GaugeStyle): string {
  const { limit, percent: shown } = view;
  const model = plainText(limit.model, 60);
  const amount = amountOf(view, settings);
  const next = nextOf(view);
  const level =
    shown === null
      ? l10n.t('{0}: {1} {2} left', model, amount, limitName(limit))
      : settings.amount === 'used'
        ? l10n.t('{0}: {1} of {2} used', model, amount, limitName(limit))
        : l10n.t('{0}: {1} of {2} left', model, amount, limitName(limit));
  return next === null ? level : l10n.t('{0}, {1}', level, next);
}

/** A percentage, or the plain number left of a limit whose capacity is unknown. */
function amountOf({ percent: shown, left }: LimitView, { amount }: GaugeStyle): string {
  if (shown === null) return count(left ?? 0);
  return percent((amount === 'used' ? 100 - shown : shown) / 100);
}
