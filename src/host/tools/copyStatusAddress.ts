import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ToolConnections } from '../gateway/toolConnections.ts';
import { allowGateway } from './allowGateway.ts';
import { statusPages } from './statusPages.ts';

/**
 * Puts the address at which programs read the status on the clipboard, once the user has allowed the gateway. Rejects where
 * the disk fails.
 */
export async function copyStatusAddress(connections: ToolConnections): Promise<void> {
  if (!(await allowGateway())) return;
  await connections.choosePort();
  await vscode.env.clipboard.writeText(connections.statusAddress ?? '');
  void vscode.window.showInformationMessage(
    l10n.t(
      'The address is on the clipboard. Put {0} behind it for a document, {1} for OpenMetrics.',
      `/${statusPages.document}`,
      `/${statusPages.metrics}`,
    ),
  );
}
