import * as vscode from 'vscode';

/**
 * Whether terminals of this window run on the machine on which this extension does: those of a remote window run where the
 * gateway's address leads elsewhere.
 */
export function reachesThisMachine(): boolean {
  const own = vscode.extensions.getExtension('keygauge.keygauge');
  return vscode.env.remoteName === undefined || own?.extensionKind === vscode.ExtensionKind.Workspace;
}
