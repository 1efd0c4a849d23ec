import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import { terminalVariables } from '../../core/tools/terminalVariables.ts';
import type { ToolConnections } from '../gateway/toolConnections.ts';
import { reachesThisMachine } from './terminalPlace.ts';
import { terminalSettings } from './terminalSettings.ts';

/** New terminals get variables after the shell's own files have run too, since those may set them. */
const always = { applyAtProcessCreation: true, applyAtShellIntegration: true };

export interface ToolTerminalsParts {
  readonly variables: vscode.EnvironmentVariableCollection;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly connections: ToolConnections;
}

/** Keeps the variables of this window's new terminals in step with the tools that are connected, until it is ended. */
export function followTools({ variables, environment, connections }: ToolTerminalsParts): Disposable {
  let given = '';
  const give = () => {
    const wanted = reachesThisMachine() ? variablesNow(connections, environment) : new Map<string, string>();
    const text = JSON.stringify([...wanted]);
    if (text === given) return;
    given = text;
    variables.clear();
    // They are worth nothing without this extension.
    variables.persistent = false;
    variables.description = l10n.t('The addresses of the gateway for the tools that you have connected');
    for (const [name, value] of wanted) variables.replace(name, value, always);
  };
  const following = [
    connections.onDidChange(give),
    // What the user sets there counts from the next terminal on.
    vscode.workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration('terminal.integrated.env') && give(),
    ),
  ];
  give();
  return {
    dispose() {
      for (const one of following) one.dispose();
      variables.clear();
    },
  };
}

function variablesNow(connections: ToolConnections, environment: ToolTerminalsParts['environment']) {
  const addresses = connections.all.flatMap((one) => {
    const address = connections.addressOf(one);
    return address === null ? [] : { ...one, address };
  });
  return terminalVariables(addresses, terminalSettings(environment));
}
