import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Budget, KeyStorage, ProviderId } from '../core/snapshot.ts';
import { providerName } from '../core/words.ts';
import type { Access } from '../providers/provider.ts';
import { providerOf } from '../providers/providers.ts';
import { checkKey } from './checkKey.ts';
import { chooseModels } from './chooseModels.ts';
import { checkBaseUrl, fingerprintOf } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';
import { plainText } from './plainText.ts';
import { askForBaseUrl, askForKey, askForLabel, sayKeyIsForgotten } from './questions.ts';

export interface AddKeyParts {
  readonly keyRing: KeyRing;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly budget: () => Budget;
  tryDemo(): Promise<void>;
}

/** Where a new key comes from, as the user picked it. */
interface Origin {
  readonly provider: ProviderId;
  readonly storage: KeyStorage;
  readonly variable?: string;
  readonly baseUrl: string | null;
}

/**
 * Leads from nothing to a watched key: which provider, the key, a check by listing models, which models. Nothing is kept
 * until the last step; leaving any step with Escape leaves everything as it was.
 */
export async function addKey(parts: AddKeyParts): Promise<void> {
  const origin = await chooseOrigin(parts);
  if (origin === undefined) return;
  if (origin === 'demo') return parts.tryDemo();
  const provider = providerOf(origin.provider);
  const baseUrl = origin.baseUrl ?? (await askForBaseUrl());
  if (baseUrl === undefined) return;

  let refusedBefore: string | undefined;
  for (;;) {
    const apiKey =
      origin.variable === undefined
        ? await askForKey(origin.provider, refusedBefore)
        : parts.environment[origin.variable]?.trim();
    if (!apiKey) return;
    const access: Access = { apiKey, baseUrl };
    const checked = await checkKey(provider, access);
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
    const models = await chooseModels({ provider, listed: checked.models, watched: null, budget: parts.budget() });
    if (models === undefined) return;
    const label = await chooseLabel(parts.keyRing, origin.provider, baseUrl);
    if (label === undefined) return;
    const kept = await parts.keyRing.put(
      {
        id: randomUUID(),
        label,
        provider: origin.provider,
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

async function chooseOrigin({ environment }: AddKeyParts): Promise<Origin | 'demo' | undefined> {
  const items: (vscode.QuickPickItem & { origin?: Origin | 'demo' })[] = [];
  for (const id of ['openai', 'anthropic'] as const) {
    const names = providerOf(id).environment;
    if (!names || !environment[names.key]?.trim()) continue;
    const official = providerOf(id).baseUrl ?? '';
    const pointed = environment[names.baseUrl]?.trim();
    // A key in the environment belongs to the base URL beside it: say where it would go and let the user decide.
    for (const baseUrl of pointed && checkBaseUrl(pointed) === null ? [pointed, official] : [official]) {
      items.push({
        label: l10n.t('Use {0}', names.key),
        iconPath: new vscode.ThemeIcon('terminal'),
        description: plainText(baseUrl),
        detail: l10n.t('Read from the environment each time, never stored.'),
        origin: { provider: id, storage: 'environment', variable: names.key, baseUrl },
      });
    }
  }
  if (items.length > 0) items.push({ label: '', kind: vscode.QuickPickItemKind.Separator });
  for (const id of ['openai', 'anthropic', 'compatible'] as const) {
    const { baseUrl } = providerOf(id);
    items.push({
      label: id === 'compatible' ? l10n.t('Any OpenAI-compatible endpoint') : providerName(id),
      iconPath: new vscode.ThemeIcon('key'),
      description: baseUrl ?? l10n.t('asks for the base URL'),
      origin: { provider: id, storage: 'secret', baseUrl },
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

/** The first key of a provider is called like the provider, or like its host; a further one is asked for its name. */
async function chooseLabel(keyRing: KeyRing, provider: ProviderId, baseUrl: string): Promise<string | undefined> {
  const taken = keyRing.records().map(({ label }) => label);
  const name = provider === 'compatible' ? new URL(baseUrl).host : providerName(provider);
  return taken.includes(name) ? askForLabel(taken, undefined) : name;
}
