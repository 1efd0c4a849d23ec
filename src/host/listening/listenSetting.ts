import * as vscode from 'vscode';
import { laterSettings } from '../settings/laterSettings.ts';

/** Only the user's own settings count, never a workspace's (docs/threats.md, T1); anything but `true` is no. */
export function mayListen(): boolean {
  return vscode.workspace.getConfiguration().inspect<unknown>(laterSettings.listen)?.globalValue === true;
}

/** Rejects if the settings cannot be written. */
export async function setMayListen(isAllowed: boolean): Promise<void> {
  const value = isAllowed ? true : undefined;
  await vscode.workspace.getConfiguration().update(laterSettings.listen, value, vscode.ConfigurationTarget.Global);
}
