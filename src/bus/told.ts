import type { Thresholds } from '../core/limits/alarms.ts';
import { type LimitId, type Unit, units } from '../core/model/limit.ts';
import type { SourceId } from '../core/model/observation.ts';
import type { ProviderId } from '../core/model/provider.ts';
import type { Budget, OrganizationIdentity } from '../core/model/snapshot.ts';
import type { EnginePreferences } from '../engine/engineParts.ts';
import type { WatchedKey } from '../engine/source.ts';
import type { Held } from './union.ts';

/** A key that a window has. */
export interface HeldKey extends WatchedKey, Held {}

/** An organization or a team that a window has an admin key of. */
export interface HeldOrganization extends OrganizationIdentity, Held {}

/** The user's choices as they cross the bus. */
export interface ToldPreferences {
  readonly budget: Budget;
  readonly thresholds: Readonly<Record<Unit, Thresholds>>;
  readonly muted: readonly LimitId[];
  readonly budgets: Readonly<Record<string, number>>;
  readonly unwanted: readonly SourceId[];
}

/** What the leader has to know of a window. Ids of keys, organizations and limits, and labels, are the window's own. */
export interface Told {
  /** Names the storage that the window shares with others of its editor. */
  readonly store: string;
  /** The editor's maker, where it is a provider as well. */
  readonly editor: ProviderId | null;
  readonly keys: readonly HeldKey[];
  readonly organizations: readonly HeldOrganization[];
  /** The key that the user has just given a value in this window, be it the old one; `null` for none. */
  readonly replaced: string | null;
  readonly preferences: ToldPreferences;
  /** The longest that the gateway may hold a request, in milliseconds; earlier versions do not tell. */
  readonly patience?: number;
}

export function toldPreferences(preferences: EnginePreferences): ToldPreferences {
  const { budget, thresholds, muted, budgets, unwanted } = preferences;
  const each = Object.fromEntries(units.map((unit) => [unit, thresholds(unit)]));
  return {
    budget,
    thresholds: each as ToldPreferences['thresholds'],
    muted: [...muted],
    budgets: Object.fromEntries(budgets),
    unwanted: [...unwanted],
  };
}

export function preferencesOf({ budget, thresholds, muted, budgets, unwanted }: ToldPreferences): EnginePreferences {
  return {
    budget,
    thresholds: (unit) => thresholds[unit],
    muted: new Set(muted),
    budgets: new Map(Object.entries(budgets)),
    unwanted: new Set(unwanted),
  };
}

/** An organization without what only windows need to know. */
export function identityOf({ id, label, provider, origin, fingerprint }: HeldOrganization): OrganizationIdentity {
  return { id, label, provider, origin, fingerprint };
}
