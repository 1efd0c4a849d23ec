import * as l10n from '@vscode/l10n';
import { DAY, HOUR, MINUTE, MONTH, type Pool, type Unit } from '../core/model/limit.ts';
import { duration } from './duration.ts';

/** "Tokens per minute", with the pool if it is not the ordinary one. */
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

/** "tokens per minute", "requests per 10 s"; without a window, just what is counted. */
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

/** "tokens per minute", as it stands inside a sentence. */
export function limitPhrase({ unit, window }: { unit: Unit; window: number | null }): string {
  return perWindow(shortUnitName(unit), window);
}

/** "tokens/min": a name short enough for a status bar. */
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
