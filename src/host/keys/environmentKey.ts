import { providers } from '../../core/model/provider.ts';
import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
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
  const isKnown = variables.some(({ key }) => key === variable);
  if (baseUrl === null || !isKnown || !environment[variable]?.trim()) return [];
  const moved = environment[movedBy(provider, variable)]?.trim();
  const isPlace = moved && checkBaseUrl(moved) === null && !isGatewayAddress(moved, null);
  return isPlace ? [...new Set([usedAddress(moved), baseUrl])] : [baseUrl];
}

/**
 * The variable that would name a key's place, where it holds an address of the gateway instead: the window was opened from
 * a terminal in which a tool is connected. Where the key went before, it does not say. `null` otherwise.
 */
export function hiddenByGateway(provider: KeyRecord['provider'], variable: string, environment: Environment) {
  const name = movedBy(provider, variable);
  return isGatewayAddress(environment[name] ?? '', null) ? name : null;
}

/** Whether the user's word that a key of the environment may go to a place holds for what the environment now names. */
export function isStillAllowed({ provider, variable = '', baseUrl }: KeyRecord, environment: Environment): boolean {
  if (environmentPlaces(provider, variable, environment).includes(baseUrl)) return true;
  return hiddenByGateway(provider, variable, environment) !== null && !isGatewayAddress(baseUrl, null);
}

/**
 * The value of a key of the environment, if the environment itself would send it to the record's base URL; otherwise
 * `null`.
 */
export function environmentValue({ provider, variable = '', baseUrl }: KeyRecord, environment: Environment) {
  const [named] = environmentPlaces(provider, variable, environment);
  return named === baseUrl ? (environment[variable]?.trim() ?? null) : null;
}

function movedBy(provider: KeyRecord['provider'], variable: string): string {
  return providers[provider].variables.find(({ key }) => key === variable)?.baseUrl ?? '';
}
