import * as l10n from '@vscode/l10n';
import { DAY, HOUR, MINUTE, MONTH, type Pool, type Unit } from './limits.ts';
import { type ProviderId, providers } from './model/provider.ts';
import { count, dollars, plural } from './numbers.ts';
import type { CheckReason, NextCheck, Spending } from './snapshot.ts';

export { count, dollars, percent, plural, setLocale } from './numbers.ts';

/**
 * Numbers, durations and names as text, the same on every surface. Nothing here may show `NaN`, a negative time or more
 * precision than a reading has.
 */

/** Seconds as 12 s, 4 min, 1 h 5 min, 3 d. Rounded up below an hour: a wait is never promised too short. */
export function duration(seconds: number): string {
  // A second that floating point has made a little longer is still one.
  const whole = Math.max(0, Math.ceil(seconds - 1e-6));
  if (whole < 120) return l10n.t('{0} s', whole);
  const minutes = Math.ceil(whole / 60);
  if (minutes < 60) return l10n.t('{0} min', minutes);
  if (whole < DAY) {
    const hours = Math.floor(minutes / 60);
    return minutes % 60 === 0 ? l10n.t('{0} h', hours) : l10n.t('{0} h {1} min', hours, minutes % 60);
  }
  const days = Math.floor(whole / DAY);
  const hours = Math.floor((whole % DAY) / HOUR);
  return hours === 0 ? l10n.t('{0} d', days) : l10n.t('{0} d {1} h', days, hours);
}

/** How long ago something was; rounded down, for an age is never overstated. */
export function ago(seconds: number): string {
  if (seconds < 1) return l10n.t('just now');
  const step = seconds < 120 ? 1 : 60;
  return l10n.t('{0} ago', duration(Math.floor(seconds / step) * step));
}

/** "Tokens per minute", with the pool where it is not the ordinary one. */
export function limitName(limit: { unit: Unit; pool: Pool; window: number | null }): string {
  const name = perWindow(unitName(limit.unit), limit.window);
  switch (limit.pool) {
    case 'standard':
      return name;
    case 'project':
      return l10n.t('{0} (project)', name);
    case 'usage-based':
      return l10n.t('{0} (usage-based)', name);
    case 'priority':
      return l10n.t('{0} (priority)', name);
    case 'fast':
      return l10n.t('{0} (fast)', name);
    case 'uncached':
      return l10n.t('{0} (not from the cache)', name);
  }
}

/** "tokens per minute", "requests per 10 s"; without a window, what is counted. */
export function perWindow(counted: string, window: number | null): string {
  switch (window) {
    case null:
      return counted;
    case 1:
      return l10n.t('{0} per second', counted);
    case MINUTE:
      return l10n.t('{0} per minute', counted);
    case HOUR:
      return l10n.t('{0} per hour', counted);
    case DAY:
      return l10n.t('{0} per day', counted);
    case MONTH:
      return l10n.t('{0} per month', counted);
    default:
      return l10n.t('{0} per {1}', counted, duration(window));
  }
}

function unitName(unit: Unit): string {
  switch (unit) {
    case 'requests':
      return l10n.t('Requests');
    case 'tokens':
      return l10n.t('Tokens');
    case 'input-tokens':
      return l10n.t('Input tokens');
    case 'output-tokens':
      return l10n.t('Output tokens');
    case 'images':
      return l10n.t('Images');
  }
}

/** "tokens/min": the name that fits in a status bar. */
export function shortLimitName(limit: { unit: Unit; window: number | null }): string {
  const unit = shortUnitName(limit.unit);
  switch (limit.window) {
    case null:
      return unit;
    case DAY:
      return l10n.t('{0}/day', unit);
    case HOUR:
      return l10n.t('{0}/hour', unit);
    case MINUTE:
      return l10n.t('{0}/min', unit);
    case MONTH:
      return l10n.t('{0}/month', unit);
    default:
      return l10n.t('{0}/{1}', unit, duration(limit.window));
  }
}

function shortUnitName(unit: Unit): string {
  switch (unit) {
    case 'requests':
      return l10n.t('requests');
    case 'tokens':
      return l10n.t('tokens');
    case 'input-tokens':
      return l10n.t('input tokens');
    case 'output-tokens':
      return l10n.t('output tokens');
    case 'images':
      return l10n.t('images');
  }
}

/** "1 request", "97K tokens". */
export function amountText(value: number, unit: Unit): string {
  const number = count(value);
  switch (unit) {
    case 'requests':
      return plural(value, { one: l10n.t('{0} request', number), other: l10n.t('{0} requests', number) });
    case 'tokens':
      return plural(value, { one: l10n.t('{0} token', number), other: l10n.t('{0} tokens', number) });
    case 'input-tokens':
      return plural(value, { one: l10n.t('{0} input token', number), other: l10n.t('{0} input tokens', number) });
    case 'output-tokens':
      return plural(value, { one: l10n.t('{0} output token', number), other: l10n.t('{0} output tokens', number) });
    case 'images':
      return plural(value, { one: l10n.t('{0} image', number), other: l10n.t('{0} images', number) });
  }
}

/** A proper name, which is the same in every language, or what an endpoint without one is. */
export function providerName(provider: ProviderId): string {
  return providers[provider].name ?? l10n.t('OpenAI-compatible');
}

/** How a provider is called in a sentence while nobody knows which it is. */
export function unnamedProvider(): string {
  return l10n.t('your provider');
}

/** "Next check in 5 s, because the level moves": always an answer to "why is it then". */
export function nextCheckText(next: NextCheck): string {
  const reason = checkReasonText(next.reason);
  if (next.reason === 'in-flight') return l10n.t('Checking now');
  return next.wait === null
    ? l10n.t('No check planned: {0}', reason)
    : l10n.t('Next check in {0}: {1}', duration(next.wait), reason);
}

function checkReasonText(reason: CheckReason): string {
  switch (reason) {
    case 'first':
      return l10n.t('no reading yet');
    case 'in-flight':
      return l10n.t('a check is under way');
    case 'level-moves':
      return l10n.t('a level is moving or low');
    case 'calm':
      return l10n.t('nothing is happening');
    case 'no-headers':
      return l10n.t('this endpoint sends no rate-limit headers');
    case 'model-refused':
      return l10n.t('the provider refused this model');
    case 'retry-after':
      return l10n.t('the provider asked to wait');
    case 'trouble':
      return l10n.t('the provider has trouble');
    case 'offline':
      return l10n.t('the provider could not be reached');
    case 'budget-rate':
      return l10n.t('more would take too large a share of your limit');
    case 'budget-spread':
      return l10n.t("so that today's budget lasts");
    case 'budget-money':
      return l10n.t("today's budget for checking is spent");
    case 'window-idle':
      return l10n.t('this window is not in use');
    case 'key-refused':
      return l10n.t('the provider refused the key');
    case 'no-credit':
      return l10n.t('the account has no credit');
    case 'key-missing':
      return l10n.t('the key is not there');
    case 'no-models':
      return l10n.t('no model is watched');
  }
}

/** "41 requests, 820 tokens, $0.001". */
export function spendingText({ requests, tokens, dollars: spent }: Spending): string {
  const what = l10n.t('{0}, {1}', amountText(requests, 'requests'), amountText(tokens, 'tokens'));
  return spent === null ? l10n.t('{0}, price unknown', what) : l10n.t('{0}, {1}', what, dollars(spent));
}
