import { type Provider, type ProviderId, providers } from './model/provider.ts';

type Rows = Readonly<Record<ProviderId, Provider>>;

/** Read once for each list: every snapshot asks, and to take all addresses apart would take longer than the rest of the answer. */
const ownersIn = new WeakMap<Rows, ReadonlyMap<string, ProviderId>>();

/** The provider whose own address keys go to, such as `https://api.openai.com`; `null` where nobody knows who answers. */
export function ownerOf(origin: string, rows: Rows = providers): ProviderId | null {
  const owners = ownersIn.get(rows) ?? readOwners(rows);
  ownersIn.set(rows, owners);
  return owners.get(origin) ?? null;
}

function readOwners(rows: Rows): ReadonlyMap<string, ProviderId> {
  const ids = Object.keys(rows) as ProviderId[];
  // Of two with the same address the first counts.
  return new Map(ids.reverse().flatMap((id) => ownAddress(id, rows[id])));
}

function ownAddress(id: ProviderId, { baseUrl }: Provider): [string, ProviderId][] {
  return baseUrl === null ? [] : [[new URL(baseUrl).origin, id]];
}
