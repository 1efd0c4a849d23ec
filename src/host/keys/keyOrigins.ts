import { presets, providerAt } from '../../core/dialects/presets.ts';
import { type ProviderId, providers } from '../../core/model/provider.ts';
import type { KeyStorage } from '../../core/model/snapshot.ts';
import { environmentPlaces } from './environmentKey.ts';

/** The source of a new key. */
export interface KeyOrigin {
  readonly provider: ProviderId;
  readonly storage: KeyStorage;
  /** The environment variable that holds it, for `storage: 'environment'`. */
  readonly variable?: string;
  /** `null` if the user has to say. */
  readonly baseUrl: string | null;
}

/**
 * Providers to add a key for, in the order to offer them: first the two that most keys are for, then the others by
 * name, and any endpoint last.
 */
export function offeredProviders(rows = providers): ProviderId[] {
  const watchable = (Object.keys(rows) as ProviderId[]).filter((id) => rows[id].protocol !== null);
  const [first, second, ...others] = watchable;
  const nameOf = (id: ProviderId) => rows[id].name ?? '\uffff';
  const byName = others.sort((one, other) => (nameOf(one).toLowerCase() < nameOf(other).toLowerCase() ? -1 : 1));
  return [first, second, ...byName].filter((id) => id !== undefined);
}

/** A provider and one of the places at which it takes keys; `null` if the user has to say where. */
export interface KeyPlace {
  readonly provider: ProviderId;
  readonly baseUrl: string | null;
}

/** The places to add a key for. */
export function offeredPlaces(): KeyPlace[] {
  return offeredProviders().flatMap((provider) =>
    [providers[provider].baseUrl, ...(presets[provider].otherBaseUrls ?? [])].map((baseUrl) => ({ provider, baseUrl })),
  );
}

/**
 * A key in the environment belongs to the base URL beside it. Lists each place that it could go to, so that the user
 * decides.
 */
export function environmentOrigins(environment: Readonly<Record<string, string | undefined>>): KeyOrigin[] {
  return offeredProviders().flatMap((provider) => {
    return providers[provider].variables.flatMap(({ key }) =>
      environmentPlaces(provider, key, environment).map((baseUrl): KeyOrigin => {
        return { provider, storage: 'environment', variable: key, baseUrl };
      }),
    );
  });
}

/**
 * For an endpoint chosen without a provider's name: the listed provider at its address, if the same client speaks to
 * it. Otherwise `chosen`.
 */
export function providerOfEndpoint(chosen: ProviderId, baseUrl: string): ProviderId {
  const found = providers[chosen].name === null ? providerAt(baseUrl) : null;
  return found !== null && providers[found].protocol === providers[chosen].protocol ? found : chosen;
}

/**
 * For a key that goes to another address: the listed provider there, if the same client speaks to it. Else the key's
 * own, if everybody has an address of their own there, or the endpoint without a name.
 */
export function providerAfterMove(provider: ProviderId, baseUrl: string): ProviderId {
  const { protocol, baseUrl: fixed } = providers[provider];
  const ids = Object.keys(providers) as ProviderId[];
  const nameless = ids.find((id) => providers[id].name === null && providers[id].protocol === protocol);
  return providerOfEndpoint(fixed === null ? provider : (nameless ?? provider), baseUrl);
}
