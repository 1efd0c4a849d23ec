import { HOUR, type LimitId } from '../model/limit.ts';
import type { Crossing } from './alarms.ts';

/** A limit and how it stands in its episode after a look at its alarm. */
export interface EpisodeMember {
  readonly id: LimitId;
  readonly keyId: string;
  readonly window: number | null;
  /** In an episode that the user was told of, by this limit or by one that it joined. */
  readonly isTold: boolean;
  /** Was critical or empty in this episode and is not ready again. */
  readonly isHurt: boolean;
}

/** What one look found at a limit. */
export interface Crossed<Member extends EpisodeMember = EpisodeMember> {
  readonly limit: Member;
  readonly crossing: Crossing;
  /** The first in the limit's episode that could be told of. */
  readonly begins: boolean;
}

/**
 * Which of the crossings of one look are worth a notification, the worst first in `crossed`: episodes of a key's limits
 * that overlap are one, so only the limit that begins it is told of, and the rest joins. That all is ready again is told
 * once too. A day's limit may stay low for hours and has episodes apart from those of a minute's. `all`: the limits that
 * are not muted.
 */
export function worthTelling(crossed: readonly Crossed[], all: readonly EpisodeMember[]): ReadonlySet<Crossed> {
  const told = new Set<Crossed>();
  const begun = new Set(crossed.filter(({ begins }) => begins).map(({ limit }) => limit));
  const groups = new Set<string>();
  for (const one of crossed) {
    const { limit, crossing, begins } = one;
    const group = groupOf(limit);
    const others = all.filter((other) => other !== limit && groupOf(other) === group);
    if (begins && !groups.has(group) && !others.some((other) => other.isTold && !begun.has(other))) {
      groups.add(group);
      told.add(one);
    }
    if (crossing === 'ready' && !others.some(({ isHurt }) => isHurt)) told.add(one);
  }
  return told;
}

function groupOf({ keyId, window }: EpisodeMember): string {
  return `${keyId}/${(window ?? 0) > HOUR ? 'long' : 'short'}`;
}
