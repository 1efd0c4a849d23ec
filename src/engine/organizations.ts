import type { AccountObservation, MoneyTold } from '../core/model/observation.ts';
import type { KeyIdentity, OrganizationIdentity, OrganizationSnapshot } from '../core/model/snapshot.ts';
import { keyCosts } from '../core/use/keyCosts.ts';
import { isSameKey } from '../core/use/namedKeys.ts';
import { OrganizationState } from './organizationState.ts';

interface Known {
  readonly identity: OrganizationIdentity;
  readonly state: OrganizationState;
}

/** The organizations that the user has an admin key of. */
export class Organizations {
  readonly #known = new Map<string, Known>();

  /** Knows exactly these from now on, in this order. */
  watch(organizations: readonly OrganizationIdentity[]): void {
    const before = new Map(this.#known);
    this.#known.clear();
    for (const identity of organizations) {
      const state = before.get(identity.id)?.state ?? new OrganizationState();
      this.#known.set(identity.id, { identity, state });
    }
  }

  /**
   * Takes what was told of one; of an unknown one it is dropped. Returns what that tells of the user's own `keys`. `at`:
   * epoch milliseconds.
   */
  take(id: string, observation: AccountObservation, keys: readonly KeyIdentity[], at: number): MoneyTold[] {
    const known = this.#known.get(id);
    if (!known) return [];
    const { identity, state } = known;
    const own = keys.filter(({ provider }) => provider === identity.provider);
    state.take(observation, at, (named) => own.some((key) => isSameKey(named, key)));
    if (observation.kind !== 'usage') return [];
    const about = { kind: 'money', source: observation.source, part: 'costs', toldAt: observation.to } as const;
    return own.flatMap((key) => {
      const money = keyCosts(state.usage, key, (period, from) => state.costs(period, from));
      const account = { kind: 'key', provider: key.provider, keyId: key.id } as const;
      return money.length === 0 ? [] : [{ ...about, account, money }];
    });
  }

  /** `now`: epoch milliseconds. `budgets`: the user's own, for a month, by label. */
  snapshot(now: number, budgets: ReadonlyMap<string, number>): OrganizationSnapshot[] {
    return [...this.#known.values()].map(({ identity, state }) =>
      state.snapshot(identity, now, budgets.get(identity.label) ?? null),
    );
  }
}
