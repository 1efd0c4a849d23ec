import { providers } from '../../core/model/provider.ts';
import { checkBaseUrl, type KeyRecord, usedAddress } from './keyRecord.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The places that a variable's key may go to: the one that the environment names beside it, if it does, and the
 * provider's own.
 */
export function environmentPlaces(
  provider: KeyRecord['provider'],
  variable: string,
  environment: Environment,
): string[] {
  const { baseUrl, variables } = providers[provider];
  const found = variables.find(({ key }) => key === variable);
  if (!found || baseUrl === null || !environment[variable]?.trim()) return [];
  const moved = environment[found.baseUrl ?? '']?.trim();
  return moved && checkBaseUrl(moved) === null ? [...new Set([usedAddress(moved), baseUrl])] : [baseUrl];
}

/**
 * The value of a key of the environment, if the environment itself would send it to the record's base URL; otherwise
 * `null`.
 */
export function environmentValue({ provider, variable = '', baseUrl }: KeyRecord, environment: Environment) {
  const [named] = environmentPlaces(provider, variable, environment);
  return named === baseUrl ? (environment[variable]?.trim() ?? null) : null;
}
