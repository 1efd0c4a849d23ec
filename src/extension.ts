import * as vscode from 'vscode';
import { systemClock } from './base/clock.ts';
import { limitsPanelType } from './host/panel/limitsPanel.ts';
import { Shell } from './host/shell.ts';

/** Nothing here waits for network or disk: the gauge is on screen before anything else is loaded. */
export function activate(context: vscode.ExtensionContext): void {
  const { extension, extensionUri, globalState, secrets, workspaceState } = context;
  const clock = systemClock();
  const { random } = Math;
  const shell = new Shell({
    extensionUri,
    globalState,
    workspaceState,
    secrets,
    shared: async (warn) => {
      const { sharedStateOf } = await import('./host/sharedState.ts');
      return sharedStateOf(context, { clock, random, warn });
    },
    clock,
    wall: () => Date.now(),
    random,
    environment: process.env,
  });
  context.subscriptions.push(shell, vscode.window.registerWebviewPanelSerializer(limitsPanelType, shell.panel));
  // Commands take no arguments from other extensions and return nothing, not even why they failed (docs/threats.md,
  // T5).
  for (const { command } of extension.packageJSON.contributes.commands) {
    const name = command.replace('keygauge.', '');
    context.subscriptions.push(vscode.commands.registerCommand(command, () => shell.perform(name)));
  }
  if (process.env.KEYGAUGE_DEMO === '1') void shell.perform('tryDemo');
}
