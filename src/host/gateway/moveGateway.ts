import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ToolConnections } from './toolConnections.ts';

/** Takes another port once the user knows what that means for the tools that have the old one. */
export async function moveGateway(connections: ToolConnections): Promise<void> {
  const move = l10n.t('Use Another Port');
  const detail = l10n.t(
    'Every tool has another address then. New terminals of this editor get it; what you have given the old one, such as a settings file, has to be connected again.',
  );
  const asked = l10n.t('Let the gateway use another port?');
  const chosen = await vscode.window.showInformationMessage(asked, { modal: true, detail }, move);
  if (chosen === move) await connections.chooseAnotherPort();
}
