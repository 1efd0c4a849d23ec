import { providers } from '../model/provider.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Why no reading is to be waited for: there are no limits, or no answer tells any; `null` where one may come. */
export function untoldLimits({ keys }: Snapshot): 'none' | 'untold' | null {
  if (keys.every(({ provider }) => providers[provider].limitsIn === 'nowhere')) return 'none';
  const models = keys.flatMap((key) => key.models);
  return models.length > 0 && models.every(({ headers }) => headers === 'absent') ? 'untold' : null;
}
