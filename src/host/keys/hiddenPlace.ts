import * as l10n from '@vscode/l10n';
import type { ProviderId } from '../../core/model/provider.ts';
import { hiddenByGateway } from './environmentKey.ts';

/** What to say of a key's variable whose place stands nowhere, since the gateway's address stands there; else nothing. */
export function hiddenPlaceText(
  provider: ProviderId,
  variable: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const hiding = hiddenByGateway(provider, variable, environment);
  return hiding === null ? '' : l10n.t('{0} holds the gateway’s address here, which is no place for a key.', hiding);
}
