import type { LimitPast } from '../core/history/history.ts';
import type { HeldRequest } from '../core/model/heldRequest.ts';
import type { HiddenKey } from '../core/model/hiddenKey.ts';
import { type LimitId, limitIdOf } from '../core/model/limit.ts';
import type {
  KeySnapshot,
  LimitSnapshot,
  OrganizationSnapshot,
  RankedModel,
  Snapshot,
} from '../core/model/snapshot.ts';
import type { Announcement } from '../engine/board.ts';
import { heardKeyId } from './heardKey.ts';
import type { SharedKey } from './keyUnion.ts';
import { OwnNames } from './ownNames.ts';
import type { HeldKey, HeldOrganization, ToldPreferences } from './told.ts';
import type { Shared } from './union.ts';

/**
 * The engine's snapshot as one window shows it: with that window's own names of what it has, and without the demos of
 * others and the heard keys that the user has hidden.
 */
export class WindowView {
  readonly #keys: OwnNames<HeldKey>;
  readonly #organizations: OwnNames<HeldOrganization>;
  readonly #hiddenKeys: readonly HiddenKey[];
  readonly #hidden: ReadonlySet<string>;

  constructor(
    keys: readonly SharedKey<unknown>[],
    organizations: readonly Shared<unknown, HeldOrganization>[],
    window: unknown,
    hiddenKeys: readonly HiddenKey[] = [],
  ) {
    this.#keys = new OwnNames(keys, window);
    this.#organizations = new OwnNames(organizations, window);
    const isForeignDemo = ({ id, watched }: SharedKey<unknown>) => watched.storage === 'demo' && !this.#keys.own(id);
    this.#hiddenKeys = hiddenKeys;
    this.#hidden = new Set([...keys.filter(isForeignDemo), ...hiddenKeys].map(({ id }) => id));
  }

  /** The engine's name for a key of the window's; `null` if the engine does not know it. */
  engineId(keyId: string): string | null {
    return this.#keys.engineIds.get(keyId) ?? null;
  }

  /** Whether the window shows one of the engine's keys. */
  shows(keyId: string): boolean {
    return !this.#hidden.has(keyId);
  }

  /** The window's wishes in the names of the engine. */
  engineWishes({ muted, budgets, ...wishes }: ToldPreferences): ToldPreferences {
    return {
      ...wishes,
      muted: muted.map((id) => this.engineLimit(id)),
      budgets: this.#organizations.byEngineLabel(this.#keys.byEngineLabel(budgets)),
    };
  }

  snapshot(snapshot: Snapshot): Snapshot {
    const keys = snapshot.keys.filter(({ id }) => this.shows(id)).map((key) => this.#key(key));
    const organizations = snapshot.organizations.map((one) => this.#organization(one));
    const ranking = snapshot.ranking.filter(({ keyId }) => this.shows(keyId)).map((one) => this.#ranked(one));
    const hidden = this.#hiddenKeys.length === 0 ? {} : { hiddenKeys: this.#hiddenKeys };
    const holds = snapshot.holds && { holds: snapshot.holds.map((hold) => this.#hold(hold)) };
    return { ...snapshot, keys, organizations, ranking, ...hidden, ...holds };
  }

  /** `null` for a limit that the window does not show. */
  announcement({ id, snapshot, ...crossed }: Announcement): Announcement | null {
    const owner = snapshot.keys.find(({ models }) => models.some(({ limits }) => limits.some((one) => one.id === id)));
    if (!owner || !this.shows(owner.id)) return null;
    return { ...crossed, id: this.limitId(id, owner.id), snapshot: this.snapshot(snapshot) };
  }

  /** The past of a limit, under the window's own names. */
  past({ about, ...past }: LimitPast): LimitPast {
    const { id, keyId } = about;
    return { ...past, about: { ...about, id: this.limitId(id, keyId), keyId: this.#keys.shown(keyId) } };
  }

  /** The limits of these pasts that the window shows, under its own names. */
  pasts(all: readonly Pick<LimitPast, 'about'>[]): LimitId[] {
    return all.flatMap(({ about: { id, keyId } }) => (this.shows(keyId) ? this.limitId(id, keyId) : []));
  }

  /** The engine's name for a limit of the window's. */
  engineLimit(id: LimitId): LimitId {
    for (const [shown, engineId] of this.#keys.engineIds)
      if (id.startsWith(`${shown}/`)) return moved(id, shown, engineId);
    return id;
  }

  #key(key: KeySnapshot): KeySnapshot {
    const own = this.#keys.own(key.id);
    const id = this.#keys.shown(key.id);
    const named = own ? { ...key, label: own.label, storage: own.storage } : key;
    if (id === key.id) return named;
    const models = key.models.map((model) => ({ ...model, limits: model.limits.map((limit) => this.#limit(limit)) }));
    return { ...named, id, models };
  }

  #organization(organization: OrganizationSnapshot): OrganizationSnapshot {
    const { id, label } = organization;
    return { ...organization, id: this.#organizations.shown(id), label: this.#organizations.own(id)?.label ?? label };
  }

  #limit(limit: LimitSnapshot): LimitSnapshot {
    return { ...limit, keyId: this.#keys.shown(limit.keyId), id: this.limitId(limit.id, limit.keyId) };
  }

  #hold({ key, ...hold }: HeldRequest): HeldRequest {
    const isHidden = key !== undefined && this.#hidden.has(heardKeyId(key.digest, key.origin));
    return isHidden ? { ...hold, isHidden } : hold;
  }

  #ranked({ keyId, model, binding }: RankedModel): RankedModel {
    return { keyId: this.#keys.shown(keyId), model, binding: binding && this.limitId(binding, keyId) };
  }

  /** The window's name for a limit of one of the engine's keys. */
  limitId(id: LimitId, keyId: string): LimitId {
    return moved(id, keyId, this.#keys.shown(keyId));
  }
}

function moved(id: LimitId, from: string, to: string): LimitId {
  return from === to ? id : limitIdOf(to + id.slice(from.length));
}
