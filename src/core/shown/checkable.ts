import type { KeyIdentity } from '../model/snapshot.ts';

/** Whether a key can be checked at all: of one that was only heard there is no value. */
export function isCheckable({ storage }: Pick<KeyIdentity, 'storage'>): boolean {
  return storage !== 'traffic';
}
