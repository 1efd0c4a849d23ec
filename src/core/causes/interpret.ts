import { anyDialect, dialectOf } from '../dialects/families.ts';
import { readHeaders } from '../dialects/readHeaders.ts';
import type { ProviderResponse } from '../dialects/response.ts';
import type { Failure } from '../model/failure.ts';
import type { Reading } from '../model/limit.ts';
import { type Provider, providers } from '../model/provider.ts';
import { failureOf } from './failureOf.ts';

/**
 * The readings and the failure in a response of which only the text is at hand. `provider` as the reporter names it;
 * of one that is not in the list, or not named, headers are read by their words.
 */
export function interpret(
  provider: string | undefined,
  response: ProviderResponse,
  known: Readonly<Record<string, Provider>> = providers,
): { readings: Reading[]; failure: Failure | null } {
  const row = rowCalled(provider ?? '', known);
  const dialect = row ? dialectOf(row.dialect) : anyDialect;
  return { readings: readHeaders(response.headers, dialect), failure: failureOf(response, [], dialect) };
}

/** People write "azure" or "Together-AI" of what the list calls "azure-openai" and "together". */
function rowCalled(called: string, known: Readonly<Record<string, Provider>>): Provider | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const wanted = plain(called);
  const ids = Object.keys(known);
  const isNear = (id: string) => plain(id).startsWith(wanted) || wanted.startsWith(plain(id));
  const id = ids.find((one) => plain(one) === wanted) ?? (wanted.length < 4 ? undefined : ids.find(isNear));
  return id === undefined ? undefined : known[id];
}
