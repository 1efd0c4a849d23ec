import * as vscode from 'vscode';
import { askWith } from '../../support/listening/askWith.ts';
import type { Asked, ClientName } from '../../support/listening/clients.ts';

/** Another extension in the same host, which asks providers with the clients that extensions bundle. Lends its variables to a test. */
export function activate(context: vscode.ExtensionContext): vscode.EnvironmentVariableCollection {
  const ask = (name: ClientName, asked: Asked) => askWith[name](asked);
  context.subscriptions.push(vscode.commands.registerCommand('coder.ask', ask));
  return context.environmentVariableCollection;
}
