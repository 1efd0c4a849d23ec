import type { Pool, Unit } from '../model/limit.ts';
import { type LimitScope, limitScopes } from '../model/observation.ts';
import type { OrganizationLimit } from '../model/snapshot.ts';

/** The limit of one model that counts: the smallest of those that project, workspace and organization set. */
export interface EffectiveLimit {
  readonly unit: Unit;
  readonly pool: Pool;
  /** Seconds. */
  readonly window: number | null;
  readonly capacity: number;
  /** Whose limit it is. */
  readonly scope: LimitScope;
  /** What counts in the project or workspace that has the most: where these differ, a key's own is not known. */
  readonly most: number;
}

/** The limits of every model, by its name, in the order in which they were told. */
export function effectiveLimits(limits: readonly OrganizationLimit[]): ReadonlyMap<string, readonly EffectiveLimit[]> {
  const byModel = new Map<string, Map<string, OrganizationLimit[]>>();
  for (const limit of limits) {
    const name = JSON.stringify([limit.unit, limit.pool, limit.window]);
    for (const model of limit.models) {
      const known = byModel.get(model) ?? new Map<string, OrganizationLimit[]>();
      byModel.set(model, known);
      const same = known.get(name);
      if (same) same.push(limit);
      else known.set(name, [limit]);
    }
  }
  return new Map([...byModel].map(([model, known]) => [model, [...known.values()].map(effective)]));
}

/** `same`: limits on the same, at least one. */
function effective(same: readonly OrganizationLimit[]): EffectiveLimit {
  const [smallest] = [...same].sort((a, b) => a.capacity - b.capacity) as [OrganizationLimit];
  const { unit, pool, window, capacity, scope } = smallest;
  // Each key is under one limit of every scope.
  const largest = limitScopes.flatMap((one) => {
    const capacities = same.filter((limit) => limit.scope === one).map((limit) => limit.capacity);
    return capacities.length === 0 ? [] : [capacities.reduce((most, other) => Math.max(most, other))];
  });
  const most = Math.min(...largest);
  return { unit, pool, window, capacity, scope, most };
}

/** Whether two names are of one model: providers add a date to the name of a version. */
export function isSameModel(one: string, other: string): boolean {
  return undated(one) === undated(other);
}

/** A model's name without the date of its version: what all of its names have in common. */
export function undated(model: string): string {
  return model.toLowerCase().replace(/-(?:20\d{2}-?\d{2}-?\d{2}|latest)$/, '');
}
