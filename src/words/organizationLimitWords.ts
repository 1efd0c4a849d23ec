import * as l10n from '@vscode/l10n';
import type { KeySnapshot, OrganizationSnapshot } from '../core/model/snapshot.ts';
import { type EffectiveLimit, effectiveLimits, isSameModel } from '../core/use/effectiveLimits.ts';
import { ownKey } from '../core/use/namedKeys.ts';
import { amountText } from './amountText.ts';
import { perWindow } from './limitNames.ts';
import { count } from './numbers.ts';
import { outsideText } from './outsideText.ts';

/** The limits of one model, in words: "unknown, 30K tokens per minute". */
export interface ModelLimitsWords {
  readonly model: string;
  readonly text: string;
}

/** Models listed at most: an organization has limits for all that there are. */
const most = 200;

/** Limits of models that no check and no traffic tells the level of; a capacity is all that is known of them. */
export function unprobedLimits(organization: OrganizationSnapshot, keys: readonly KeySnapshot[]): ModelLimitsWords[] {
  const known = keys
    .filter(({ provider }) => provider === organization.provider)
    .flatMap(({ models }) => models.filter(({ limits }) => limits.some(({ lastLevel }) => lastLevel !== null)));
  return [...effectiveLimits(organization.limits)]
    .filter(([model]) => !known.some((one) => isSameModel(one.model, model)))
    .slice(0, most)
    .map(([model, limits]) => ({
      model: outsideText(model, 60),
      text: l10n.t('unknown, {0}', limits.map(capacityText).join(', ')),
    }));
}

/**
 * Of the user's keys that belong to the organization, limits that are smaller than what their own answers tell: the smallest
 * of project, workspace and organization is the one that counts.
 */
export function tighterLimits(organization: OrganizationSnapshot, keys: readonly KeySnapshot[]): string[] {
  const all = [...effectiveLimits(organization.limits)];
  return keysOf(organization, keys).flatMap((key) =>
    key.models.flatMap(({ model, limits }) =>
      all
        .filter(([name]) => isSameModel(name, model))
        .flatMap(([, effective]) =>
          effective.filter((limit) =>
            limits.some((own) => isSameLimit(own, limit) && own.capacity !== null && own.capacity > limit.most),
          ),
        )
        .map((limit) => tighterText(limit, outsideText(model, 60), outsideText(key.label, 40))),
    ),
  );
}

/** The user's keys that an organization's usage names. */
function keysOf({ usage, provider }: OrganizationSnapshot, keys: readonly KeySnapshot[]): KeySnapshot[] {
  const named = usage.flatMap(({ uses }) => uses.flatMap(({ key }) => key ?? []));
  return [...new Set(named.flatMap((one) => ownKey(one, keys, provider) ?? []))];
}

type Told = Pick<EffectiveLimit, 'unit' | 'pool' | 'window'>;

function isSameLimit(one: Told, other: Told): boolean {
  return one.unit === other.unit && one.pool === other.pool && one.window === other.window;
}

/** "30K tokens per minute"; "10K to 30K tokens per minute" where it depends on the project or workspace. */
function capacityText({ unit, window, capacity, most }: EffectiveLimit): string {
  const limit = perWindow(amountText(most, unit), window);
  return capacity < most ? l10n.t('{0} to {1}', count(capacity), limit) : limit;
}

function tighterText(limit: EffectiveLimit, model: string, key: string): string {
  const allowed = capacityText(limit);
  switch (limit.scope) {
    case 'key':
      return l10n.t('{0} with {1}: the key is allowed only {2}.', model, key, allowed);
    case 'workspace':
      return l10n.t('{0} with {1}: the workspace is allowed only {2}.', model, key, allowed);
    case 'project':
      return l10n.t('{0} with {1}: the project is allowed only {2}.', model, key, allowed);
    case 'organization':
      return l10n.t('{0} with {1}: the organization is allowed only {2}.', model, key, allowed);
  }
}
