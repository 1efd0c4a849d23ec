import { presets } from '../dialects/presets.ts';
import type { Spend } from '../model/money.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** What a team with an editor's plan has spent, in US dollars. */
export interface TeamPlan {
  /** Of what the plan includes. */
  readonly spent: number;
  readonly beyond: number;
  /** The most that may be spent beyond it: 0 where nothing goes on; `null` where it is not told. */
  readonly limit: number | null;
}

/** Seconds after which what was told says little of now; it is asked for every hour. */
const lasts = 86_400;

/** What an editor's maker plans for the user's team, if the user has its admin key and it was told lately. */
export function teamPlanOf({ organizations }: Pick<Snapshot, 'organizations'>): TeamPlan | null {
  const readings = organizations.filter(({ provider }) => presets[provider].isEditor).flatMap((one) => one.readings);
  const told = (scope: Spend['scope']) =>
    readings.flatMap(({ reading, age }) =>
      reading.kind === 'spend' && reading.scope === scope && age < lasts ? reading : [],
    )[0];
  const [plan, beyond] = [told('plan'), told('on-demand')];
  if (!plan?.spent || !beyond?.spent) return null;
  return { spent: plan.spent.amount, beyond: beyond.spent.amount, limit: beyond.limit?.amount ?? null };
}
