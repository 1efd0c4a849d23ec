import type { NextCheck } from '../core/model/snapshot.ts';
import type { WatchedKey } from './source.ts';

/** Says of a key that was heard in traffic why it is not checked. */
export const onlyHeard: NextCheck = { wait: null, reason: 'only-heard' };

/** Whether some window has the key's value, so that it can be checked. */
export function hasValue({ storage }: Pick<WatchedKey, 'storage'>): boolean {
  return storage !== 'traffic';
}
