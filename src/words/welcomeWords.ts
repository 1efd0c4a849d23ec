import * as l10n from '@vscode/l10n';
import type { Intent } from './advice/intent.ts';

/** A way to begin. */
export interface Way {
  readonly icon: 'listen' | 'key' | 'play';
  readonly title: string;
  readonly text: string;
  readonly button: string;
  readonly intent: Intent;
}

/** What the panel says while there is no key. */
export function welcomeWords(): { readonly lead: string; readonly title: string; readonly ways: readonly Way[] } {
  return {
    lead: l10n.t("See what is left of your API key's limits"),
    title: l10n.t('Keygauge says whether your next request fits, warns before a limit hits, and explains errors.'),
    ways: [
      {
        icon: 'listen',
        title: l10n.t('Listen along'),
        text: l10n.t(
          'Reads the rate-limit headers that other extensions in this window receive. Free, and no key is needed.',
        ),
        button: l10n.t('Allow listening…'),
        intent: { type: 'listen-along' },
      },
      {
        icon: 'key',
        title: l10n.t('Add a key'),
        text: l10n.t(
          "Tiny requests tell the limits. The key stays in the editor's secret storage and goes only to its provider.",
        ),
        button: l10n.t('Add a key…'),
        intent: { type: 'add-key' },
      },
      {
        icon: 'play',
        title: l10n.t('Try the demo'),
        text: l10n.t('Watch a simulated agent run into a limit. Nothing leaves this machine.'),
        button: l10n.t('Start the demo'),
        intent: { type: 'try-demo' },
      },
    ],
  };
}
