import type { MoneyPlace } from '../core/dialects/moneyPlace.ts';
import { readMoney } from '../core/dialects/readMoney.ts';
import { type CallOptions, call, UnexpectedAnswerError } from './call.ts';
import type { Access, ProviderClient } from './provider.ts';

/** The part of an SDK's client that reads what it has no method for. */
interface Getter {
  get(address: string, options: { readonly signal: AbortSignal }): PromiseLike<unknown>;
}

/** Reads money through an SDK that `connect` makes ready. */
export function moneyReader(
  connect: (access: Access, fetch: typeof globalThis.fetch) => Promise<Getter>,
  options: CallOptions,
): ProviderClient['readMoney'] {
  return async (access, place, at, signal) => {
    const read = async (fetch: typeof globalThis.fetch, abort: AbortSignal) => {
      const client = await connect(access, fetch);
      const answer = await client.get(atRoot(access, place.path), { signal: abort });
      const money = readMoney(place, answer, { host: new URL(access.baseUrl).host, at });
      if (money === null) throw new UnexpectedAnswerError(`The endpoint told no ${nameOf(place)}`);
      return money;
    };
    const { result, failure } = await call(access, signal, read, options);
    return failure ? { money: null, failure } : { money: result ?? [], failure: null };
  };
}

/** A path of a key's origin, outside its base URL. */
export function atRoot({ baseUrl }: Access, path: string): string {
  return new URL(path, baseUrl).href;
}

function nameOf({ part }: MoneyPlace): string {
  return part === 'balance' ? 'balance' : 'spend limit';
}
