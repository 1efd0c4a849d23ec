import { HOUR, type LimitId } from '../model/limit.ts';
import type { Crossing } from './alarms.ts';

/** A limit and the state of its episode after a look at its alarm. */
export interface EpisodeMember {
  readonly id: LimitId;
  readonly keyId: string;
  readonly window: number | null;
  /** Whether the user was told of its episode, through this limit or one that it joined. */
  readonly isTold: boolean;
  /** Whether it was critical or empty in this episode and is not ready again. */
  readonly isHurt: boolean;
}

/** A crossing that one look found at a limit. */
export interface Crossed<Member extends EpisodeMember = EpisodeMember> {
  readonly limit: Member;
  readonly crossing: Crossing;
  /** Whether this is the first crossing in the limit's episode that could be told. */
  readonly begins: boolean;
}

/**
 * Picks the crossings of one look that are worth a notification. Overlapping episodes of a key's limits count as one:
 * only the limit that begins it is told, and the others join. "All ready again" is told once too. A day's limit may
 * stay low for hours, so its episodes are kept apart from those of a minute's limit. `crossed`: the worst first, of equals the one that has lasted longest; `all`:
 * the limits that are not muted.
 */
export function worthTelling(crossed: readonly Crossed[], all: readonly EpisodeMember[]): ReadonlySet<Crossed> {
  const told = new Set<Crossed>();
  const begun = new Set(crossed.filter(({ begins }) => begins).map(({ limit }) => limit));
  const groups = new Set<string>();
  const ready = new Set<string>();
  for (const one of crossed) {
    const { limit, crossing, begins } = one;
    const group = groupOf(limit);
    const others = all.filter((other) => other !== limit && groupOf(other) === group);
    if (begins && !groups.has(group) && !others.some((other) => other.isTold && !begun.has(other))) {
      groups.add(group);
      told.add(one);
    }
    if (crossing === 'ready' && !ready.has(group) && !others.some(({ isHurt }) => isHurt)) {
      ready.add(group);
      told.add(one);
    }
  }
  return told;
}

function groupOf({ keyId, window }: EpisodeMember): string {
  return `${keyId}/${(window ?? 0) > HOUR ? 'long' : 'short'}`;
}
