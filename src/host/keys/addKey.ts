import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ProviderId } from '../../core/model/provider.ts';
import type { Budget } from '../../core/model/snapshot.ts';
import { clientOf } from '../../providers/clients.ts';
import { plainText } from '../../words/plainText.ts';
import { checkKey } from './checkKey.ts';
import { chooseModels } from './chooseModels.ts';
import { type EnteredKey, enterKey } from './enterKey.ts';
import { hiddenPlaceText } from './hiddenPlace.ts';
import { suggestedName } from './keyNames.ts';
import { environmentOrigins, type KeyOrigin, offeredPlaces } from './keyOrigins.ts';
import { fingerprintOf } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';
import { askForAnyKey, askForLabel, sayKeyIsForgotten } from './questions.ts';
import { placeItem, recognize } from './recognize.ts';

export interface AddKeyParts {
  readonly keyRing: KeyRing;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly budget: () => Budget;
  listenAlong(): Promise<void>;
  tryDemo(): Promise<void>;
}

/**
 * Leads from nothing to a watched key: choose a provider, enter the key, check it by listing models, choose models.
 * Nothing is kept before the last step; Escape at any step leaves everything as it was.
 */
export async function addKey(parts: AddKeyParts): Promise<void> {
  const origin = await chooseOrigin(parts);
  if (origin === undefined) return;
  if (origin === 'listen') return parts.listenAlong();
  if (origin === 'demo') return parts.tryDemo();
  const entered = await enter(origin, parts);
  if (entered === undefined) return;
  await keepEntered(parts, entered, origin === 'any' ? { storage: 'secret' } : origin);
}

/**
 * Asks for the models to watch, and for a name where `name` is `null` and needed, and keeps the key. Returns whether it did:
 * not where the user has left.
 */
export async function keepEntered(
  { keyRing, budget }: Pick<AddKeyParts, 'keyRing' | 'budget'>,
  { provider, access, models: listed, model }: EnteredKey,
  { storage, variable }: Pick<KeyOrigin, 'storage' | 'variable'>,
  name: string | null = null,
): Promise<boolean> {
  const watched = model === null ? null : [model];
  const models = await chooseModels({ client: clientOf(provider), listed, watched, budget: budget() });
  if (models === undefined) return false;
  const label = name ?? (await chooseLabel(keyRing, provider, access.baseUrl));
  if (label === undefined) return false;
  const kept = await keyRing.put(
    {
      id: crypto.randomUUID(),
      label,
      provider,
      storage,
      baseUrl: access.baseUrl,
      ...(variable === undefined ? {} : { variable }),
      fingerprint: fingerprintOf(access.apiKey),
      models,
    },
    access.apiKey,
  );
  if (kept.storage === 'session') sayKeyIsForgotten();
  return true;
}

async function enter(origin: KeyOrigin | 'any', parts: AddKeyParts): Promise<EnteredKey | undefined> {
  if (origin !== 'any')
    return origin.variable === undefined ? enterKey(origin.provider, origin.baseUrl) : read(origin, parts);
  const apiKey = await askForAnyKey();
  const place = apiKey === undefined ? undefined : await recognize(apiKey);
  return place && enterKey(place.provider, place.baseUrl, apiKey);
}

/** Reads a key from the environment and checks it; says so where it is refused. */
async function read(origin: KeyOrigin, { environment }: AddKeyParts): Promise<EnteredKey | undefined> {
  const { provider, baseUrl, variable = '' } = origin;
  const apiKey = environment[variable]?.trim();
  if (!apiKey || baseUrl === null) return undefined;
  const access = { apiKey, baseUrl };
  const checked = await checkKey(clientOf(provider), access);
  if (checked.kind === 'accepted') return { provider, access, models: checked.models, model: null };
  void vscode.window.showErrorMessage(checked.words);
  return undefined;
}

/** A key of the environment, of a chosen provider, or of one that the key itself tells. */
type KeyChoice = KeyOrigin | 'any' | 'listen' | 'demo';

async function chooseOrigin({ environment }: AddKeyParts): Promise<KeyChoice | undefined> {
  const items: (vscode.QuickPickItem & { origin?: KeyChoice })[] = [];
  for (const origin of environmentOrigins(environment)) {
    const { provider, variable = '' } = origin;
    const read = l10n.t('Read from the environment each time, never stored.');
    items.push({
      label: l10n.t('Use {0}', variable),
      iconPath: new vscode.ThemeIcon('terminal'),
      description: plainText(origin.baseUrl ?? ''),
      detail: `${read} ${hiddenPlaceText(provider, variable, environment)}`.trimEnd(),
      origin,
    });
  }
  if (items.length > 0) items.push({ label: '', kind: vscode.QuickPickItemKind.Separator });
  items.push({
    label: l10n.t('Paste a key'),
    iconPath: new vscode.ThemeIcon('clippy'),
    description: l10n.t('it mostly tells whose it is'),
    origin: 'any',
  });
  for (const place of offeredPlaces()) items.push({ ...placeItem(place), origin: { ...place, storage: 'secret' } });
  items.push(
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: l10n.t('Listen along'),
      iconPath: new vscode.ThemeIcon('unmute'),
      description: l10n.t('with the extensions in this window: free, and no key is needed'),
      origin: 'listen',
    },
    {
      label: l10n.t('Try it without a key'),
      iconPath: new vscode.ThemeIcon('beaker'),
      description: l10n.t('a simulated provider on this machine'),
      origin: 'demo',
    },
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Keygauge: Add a Key'),
    placeHolder: l10n.t('Which provider is your key from?'),
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return picked?.origin;
}

/** The first key of a provider takes its name, or that of its host; the user names any further one, and a nameless one. */
async function chooseLabel(keyRing: KeyRing, provider: ProviderId, baseUrl: string): Promise<string | undefined> {
  const records = keyRing.records();
  const taken = records.map(({ label }) => label);
  const suggested = suggestedName(provider, baseUrl, records);
  return suggested.isSure ? suggested.name : askForLabel(taken, undefined, suggested.name);
}
