import type { Dialect, Headers } from './dialects/dialect.ts';
import { anyDialect, dialectOf } from './dialects/families.ts';
import { readHeaders } from './dialects/readHeaders.ts';
import type { ProviderResponse } from './dialects/response.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failureOf.ts';
import type { Reading } from './limits.ts';
import { type Provider, providers } from './model/provider.ts';

/**
 * The readings and the failure in a response of which only the text is at hand. `provider` as the reporter names it;
 * of one that is not in the list, or not named, headers are read by their words.
 */
export function interpret(
  provider: string | undefined,
  response: ProviderResponse,
  known: Readonly<Record<string, Provider>> = providers,
): { readings: Reading[]; failure: Failure | null } {
  const dialect = dialectCalled(provider, known);
  return { readings: readHeaders(response.headers, dialect), failure: failureOf(response, [], dialect) };
}

/** What headers say of each limit, by the dialect of a provider. */
export function readingsOf(
  provider: string | null,
  headers: Headers,
  known: Readonly<Record<string, Provider>> = providers,
): Reading[] {
  return readHeaders(headers, dialectCalled(provider ?? undefined, known));
}

/** People write "azure" or "Together-AI" of what the list calls "azure-openai" and "together". */
function dialectCalled(called: string | undefined, known: Readonly<Record<string, Provider>>): Dialect {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const wanted = plain(called ?? '');
  const ids = Object.keys(known);
  const id =
    ids.find((one) => plain(one) === wanted) ??
    (wanted.length < 4 ? undefined : ids.find((one) => plain(one).startsWith(wanted) || wanted.startsWith(plain(one))));
  const row = id === undefined ? undefined : known[id];
  return row ? dialectOf(row.dialect) : anyDialect;
}
