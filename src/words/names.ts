import * as l10n from '@vscode/l10n';
import type { SourceId } from '../core/model/observation.ts';
import { type ProviderId, providers } from '../core/model/provider.ts';

/** A proper name, which is the same in every language, or what an endpoint without one is. */
export function providerName(provider: ProviderId): string {
  return providers[provider].name ?? l10n.t('OpenAI-compatible');
}

/** How what is shown was learnt. */
export function sourceText(source: SourceId): string {
  switch (source) {
    case 'probe':
      return l10n.t('own check');
    case 'listener':
      return l10n.t('seen in this window');
    case 'gateway':
      return l10n.t('seen by the gateway');
    case 'admin':
      return l10n.t('told by the provider');
    case 'team':
      return l10n.t('told by the team');
  }
}

/** How a provider is called in a sentence while nobody knows which it is. */
export function unnamedProvider(): string {
  return l10n.t('your provider');
}
