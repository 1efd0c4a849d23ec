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

/** Seconds. */
const [usualPatience, mostPatience] = [60, 600];

/** The longest that a request of a tool's may be held back, in milliseconds; likewise the user's own word alone. */
export function holdPatience(): number {
  const found = vscode.workspace.getConfiguration().inspect<unknown>(laterSettings.patience)?.globalValue;
  const isSound = typeof found === 'number' && found >= 0 && found <= mostPatience;
  return (isSound ? found : usualPatience) * 1000;
}
