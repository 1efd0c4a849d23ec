import type { Snapshot } from '../../core/model/snapshot.ts';
import { leastLeft } from '../../core/pacing/leastLeft.ts';
import { toldReadings } from '../../core/pacing/toldReadings.ts';
import type { HeldRequestsParts } from '../../sources/gateway/heldRequests.ts';

/** What the engine knew last, and when; monotonic milliseconds. */
export interface Known {
  readonly snapshot: Pick<Snapshot, 'keys'>;
  readonly at: number;
}

/** Which of the user's keys an account is heard as; `null` for none. */
export type KeyIdOf = (account: Parameters<HeldRequestsParts['told']>[0]) => string | null;

/** What the engine knows of limits, as pacing asks for it. */
export function knownLimits(
  known: () => Known | null,
  keyIdOf: KeyIdOf,
): Pick<HeldRequestsParts, 'told' | 'leastLeft'> {
  return {
    told(account, model) {
      const { snapshot, at = 0 } = known() ?? {};
      const keyId = keyIdOf(account);
      const key = snapshot?.keys.find(({ id }) => id === keyId);
      return key ? toldReadings(key, model, at) : [];
    },
    leastLeft: () => leastLeft(known()?.snapshot.keys ?? []),
  };
}
