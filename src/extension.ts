import * as vscode from 'vscode';
import { systemClock } from './base/clock.ts';
import { limitsPanelType } from './host/panel/limitsPanel.ts';
import { Shell } from './host/shell.ts';

let shell: Shell | undefined;

/**
 * Only makes the commands known. Keygauge starts in the next turn, so that no extension which the editor starts at the same time
 * waits for the gauge to be drawn, or at once when a command is run before.
 */
export function activate(context: vscode.ExtensionContext): void {
  const { extension, subscriptions } = context;
  const started = () => {
    shell ??= start(context);
    return shell;
  };
  // Commands take no arguments from other extensions and return nothing, not even why they failed (docs/threats.md,
  // T5).
  for (const { command } of extension.packageJSON.contributes.commands) {
    const name = command.replace('keygauge.', '');
    subscriptions.push(vscode.commands.registerCommand(command, () => started().perform(name)));
  }
  const soon = setImmediate(started);
  subscriptions.push({ dispose: () => clearImmediate(soon) });
}

/** The editor waits for this before the window is gone; of what is subscribed it would wait for nothing. */
export function deactivate(): Promise<void> | undefined {
  return shell?.close();
}

/** Nothing here waits for network or disk: the gauge is on screen before anything else is loaded. */
function start(context: vscode.ExtensionContext): Shell {
  const { extensionUri, globalState, secrets, subscriptions, workspaceState } = context;
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
    wall: Date.now,
    random,
    environment: process.env,
  });
  subscriptions.push(vscode.window.registerWebviewPanelSerializer(limitsPanelType, shell.panel));
  if (process.env.KEYGAUGE_DEMO === '1') void shell.perform('tryDemo');
  return shell;
}
