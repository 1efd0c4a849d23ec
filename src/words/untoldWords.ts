import * as l10n from '@vscode/l10n';
import { providers } from '../core/model/provider.ts';
import type { Snapshot } from '../core/model/snapshot.ts';

/** Why no reading is to be waited for: there are no limits, or no answer tells any; `null` where one may come. */
export function untoldWords({
  keys,
}: Snapshot): { readonly lead: string; readonly title: string; readonly detail: string } | null {
  if (keys.every(({ provider }) => providers[provider].limitsIn === 'nowhere')) {
    return {
      lead: l10n.t('No limits'),
      title: l10n.t('what runs on this machine has none'),
      detail: l10n.t('Keygauge only looks whether it is there.'),
    };
  }
  const models = keys.flatMap((key) => key.models);
  if (models.length === 0 || models.some(({ headers }) => headers !== 'absent')) return null;
  return {
    lead: l10n.t('No limits told'),
    title: l10n.t('this endpoint sends no rate-limit headers'),
    detail: l10n.t('That is normal for many endpoints. When it refuses a request, that is still shown here.'),
  };
}
