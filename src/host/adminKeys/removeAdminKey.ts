import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { OrganizationIdentity } from '../../core/model/snapshot.ts';
import { providerName } from '../../words/names.ts';
import { plainText } from '../../words/plainText.ts';
import { removedText, sayKeyIsForgotten } from '../keys/questions.ts';
import type { AdminKeyRing } from './adminKeyRing.ts';

/** Removes an admin key, the one that the user chooses if there are several, and offers to undo. */
export async function removeAdminKey(adminKeys: AdminKeyRing): Promise<void> {
  const organization = await pick(adminKeys.organizations());
  const removal = organization && (await adminKeys.remove(organization.id));
  if (!removal) return;
  const { entry, erased } = removal;
  const undo = l10n.t('Undo');
  const answer = await vscode.window.showInformationMessage(removedText(entry.record.label, erased), undo);
  if (answer === undo && (await adminKeys.put(entry)) === 'session') sayKeyIsForgotten();
}

async function pick(organizations: readonly OrganizationIdentity[]): Promise<OrganizationIdentity | undefined> {
  if (organizations.length === 0) void vscode.window.showInformationMessage(l10n.t('There is no such key yet.'));
  if (organizations.length < 2) return organizations[0];
  const items = organizations.map((organization) => ({
    label: plainText(organization.label),
    description: `${providerName(organization.provider)} ${organization.fingerprint}`,
    organization,
  }));
  const placeHolder = l10n.t('Which key do you want to remove?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.organization;
}
