import * as l10n from '@vscode/l10n';
import { presets } from '../core/dialects/presets.ts';
import type { MoneyGauge } from '../core/model/money.ts';
import type { AccountPart } from '../core/model/observation.ts';
import type { KeySnapshot, MissingPart, OrganizationSnapshot, Snapshot } from '../core/model/snapshot.ts';
import { isEstimated } from '../core/use/keyCosts.ts';
import { causeText } from './causeWords.ts';
import { ago, duration } from './duration.ts';
import { moneyAmount, moneyOutlook, moneyTitle, percentLeft } from './moneyWords.ts';
import { type ModelLimitsWords, tighterLimits, unprobedLimits } from './organizationLimitWords.ts';
import { sentence } from './sentence.ts';
import type { Tone } from './step.ts';
import { subjectText } from './subjectText.ts';
import { type UseWords, unusedText, useWords } from './useWords.ts';

/** What there is to say of an account's money, use and limits, besides its levels. */
export interface AccountWords {
  readonly id: string;
  /** "Acme · OpenAI". */
  readonly title: string;
  readonly money: readonly MoneyWords[];
  readonly use: readonly UseWords[];
  readonly limits: readonly ModelLimitsWords[];
  /** Sentences: limits that are smaller than they look, parts that are not available, ages. */
  readonly notes: readonly string[];
}

export interface MoneyWords {
  readonly id: string;
  readonly title: string;
  readonly amount: string;
  /** What becomes of it; `null` where there is nothing to say. */
  readonly word: string | null;
  /** Whole percent left, the end of its bar; `null` where there is none. */
  readonly percent: number | null;
  readonly tone: Tone;
}

/** Sums listed of an account: one can have many projects. */
const mostSums = 8;

/** Every account of which more is known than levels: organizations first, then keys with money of their own. */
export function accountWords({ keys, organizations, at }: Snapshot): AccountWords[] {
  const ofOrganizations = organizations.map((one) => organizationWords(one, keys, at));
  const ofKeys = keys
    .filter(({ money }) => money.gauges.length + money.missing.length > 0)
    .map((key) => keyWords(key, organizations));
  return [...ofOrganizations, ...ofKeys];
}

function organizationWords(one: OrganizationSnapshot, keys: readonly KeySnapshot[], at: number): AccountWords {
  const use = useWords(one, keys, at);
  const unused = use.length === 0 ? unusedText(one, at) : null;
  const isEmpty = one.gauges.length + one.limits.length + one.usage.length + one.missing.length === 0;
  return {
    id: one.id,
    title: subjectText(null, one),
    money: one.gauges.slice(0, mostSums).map(moneyWords),
    use,
    limits: unprobedLimits(one, keys),
    notes: [
      ...(isEmpty ? [l10n.t('Nothing was told yet.')] : []),
      ...(unused === null ? [] : [unused]),
      ...tighterLimits(one, keys),
      ...moneyAge(one.gauges),
      ...one.missing.map(missingText),
    ],
  };
}

function keyWords(key: KeySnapshot, organizations: readonly OrganizationSnapshot[]): AccountWords {
  const { gauges, missing } = key.money;
  return {
    id: key.id,
    title: subjectText(null, key),
    money: gauges.slice(0, mostSums).map(moneyWords),
    use: [],
    limits: [],
    notes: [...moneyAge(gauges), ...estimateText(key, organizations), ...missing.map(missingText)],
  };
}

function moneyWords(gauge: MoneyGauge): MoneyWords {
  return {
    id: gauge.id,
    title: moneyTitle(gauge),
    amount: moneyAmount(gauge),
    word: moneyOutlook(gauge),
    percent: percentLeft(gauge),
    tone: toneOf(gauge),
  };
}

function toneOf({ state, isEnforced }: MoneyGauge): Tone {
  // A budget of the user's own stops nothing.
  if (state === 'empty') return isEnforced ? 'empty' : 'soon';
  return state;
}

/** "Money as of 2 h ago, told by the provider.": no sum is older. */
function moneyAge(gauges: readonly MoneyGauge[]): string[] {
  const ages = gauges.filter(({ left, spent }) => left !== null || spent !== null).map(({ age }) => age);
  return ages.length === 0 ? [] : [l10n.t('Money as of {0}, told by the provider.', ago(Math.max(...ages)))];
}

/** Says so where what a key costs is not told but worked out. */
function estimateText(key: KeySnapshot, organizations: readonly OrganizationSnapshot[]): string[] {
  const isWorkedOut = organizations.some(
    ({ provider, usage }) =>
      provider === key.provider && usage.some(({ span, uses }) => span === 'month' && isEstimated(uses, key)),
  );
  const isKnown = key.money.gauges.some(({ scope, spent }) => scope === 'key' && spent !== null);
  return isWorkedOut && isKnown
    ? [l10n.t("Worked out from this key's tokens and what its organization spent, at list prices.")]
    : [];
}

/** "Usage: not available. The key may not do this. Asked again in 5 min." */
function missingText({ part, failure, retryIn }: MissingPart): string {
  const why = sentence(causeText(failure.cause));
  return retryIn === null
    ? l10n.t('{0}: not available. {1}', partText(part), why)
    : l10n.t('{0}: not available. {1} Asked again in {2}.', partText(part), why, duration(retryIn));
}

function partText(part: AccountPart): string {
  switch (part) {
    case 'limits':
      return l10n.t('Limits');
    case 'usage':
      return l10n.t('Usage');
    case 'costs':
      return l10n.t('Costs');
    case 'spend-limits':
      return l10n.t('Spend limits');
    case 'balance':
      return l10n.t('Balance');
  }
}

/** Whether a provider of some key gives admin keys, and none of its is known yet. */
export function mayAddAdminKey({ keys, organizations }: Snapshot): boolean {
  return keys.some(
    ({ provider, storage }) =>
      storage !== 'demo' &&
      storage !== 'traffic' &&
      presets[provider].keyBeginnings?.admin !== undefined &&
      !organizations.some((one) => one.provider === provider),
  );
}
