import type { NamedKey } from '../model/observation.ts';
import type { KeyIdentity } from '../model/snapshot.ts';

/** Fewer characters than this, at the end of a value, many keys have in common. */
const fewest = 3;

/** The user's key that an organization knows by another name; `null` if it is none of theirs, or if nobody can tell. */
export function ownKey<Key extends Pick<KeyIdentity, 'fingerprint' | 'provider'>>(
  named: NamedKey,
  keys: readonly Key[],
  provider: KeyIdentity['provider'],
): Key | null {
  return keys.find((key) => key.provider === provider && isSameKey(named, key)) ?? null;
}

/** Whether the ends of two values agree, as far as both are known. */
export function isSameKey({ ending }: NamedKey, { fingerprint }: Pick<KeyIdentity, 'fingerprint'>): boolean {
  const known = endOf(fingerprint);
  const told = endOf(ending ?? '');
  const [short, long] = known.length < told.length ? [known, told] : [told, known];
  return short.length >= fewest && long.endsWith(short);
}

/** What stands behind the dots that hide the rest of a value. A pattern would begin at each character of a long name anew. */
function endOf(hidden: string): string {
  return hidden.slice(Math.max(...['.', '…', '*'].map((dot) => hidden.lastIndexOf(dot))) + 1);
}
