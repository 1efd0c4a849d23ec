import * as vscode from 'vscode';
import { laterSettings } from '../settings/laterSettings.ts';

/** Only the user's own settings count, never a workspace's (docs/threats.md, T1); anything but `true` is no. */
export function isGatewayAllowed(): boolean {
  return vscode.workspace.getConfiguration().inspect<unknown>(laterSettings.gateway)?.globalValue === true;
}

/** Rejects if the settings cannot be written. */
export async function setGatewayAllowed(isAllowed: boolean): Promise<void> {
  const value = isAllowed ? true : undefined;
  await vscode.workspace.getConfiguration().update(laterSettings.gateway, value, vscode.ConfigurationTarget.Global);
}
