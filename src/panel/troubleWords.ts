import * as l10n from '@vscode/l10n';
import type { Headline } from '../core/headline.ts';
import type { KeySnapshot } from '../core/snapshot.ts';
import { duration, providerName } from '../core/words.ts';
import { causeText } from './causeText.ts';
import type { HeadlineWords, Step } from './headlineWords.ts';
import { outsideText } from './outsideText.ts';

type Trouble = Headline & { kind: 'wait' | 'no-credit' | 'key-refused' | 'key-missing' | 'offline' | 'trouble' };

/** Words for what stops work as a whole, whatever the levels are. */
export function troubleWords(trouble: Trouble): Omit<HeadlineWords, 'announcement'> {
  const { key } = trouble;
  const provider = providerName(key.provider);
  const label = outsideText(key.label);
  switch (trouble.kind) {
    case 'wait':
      return {
        tone: 'critical',
        lead: l10n.t('Wait {0}', duration(trouble.seconds)),
        title: l10n.t('{0} asked for a pause', provider),
        details: [
          said(key),
          l10n.t(
            'Until the pause is over, requests with the key “{0}” are refused, and each one may make it longer.',
            label,
          ),
        ],
        steps: [],
      };
    case 'no-credit':
      return {
        tone: 'trouble',
        lead: l10n.t('No credit'),
        title: l10n.t('{0} refuses requests with the key “{1}”', provider, label),
        details: [
          l10n.t('Waiting does not help: the account needs credit, or its spend limit raised, at the provider.'),
        ],
        steps: [checkNow(l10n.t('Once there is credit, look again'))],
      };
    case 'key-refused':
      return {
        tone: 'trouble',
        lead: l10n.t('Key refused'),
        title: l10n.t('{0} does not accept the key “{1}”', provider, label),
        details: [l10n.t('It is not tried again until it is replaced.')],
        steps: [replace(key, l10n.t('Paste a key that is active and may use this model'))],
      };
    case 'key-missing':
      return {
        tone: 'trouble',
        lead: l10n.t('Key missing'),
        title: l10n.t('the value of “{0}” is not there', label),
        details: [missingText(key)],
        steps: [replace(key, l10n.t('Enter the key again'))],
      };
    case 'offline':
      return {
        tone: 'unknown',
        lead: l10n.t('Offline'),
        title: l10n.t('{0} could not be reached', provider),
        details: [l10n.t('What is shown below was known before. It is tried again by itself.')],
        steps: [checkNow(l10n.t('Try without waiting'))],
      };
    case 'trouble':
      return {
        tone: 'low',
        lead: l10n.t('Provider trouble'),
        title: l10n.t('{0} answers with errors', provider),
        details: [said(key), l10n.t('This is not about your limits. It is tried again by itself.')],
        steps: [checkNow(l10n.t('Try without waiting'))],
      };
  }
}

function said(key: KeySnapshot): string {
  return l10n.t('{0}.', causeText(key.lastFailure?.failure.cause ?? 'unknown'));
}

function missingText(key: KeySnapshot): string {
  switch (key.storage) {
    case 'environment':
      return l10n.t('The environment variable that held it is not set in this window.');
    case 'session':
      return l10n.t('It was kept only until the last window closed.');
    default:
      return l10n.t("The editor's secret storage has no such entry, perhaps because it was cleared.");
  }
}

function checkNow(text: string): Step {
  return { text, button: l10n.t('Check now'), intent: { type: 'check-now' } };
}

function replace(key: KeySnapshot, text: string): Step {
  return { text, button: l10n.t('Replace key'), intent: { type: 'replace-key', keyId: key.id } };
}
