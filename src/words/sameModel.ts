import type { KeySnapshot, Snapshot } from '../core/model/snapshot.ts';

/** The key's label where another key has a model of this name too, so that nobody can tell them apart; `null` elsewhere. */
export function labelToTell(model: string, key: KeySnapshot, { keys }: Snapshot): string | null {
  const isElsewhere = keys.some(({ id, models }) => id !== key.id && models.some((one) => one.model === model));
  return isElsewhere ? key.label : null;
}
