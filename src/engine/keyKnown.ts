import type { Clock } from '../base/clock.ts';
import type { Ledger } from '../core/limits/ledger.ts';
import type { LimitSnapshot } from '../core/model/snapshot.ts';
import type { EngineKey } from './keptKeys.ts';
import { lookSooner } from './oneOfThese.ts';
import type { Known } from './source.ts';

/** What is known of a key, for planning its checks. `limitsOf`: a model's limits with their levels. */
export function keyKnown(
  { watched: { id }, state }: EngineKey,
  ledger: Ledger,
  clock: Pick<Clock, 'now'>,
  limitsOf: (name: string) => readonly LimitSnapshot[],
): NonNullable<ReturnType<Known['key']>> {
  return {
    pace: state.pace,
    model: (name) => {
      const { readAt, usedAt, bareAnswers, isRefused: refused, checks } = state.model(name);
      const now = clock.now();
      const soon = lookSooner({ wish: ledger.nextLook(id, name, now), usedAt }, state.attribution, name, now);
      const [limits, snapshots] = [ledger.shapes(id, name), () => limitsOf(name)];
      return { readAt, ...soon, bareAnswers, checks, refused, limits, snapshots };
    },
  };
}
