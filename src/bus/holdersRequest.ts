import type { MakeRequest, OwnRequest, WithoutValue } from '../engine/ownRequest.ts';
import type { HubWindow } from './hubWindow.ts';
import type { SharedKey } from './keyUnion.ts';
import type { Term } from './ledEngine.ts';

type Holdings = SharedKey<HubWindow>['holdings'];

/** Has a request made by the first of a key's holders that can read its value; counts it once, whoever tries. */
export async function holdersRequest(
  holders: Holdings,
  term: Term,
  ...[{ provider }, ask, signal, count]: Parameters<MakeRequest>
): Promise<OwnRequest | WithoutValue> {
  let counted: Promise<void> | null = null;
  const countOnce = async () => {
    counted ??= count();
    await counted;
    // Stopped before the request leaves, it may have lost the lead without knowing: then `signal` aborts here.
    term.isLeader();
  };
  let outcome: OwnRequest | WithoutValue = 'key-missing';
  for (const { window, key: own } of readersFirst(holders)) {
    if (signal.aborted || !term.isLeader()) break;
    outcome = await window.end.request({ id: own.id, provider }, ask, signal, countOnce);
    if (typeof outcome === 'object') break;
    window.unreadable.add(own.id);
  }
  return outcome;
}

/** Those that could read the value, in the order in which they came, before those that could not. */
function readersFirst(holders: Holdings): Holdings {
  const could = ({ window, key }: Holdings[number]) => !window.unreadable.has(key.id);
  return [...holders.filter(could), ...holders.filter((one) => !could(one))];
}
