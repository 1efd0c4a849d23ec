import * as l10n from '@vscode/l10n';
import type { Payer, UsageSpan } from '../core/model/observation.ts';
import type { KeySnapshot, OrganizationSnapshot, SpanOfUse } from '../core/model/snapshot.ts';
import { type Share, sharesByKey, sharesByModel, sharesByPayer, type User } from '../core/use/shares.ts';
import { ago } from './duration.ts';
import { percent } from './numbers.ts';
import { outsideText } from './outsideText.ts';

/** Who used an organization within one span, or what paid for it: the parts of one bar, and their words. */
export interface UseWords {
  /** "Last hour". */
  readonly title: string;
  readonly parts: readonly UsePart[];
  /** "gpt-5 80%, gpt-5-mini 20%". */
  readonly byModel: string;
  /** "Usage as of 4 min ago". */
  readonly asOf: string;
}

export interface UsePart {
  /** "work 64%". */
  readonly text: string;
  /** Percent of the bar. */
  readonly width: number;
  readonly whose: 'own' | 'named' | 'others';
}

/** Nothing for a span in which nobody used anything. */
export function useWords(
  { provider, usage }: OrganizationSnapshot,
  keys: readonly KeySnapshot[],
  at: number,
): UseWords[] {
  return usage.flatMap((span) => {
    const paid = sharesByPayer(span.uses);
    const shares = paid.length > 0 ? paid : sharesByKey(span.uses, keys, provider);
    if (shares.length === 0) return [];
    return [
      {
        title: spanText(span.span, paid.length > 0),
        parts: shares.map((one) => ({ text: shareText(one), width: one.share * 100, whose: whoseIs(one.user) })),
        byModel: sharesText(sharesByModel(span.uses)),
        asOf: asOfText(span, at),
      },
    ];
  });
}

/** Says so where nobody used an organization, since an empty bar would say nothing. */
export function unusedText({ usage }: OrganizationSnapshot, at: number): string | null {
  const [first] = usage;
  return first ? l10n.t('No use this month. {0}.', asOfText(first, at)) : null;
}

/** `isOfPlan`: it is use that a plan pays for, which counts from the day of its bill on. */
function spanText(span: UsageSpan, isOfPlan: boolean): string {
  switch (span) {
    case 'hour':
      return l10n.t('Last hour');
    case 'day':
      return l10n.t('Today');
    case 'month':
      return isOfPlan ? l10n.t('This billing cycle') : l10n.t('This month');
  }
}

/** Providers count late: what came since is missing. */
export function asOfText({ to }: Pick<SpanOfUse, 'to'>, at: number): string {
  return l10n.t('Usage as of {0}', ago(Math.max(0, at - to) / 1000));
}

function whoseIs(user: User): UsePart['whose'] {
  if (user.kind === 'payer') return user.payer === 'own-key' ? 'own' : 'named';
  return user.kind === 'own' || user.kind === 'others' ? user.kind : 'named';
}

export function sharesText(shares: readonly Share[]): string {
  return shares.map(shareText).join(', ');
}

function shareText({ user, share }: Share): string {
  return l10n.t('{0} {1}', userName(user), sharePercent(share));
}

/** The nearest percent, so that shares add up; nobody who has a share has none, or all of it. */
export function sharePercent(share: number): string {
  return percent(share < 1 ? Math.min(0.99, Math.max(0.01, Math.round(share * 100) / 100)) : 1);
}

/** A name that somebody has given to a key, or to a model, is a text from outside. */
function userName(user: User): string {
  switch (user.kind) {
    case 'own':
      return outsideText(user.key.label, 40);
    case 'named': {
      const { name, ending } = user.key;
      if (name !== null && name.trim() !== '') return outsideText(name, 40);
      return ending === null ? l10n.t('an unknown key') : l10n.t('the key …{0}', outsideText(ending, 8));
    }
    case 'model':
      return outsideText(user.model, 40);
    case 'payer':
      return payerName(user.payer);
    case 'others':
      return l10n.t('others');
  }
}

function payerName(payer: Payer): string {
  switch (payer) {
    case 'plan':
      return l10n.t('Included in the plan');
    case 'on-demand':
      return l10n.t('On demand');
    case 'own-key':
      return l10n.t('With an own key');
  }
}
