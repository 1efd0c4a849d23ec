import type { Money } from '../core/model/money.ts';
import type { AccountObservation, LimitsTold, NamedKey, UsageSpan, UsageTold } from '../core/model/observation.ts';
import { usageSpans } from '../core/model/observation.ts';
import type {
  OrganizationIdentity,
  OrganizationLimit,
  OrganizationSnapshot,
  SpanOfUse,
} from '../core/model/snapshot.ts';
import { fewerUses } from '../core/use/fewerUses.ts';
import { AccountState } from './accountState.ts';

/** Limits that were not told again for so long are no longer there; milliseconds. */
const longest = 2 * 86_400_000;

/** What admin APIs tell of one organization. */
export class OrganizationState {
  readonly #account = new AccountState();
  readonly #limits = new Map<string, { readonly limits: readonly OrganizationLimit[]; readonly at: number }>();
  readonly #usage = new Map<UsageSpan, { readonly told: UsageTold; readonly shown: SpanOfUse }>();

  /** All that was told of each span. */
  get usage(): readonly UsageTold[] {
    return [...this.#usage.values()].map(({ told }) => told);
  }

  /** What the organization spent in the period that began at about `from`; `null` where it was not told. */
  costs(period: 'day' | 'month', from: number): Money | null {
    return this.#account.costs(period, from);
  }

  /** `at`: epoch milliseconds. `isOwn`: whether a key is one of the user's. */
  take(observation: AccountObservation, at: number, isOwn: (key: NamedKey) => boolean): void {
    switch (observation.kind) {
      case 'limits':
        this.#limits.set(nameOf(observation), { limits: limitsIn(observation), at });
        this.#account.arrived('limits');
        break;
      case 'usage':
        this.#usage.set(observation.span, { told: observation, shown: shownOf(observation, isOwn) });
        this.#account.arrived('usage');
        break;
      case 'money':
      case 'missing':
        this.#account.take(observation, at);
        break;
      case 'request':
      case 'exchange':
      case 'key-check':
        // Requests are made with a key, and belong to it.
        break;
    }
  }

  /**
   * Limits and use are the same objects until they are told anew. `now`: epoch milliseconds. `budget`: the user's own, for a
   * month.
   */
  snapshot(identity: OrganizationIdentity, now: number, budget: number | null): OrganizationSnapshot {
    const { id, label, provider, origin, fingerprint } = identity;
    const limits = [...this.#limits.values()].filter(({ at }) => now - at < longest).flatMap((one) => one.limits);
    const usage = usageSpans.flatMap((name) => this.#usage.get(name)?.shown ?? []);
    return { id, label, provider, origin, fingerprint, ...this.#account.snapshot(now, budget), limits, usage };
  }
}

function shownOf({ span, from, to, uses }: UsageTold, isOwn: (key: NamedKey) => boolean): SpanOfUse {
  return { span, from, to, uses: fewerUses(uses, isOwn) };
}

function nameOf({ scope, name, models }: LimitsTold): string {
  return JSON.stringify([scope, name, ...models]);
}

function limitsIn({ scope, name, models, limits }: LimitsTold): OrganizationLimit[] {
  return limits.flatMap(({ unit, pool, window, capacity }) =>
    capacity === null ? [] : [{ scope, name, models, unit, pool, window, capacity }],
  );
}
