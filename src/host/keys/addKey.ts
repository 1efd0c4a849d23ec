import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { presets } from '../../core/dialects/presets.ts';
import { type ProviderId, providers } from '../../core/model/provider.ts';
import type { Budget } from '../../core/model/snapshot.ts';
import { clientOf } from '../../providers/clients.ts';
import type { Access } from '../../providers/provider.ts';
import { plainText } from '../../words/plainText.ts';
import { checkKey } from './checkKey.ts';
import { chooseModels } from './chooseModels.ts';
import { environmentOrigins, type KeyOrigin, offeredProviders, providerOfEndpoint } from './keyOrigins.ts';
import { fingerprintOf } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';
import { askForBaseUrl, askForKey, askForLabel, sayKeyIsForgotten } from './questions.ts';

export interface AddKeyParts {
  readonly keyRing: KeyRing;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly budget: () => Budget;
  tryDemo(): Promise<void>;
}

/**
 * Leads from nothing to a watched key: choose a provider, enter the key, check it by listing models, choose models.
 * Nothing is kept before the last step; Escape at any step leaves everything as it was.
 */
export async function addKey(parts: AddKeyParts): Promise<void> {
  const origin = await chooseOrigin(parts);
  if (origin === undefined) return;
  if (origin === 'demo') return parts.tryDemo();
  const baseUrl = origin.baseUrl ?? (await askForBaseUrl(presets[origin.provider].exampleUrl));
  if (baseUrl === undefined) return;
  const provider = providerOfEndpoint(origin.provider, baseUrl);
  const client = clientOf(provider);

  let refusedBefore: string | undefined;
  for (;;) {
    const apiKey =
      origin.variable === undefined
        ? await askForKey(provider, refusedBefore)
        : parts.environment[origin.variable]?.trim();
    if (!apiKey) return;
    const access: Access = { apiKey, baseUrl };
    const checked = await checkKey(client, access);
    if (checked.kind === 'refused') {
      refusedBefore = checked.words;
      const again = l10n.t('Try Again');
      const answer = await vscode.window.showErrorMessage(
        checked.words,
        ...(origin.variable === undefined ? [again] : []),
      );
      if (answer !== again) return;
      continue;
    }
    const models = await chooseModels({ client, listed: checked.models, watched: null, budget: parts.budget() });
    if (models === undefined) return;
    const label = await chooseLabel(parts.keyRing, provider, baseUrl);
    if (label === undefined) return;
    const kept = await parts.keyRing.put(
      {
        id: crypto.randomUUID(),
        label,
        provider,
        storage: origin.storage,
        baseUrl,
        ...(origin.variable === undefined ? {} : { variable: origin.variable }),
        fingerprint: fingerprintOf(apiKey),
        models,
      },
      apiKey,
    );
    if (kept.storage === 'session' && origin.storage === 'secret') sayKeyIsForgotten();
    return;
  }
}

async function chooseOrigin({ environment }: AddKeyParts): Promise<KeyOrigin | 'demo' | undefined> {
  const items: (vscode.QuickPickItem & { origin?: KeyOrigin | 'demo' })[] = [];
  for (const origin of environmentOrigins(environment)) {
    items.push({
      label: l10n.t('Use {0}', origin.variable ?? ''),
      iconPath: new vscode.ThemeIcon('terminal'),
      description: plainText(origin.baseUrl ?? ''),
      detail: l10n.t('Read from the environment each time, never stored.'),
      origin,
    });
  }
  if (items.length > 0) items.push({ label: '', kind: vscode.QuickPickItemKind.Separator });
  for (const provider of offeredProviders()) {
    const { name, baseUrl } = providers[provider];
    items.push({
      label: name ?? l10n.t('Any OpenAI-compatible endpoint'),
      iconPath: new vscode.ThemeIcon('key'),
      description: baseUrl ?? l10n.t('asks for the base URL'),
      origin: { provider, storage: 'secret', baseUrl },
    });
  }
  items.push(
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: l10n.t('Try it without a key'),
      iconPath: new vscode.ThemeIcon('beaker'),
      description: l10n.t('a simulated provider on this machine'),
      origin: 'demo',
    },
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Keygauge: Add a Key'),
    placeHolder: l10n.t('Whose rate limits do you want to see?'),
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return picked?.origin;
}

/** The first key of a provider takes the provider's name, or its host's; the user names any further one. */
async function chooseLabel(keyRing: KeyRing, provider: ProviderId, baseUrl: string): Promise<string | undefined> {
  const taken = keyRing.records().map(({ label }) => label);
  const name = providers[provider].name ?? new URL(baseUrl).host;
  return taken.includes(name) ? askForLabel(taken, undefined) : name;
}
