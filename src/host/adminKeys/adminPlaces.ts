import { type ProviderId, providers } from '../../core/model/provider.ts';
import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
import { addressIn } from '../keys/keyRecord.ts';
import { adminIssuers } from './adminIssuers.ts';

/** A provider and one of the addresses that its admin key may go to. */
export interface AdminPlace {
  readonly provider: ProviderId;
  readonly baseUrl: string;
  /** The environment variable that names the address; `null` for the provider's own. */
  readonly variable: string | null;
}

/**
 * The places to add an admin key for, so that the user decides: each provider's own address, then the one that the
 * environment sends its requests to, if that is another.
 */
export function adminPlaces(environment: Readonly<Record<string, string | undefined>>): AdminPlace[] {
  return adminIssuers.flatMap(({ id: provider }) => {
    const own = { provider, baseUrl: providers[provider].baseUrl ?? '', variable: null };
    const moved = providers[provider].variables.flatMap(({ baseUrl: variable }) => {
      const baseUrl = variable === null ? null : addressIn(environment[variable]?.trim());
      if (baseUrl === null || isGatewayAddress(baseUrl, null)) return [];
      return baseUrl === own.baseUrl ? [] : [{ provider, baseUrl, variable }];
    });
    return [own, ...moved];
  });
}
