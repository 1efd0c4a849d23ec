import * as vscode from 'vscode';
import { systemClock } from './base/clock.ts';
import { limitsPanelType } from './host/panel/limitsPanel.ts';
import { commandNames, commands } from './host/settings/contributions.ts';
import { Shell } from './host/shell.ts';

/** Nothing here waits for network or disk: the gauge is on screen before anything else is loaded. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, globalState, globalStorageUri, secrets, workspaceState } = context;
  const clock = systemClock();
  const shell = new Shell({
    extensionUri,
    globalState,
    workspaceState,
    secrets,
    spending: async (warn) => {
      const { openSpendingFiles } = await import('./host/spendingFiles.ts');
      const folder = vscode.Uri.joinPath(globalStorageUri, 'spending').fsPath;
      return openSpendingFiles(folder, globalState, clock, warn);
    },
    clock,
    wall: () => Date.now(),
    random: Math.random,
    environment: process.env,
  });
  context.subscriptions.push(shell, vscode.window.registerWebviewPanelSerializer(limitsPanelType, shell.panel));
  // Commands take no arguments from other extensions and return nothing, not even why they failed (docs/threats.md,
  // T5).
  for (const name of commandNames) {
    context.subscriptions.push(vscode.commands.registerCommand(commands[name], () => shell.perform(name)));
  }
  if (process.env.KEYGAUGE_DEMO === '1') void shell.perform('tryDemo');
}
