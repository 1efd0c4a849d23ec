import type { KeyIdentity, NextCheck } from '../model/snapshot.ts';

/** Whether a key can be checked at all: of one that was only heard there is no value. */
export function isCheckable({ storage }: Pick<KeyIdentity, 'storage'>): boolean {
  return storage !== 'traffic';
}

/** Says of one that cannot why it is not checked. */
export const onlyHeard: NextCheck = { wait: null, reason: 'only-heard' };
