import * as l10n from '@vscode/l10n';
import type { LimitSnapshot, LimitUser, UsingSession } from '../core/model/snapshot.ts';
import { amountText } from './amountText.ts';
import { clockTime } from './clockTime.ts';
import { localeTag } from './numbers.ts';
import { toolName } from './toolWords.ts';
import { sharePercent, type UsePart } from './useWords.ts';

/** Who used a limit: the parts of one bar, and their words. */
export interface UsedByWords {
  /** "Used in the last hour: 1.3M tokens", "Used since 14:02: 40 requests". */
  readonly title: string;
  readonly parts: readonly UsePart[];
}

/** Seconds for which a limit was watched that count as the whole hour: the minutes before it are kept whole. */
const hour = 3_540;

/** `null` where nobody could tell, or nobody used it. `at`: epoch ms. */
export function usedByWords({ usedBy, unit }: Pick<LimitSnapshot, 'usedBy' | 'unit'>, at: number): UsedByWords | null {
  if (!usedBy) return null;
  const { since, units, shares } = usedBy;
  const amount = amountText(units, unit);
  return {
    title:
      since >= hour
        ? l10n.t('Used in the last hour: {0}', amount)
        : l10n.t('Used since {0}: {1}', clockTime(at - since * 1000, at, localeTag()), amount),
    parts: shares.map(({ user, share }) => ({
      text: l10n.t('{0} {1}', userText(user, at), sharePercent(share)),
      width: share * 100,
      whose: user.kind === 'tool' ? 'named' : user.kind === 'keygauge' ? 'own' : 'others',
    })),
  };
}

/** "Used in the last hour: 1.3M tokens (Cline 62%, elsewhere 38%)"; `null` as above. */
export function usedByText(limit: Pick<LimitSnapshot, 'usedBy' | 'unit'>, at: number): string | null {
  const words = usedByWords(limit, at);
  return words && l10n.t('{0} ({1})', words.title, words.parts.map(({ text }) => text).join(', '));
}

function userText(user: LimitUser, at: number): string {
  switch (user.kind) {
    case 'tool':
      return user.session ? sessionText(toolName(user.tool), user.session, at) : toolName(user.tool);
    case 'keygauge':
      return l10n.t('Keygauge');
    case 'elsewhere':
      return l10n.t('elsewhere');
  }
}

/** Its name would tell nobody anything, but when it began does. */
export function sessionText(tool: string, { since, isSubagent }: UsingSession, at: number): string {
  const began = clockTime(at - since * 1000, at, localeTag());
  return isSubagent ? l10n.t('{0} (subagents of {1})', tool, began) : l10n.t('{0} (session of {1})', tool, began);
}
