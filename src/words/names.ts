import * as l10n from '@vscode/l10n';
import type { SourceId } from '../core/model/observation.ts';
import { type ProviderId, providers } from '../core/model/provider.ts';

/** A proper name, the same in every language; a description for an endpoint without a name. */
export function providerName(provider: ProviderId): string {
  return providers[provider].name ?? l10n.t('OpenAI-compatible');
}

/** The way in which a reading was obtained. */
export function sourceText(source: SourceId): string {
  switch (source) {
    case 'probe':
      return l10n.t('own check');
    case 'listener':
      return l10n.t('heard from an extension');
    case 'gateway':
      return l10n.t('seen by the gateway');
    case 'admin':
      return l10n.t('told by the provider');
    case 'status':
      return l10n.t('told by a status page');
  }
}

/** Stands for a provider in a sentence while nobody knows which it is. */
export function unnamedProvider(): string {
  return l10n.t('your provider');
}
