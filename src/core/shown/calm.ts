import type { LimitId } from '../model/limit.ts';
import type { KeySnapshot, LimitSnapshot, ModelSnapshot, RankedModel, Snapshot } from '../model/snapshot.ts';
import { HeldLimit } from './heldLimit.ts';
import { findView, type LimitView, severity, viewOf, worstSeverity } from './limitView.ts';
import { rank } from './ranking.ts';

/** Points by which another limit must be lower before it takes the lead although no state has changed. */
const lower = 15;
/** The same where both are in danger: two that are close do not take turns at the head. */
const muchLower = 30;
/** Milliseconds for which the order lasts at least, unless a model gets worse than the one that leads. */
const leadHeld = 60_000;

/**
 * Makes calm snapshots of exact ones: numbers in steps, states that stay a while, an order that changes only when a
 * state does. All surfaces show what it makes, so they change together.
 */
export class Calm {
  readonly #held = new Map<LimitId, HeldLimit>();
  #ranking: readonly RankedModel[] = [];
  #rankedAt = -Infinity;
  #standing = '';
  #kind = '';

  /** Whether a snapshot holds something that cannot wait: a state got worse, a request failed, the user changed something. */
  isUrgent(snapshot: Snapshot): boolean {
    return kindOf(snapshot) !== this.#kind || limitsOf(snapshot).some((limit) => this.#heldOf(limit.id).isWorse(limit));
  }

  /** The snapshot to show at `now`, in monotonic milliseconds. */
  show(snapshot: Snapshot, now: number): Snapshot {
    this.#kind = kindOf(snapshot);
    const ids = new Set(limitsOf(snapshot).map(({ id }) => id));
    for (const id of this.#held.keys()) if (!ids.has(id)) this.#held.delete(id);
    const keys = snapshot.keys.map((key) => this.#showKey(key, now));
    return { ...snapshot, keys, ranking: this.#rank(keys, now) };
  }

  #showKey(key: KeySnapshot, now: number): KeySnapshot {
    const show = (limit: LimitSnapshot) => this.#heldOf(limit.id).show(limit, now);
    return { ...key, models: key.models.map((model) => ({ ...model, limits: model.limits.map(show) })) };
  }

  #rank(keys: readonly KeySnapshot[], now: number): readonly RankedModel[] {
    const standing = standingOf(keys);
    const fresh = rank(keys);
    const isHeld = now - this.#rankedAt < leadHeld && !this.#isWorseThanLead(keys, fresh);
    const isStanding = standing === this.#standing && !this.#isOvertaken(keys);
    if ((isHeld || isStanding) && sameModels(keys, this.#ranking)) {
      this.#ranking = this.#withWorseBindings(keys, fresh);
    } else {
      this.#standing = standing;
      this.#rankedAt = now;
      this.#ranking = fresh;
    }
    return this.#ranking;
  }

  /**
   * The same order, but a limit that is in more trouble or much lower binds its model in place of the one that did, and no
   * model in danger stands below one that is fine.
   */
  #withWorseBindings(keys: readonly KeySnapshot[], fresh: readonly RankedModel[]): readonly RankedModel[] {
    const ranking = this.#ranking.map((held) => {
      const now = fresh.find(({ keyId, model }) => keyId === held.keyId && model === held.model);
      if (!now) return held;
      const isWorse = dangerOf(keys, now) > dangerOf(keys, held);
      const isLower = dangerOf(keys, now) === dangerOf(keys, held) && leftOf(keys, now) <= leftOf(keys, held) - lower;
      return isWorse || isLower ? now : held;
    });
    const troubles = new Map(ranking.map((ranked) => [ranked, troubleOf(keys, ranked)]));
    return ranking.toSorted((a, b) => (troubles.get(b) ?? 0) - (troubles.get(a) ?? 0));
  }

  /** Whether a model has more urgent trouble than the one that leads. */
  #isWorseThanLead(keys: readonly KeySnapshot[], [first]: readonly RankedModel[]): boolean {
    const [lead] = this.#ranking;
    if (!first || !lead) return true;
    const worse = troubleOf(keys, first) - troubleOf(keys, lead);
    const isInDanger = dangerOf(keys, first) > 0;
    return worse > 0 || (worse === 0 && isInDanger && leftOf(keys, first) <= leftOf(keys, lead) - muchLower);
  }

  /** Whether another limit than the leading one is much lower. */
  #isOvertaken(keys: readonly KeySnapshot[]): boolean {
    const lead = this.#ranking[0]?.binding;
    const all = limitsOf({ keys }).map(viewOf);
    const leading = all.find(({ limit }) => limit.id === lead)?.percent ?? 100;
    return all.some(({ percent, isOld }) => !isOld && percent !== null && percent <= leading - lower);
  }

  #heldOf(id: LimitId): HeldLimit {
    let held = this.#held.get(id);
    if (!held) {
      held = new HeldLimit();
      this.#held.set(id, held);
    }
    return held;
  }
}

function limitsOf({ keys }: Pick<Snapshot, 'keys'>): LimitSnapshot[] {
  return keys.flatMap(({ models }) => models.flatMap(({ limits }) => limits));
}

/** How bad a model is: 0 fine, 1 in danger, 2 stopped. Two in danger do not take turns at the head. */
function troubleOf(keys: readonly KeySnapshot[], ranked: RankedModel): number {
  const model = modelOf(keys, ranked);
  return model?.failure && !model.failure.isPast ? 2 : dangerOf(keys, ranked);
}

/** The same of its binding limit alone. */
function dangerOf(keys: readonly KeySnapshot[], ranked: RankedModel): number {
  const view = bindingOf(keys, ranked);
  const worst = view ? severity(view) : 0;
  return worst >= worstSeverity ? 2 : Math.min(1, worst);
}

/** Percent; what is not known now is not lower than anything. */
function leftOf(keys: readonly KeySnapshot[], ranked: RankedModel): number {
  const view = bindingOf(keys, ranked);
  return view === null || view.isOld ? 100 : (view.percent ?? 100);
}

function bindingOf(keys: readonly KeySnapshot[], ranked: RankedModel): LimitView | null {
  return findView(modelOf(keys, ranked)?.limits.map(viewOf) ?? [], ranked.binding);
}

function modelOf(keys: readonly KeySnapshot[], { keyId, model: name }: RankedModel): ModelSnapshot | undefined {
  return keys.find(({ id }) => id === keyId)?.models.find(({ model }) => model === name);
}

/** Whether a ranking is of these models and their limits. */
function sameModels(keys: readonly KeySnapshot[], ranking: readonly RankedModel[]): boolean {
  const models = keys.flatMap(({ id, models }) => models.map((model) => ({ keyId: id, model })));
  return (
    models.length === ranking.length &&
    ranking.every(({ keyId, model: name, binding }) =>
      models.some(
        ({ keyId: id, model }) =>
          id === keyId &&
          model.model === name &&
          (binding === null ? model.limits.length === 0 : model.limits.some((limit) => limit.id === binding)),
      ),
    )
  );
}

/** Everything by which models rank besides their levels. Degrees of danger are left to the numbers. */
function standingOf(keys: readonly KeySnapshot[]): string {
  return JSON.stringify(
    keys.map(({ id, status, models }) => [
      id,
      status,
      models.map(({ model, failure, limits }) => [
        model,
        failure?.failure.cause,
        limits.map((limit) => [limit.id, severity(viewOf(limit)) > 0, limit.state === 'empty', limit.level === null]),
      ]),
    ]),
  );
}

/** Everything that is not a level, an age or a count. */
function kindOf({ keys, sources, budget, hiddenKeys, holds }: Snapshot): string {
  return JSON.stringify([
    sources.map(({ id, state }) => [id, { ...state, passed: null }]),
    budget,
    hiddenKeys,
    holds?.map(({ id }) => id),
    keys.map(({ id, label, status, lastFailure, models }) => [
      id,
      label,
      status,
      lastFailure?.failure.message,
      models.map(({ model, headers, failure, limits }) => [
        model,
        headers,
        failure?.failure.message,
        limits.map((limit) => [limit.id, limit.muted, limit.capacity]),
      ]),
    ]),
  ]);
}
