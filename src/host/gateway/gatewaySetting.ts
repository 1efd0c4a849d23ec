import * as vscode from 'vscode';
import { laterSettings } from '../settings/laterSettings.ts';
import { patienceIn } from './patience.ts';

/** Only the user's own settings count, never a workspace's (docs/threats.md, T1); anything but `true` is no. */
export function isGatewayAllowed(): boolean {
  return vscode.workspace.getConfiguration().inspect<unknown>(laterSettings.gateway)?.globalValue === true;
}

/** Rejects if the settings cannot be written. */
export async function setGatewayAllowed(isAllowed: boolean): Promise<void> {
  const value = isAllowed ? true : undefined;
  await vscode.workspace.getConfiguration().update(laterSettings.gateway, value, vscode.ConfigurationTarget.Global);
}

/** The longest that a request of a tool's may be held back, in milliseconds; likewise the user's own word alone. */
export function holdPatience(complain: (problem: string) => void): number {
  return patienceIn(
    vscode.workspace.getConfiguration().inspect<unknown>(laterSettings.patience)?.globalValue,
    complain,
  );
}
