import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { shapeOf } from '../../core/dialects/keyShapes.ts';
import { type ProviderId, providers } from '../../core/model/provider.ts';
import type { FirstAnswer } from '../../sources/admin/adminDesk.ts';
import { plainText } from '../../words/plainText.ts';
import { askAfterFailure, askForLabel, sayKeyIsForgotten } from '../keys/questions.ts';
import { type AdminIssuer, issuerOf } from './adminIssuers.ts';
import { askForAdminKey } from './adminKeyBox.ts';
import type { AdminKeyRing } from './adminKeyRing.ts';
import { type AdminPlace, adminPlaces } from './adminPlaces.ts';
import { AdminKeyCheck, type CheckParts } from './checkAdminKey.ts';

export interface AddAdminKeyParts extends CheckParts {
  readonly adminKeys: AdminKeyRing;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where keys may go; `adminPlaces` by default. */
  readonly places?: readonly AdminPlace[];
  /** Takes the answer to a key's check, just before the key is kept. */
  heed(id: string, first: FirstAnswer): void;
}

/**
 * Leads from nothing to an organization or team that is read: choose a provider and its place, enter its admin key, check
 * it with one free request, which may also say what it can see. Nothing is kept before that.
 */
export async function addAdminKey(parts: AddAdminKeyParts): Promise<void> {
  const { adminKeys, environment, places = adminPlaces(environment) } = parts;
  let place = await choosePlace(places);
  const id = crypto.randomUUID();
  const check = new AdminKeyCheck(id, parts);
  let typed = '';
  let complaint: string | undefined;
  while (place !== undefined) {
    const { provider } = place;
    const apiKey = await askForAdminKey({ provider, host: new URL(place.baseUrl).host, typed, complaint });
    if (apiKey === undefined) return;
    const known = adminKeys.labelOf(apiKey);
    if (known !== null) {
      void vscode.window.showInformationMessage(l10n.t('That key is there already, as “{0}”.', plainText(known)));
      return;
    }
    // Its shape says whose it is, whatever was chosen.
    const owner = shapeOf(apiKey)?.provider ?? provider;
    if (owner !== provider) place = places.find((one) => one.provider === owner) ?? place;
    const access = { apiKey, baseUrl: place.baseUrl };
    const checked = await check.make(issuerOf(owner), access);
    if (checked.kind === 'accepted') return keep({ record: { id, provider: owner }, access }, checked.first, parts);
    if ((await askAfterFailure(checked.words, ['again'])) === undefined) return;
    typed = apiKey;
    complaint = checked.words;
  }
}

async function choosePlace(places: readonly AdminPlace[]): Promise<AdminPlace | undefined> {
  const items = places.map((place) => ({
    label: labelOf(place),
    iconPath: new vscode.ThemeIcon('organization'),
    description: place.variable ?? plainText(new URL(place.baseUrl).host),
    place,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Keygauge: Add an Admin Key'),
    placeHolder: l10n.t('It shows limits, use and costs of an organization or a team. Which provider is it from?'),
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return picked?.place;
}

function labelOf({ provider, baseUrl, variable }: AdminPlace): string {
  const name = providers[provider].name ?? '';
  return variable === null ? name : l10n.t('{0} at {1}', name, plainText(new URL(baseUrl).host));
}

async function keep(
  { record, access }: { record: { id: string; provider: ProviderId }; access: { apiKey: string; baseUrl: string } },
  first: FirstAnswer | null,
  { adminKeys, heed }: AddAdminKeyParts,
): Promise<void> {
  const issuer = issuerOf(record.provider);
  const taken = adminKeys.organizations().map(({ label }) => label);
  const suggested = suggestedLabel(issuer, taken);
  const label = taken.length === 0 ? suggested : await askForLabel(taken, undefined, suggested);
  if (label === undefined) return;
  if (first) heed(record.id, first);
  const kept = await adminKeys.put({ record: { ...record, label }, access });
  if (kept === 'session') sayKeyIsForgotten();
  const seen = first === null ? [] : (first.divisions.page?.items.map(({ name }) => name) ?? null);
  void vscode.window.showInformationMessage(seenText(label, seen, issuer));
}

function suggestedLabel({ id, reads }: AdminIssuer, taken: readonly string[]): string {
  const name = providers[id].name ?? '';
  const base = reads === 'team' ? l10n.t('{0} team', name) : l10n.t('{0} organization', name);
  let label = base;
  for (let number = 2; taken.includes(label); number++) label = `${base} ${number}`;
  return label;
}

/** The most names of projects or workspaces in one sentence. */
const mostNamed = 5;

/** `seen`: names of the projects or workspaces that a key sees; `null` if it may not list them. */
function seenText(label: string, seen: readonly string[] | null, { reads }: AdminIssuer): string {
  const added =
    reads === 'team'
      ? l10n.t('Added “{0}”. What the team spent and used follows in the next minutes.', plainText(label))
      : l10n.t('Added “{0}”. Limits, use and costs follow in the next minutes.', plainText(label));
  if (seen === null) return `${added} ${l10n.t('It may not list all there is; what it may see is shown.')}`;
  if (seen.length === 0) return added;
  const names = seen.slice(0, mostNamed).map((name) => plainText(name, 60));
  const list = [...names, ...(seen.length > mostNamed ? ['…'] : [])].join(', ');
  const sees =
    reads === 'projects'
      ? l10n.t('It sees these projects: {0}.', list)
      : l10n.t('It sees these workspaces: {0}.', list);
  return `${added} ${sees}`;
}
