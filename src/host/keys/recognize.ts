import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { possibleOwners, shapeOf } from '../../core/dialects/keyShapes.ts';
import { providers } from '../../core/model/provider.ts';
import { type KeyPlace, offeredPlaces } from './keyOrigins.ts';

/**
 * The place that a key is for: that of the provider whose keys begin so, or else the user's choice. `undefined` when they
 * leave.
 */
export async function recognize(apiKey: string): Promise<KeyPlace | undefined> {
  const shape = shapeOf(apiKey);
  const offered = offeredPlaces();
  const own = offered.filter(({ provider }) => provider === shape?.provider && !shape.isAdmin);
  if (own.length === 1) return own[0];
  const possible = possibleOwners(apiKey);
  const likely = own.length > 0 ? own : offered.filter(({ provider }) => possible.includes(provider));
  const items: (vscode.QuickPickItem & { place?: KeyPlace })[] = [
    ...likely.map(placeItem),
    ...(likely.length > 0 ? [{ label: '', kind: vscode.QuickPickItemKind.Separator }] : []),
    ...offered.filter((place) => !likely.includes(place)).map(placeItem),
  ];
  const owner = shape && providers[shape.provider].name;
  const picked = await vscode.window.showQuickPick(items, {
    title: owner ? l10n.t('This looks like a key of {0}', owner) : l10n.t('Whose key is it?'),
    placeHolder: l10n.t('It has not been sent anywhere yet'),
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return picked?.place;
}

/** A place as it is offered. */
export function placeItem(place: KeyPlace): vscode.QuickPickItem & { readonly place: KeyPlace } {
  return {
    label: providers[place.provider].name ?? l10n.t('Any OpenAI-compatible endpoint'),
    iconPath: new vscode.ThemeIcon('key'),
    description: place.baseUrl ?? l10n.t('asks for the base URL'),
    place,
  };
}
