import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Snapshot } from '../../core/model/snapshot.ts';
import {
  type BaseUrlPlace,
  type ConnectableTool,
  connectableTools,
  type ToolBaseUrl,
} from '../../core/tools/connectableTools.ts';
import { isInTerminals, sharedWith } from '../../core/tools/terminalVariables.ts';
import {
  connectableName,
  connectionText,
  manualSteps,
  type ToolState,
  toolStateText,
} from '../../words/connectableToolWords.ts';
import { providerName } from '../../words/names.ts';
import { plainText } from '../../words/plainText.ts';
import { allowGateway } from './allowGateway.ts';
import { type ChainedBaseUrl, chainTool, planTool } from './chainTool.ts';
import { changeConnection } from './connectedTool.ts';
import { pointFile } from './pointFile.ts';
import { takeVariables } from './takeVariables.ts';
import { reachesThisMachine } from './terminalPlace.ts';
import type { ToolDesk } from './toolDesk.ts';
import { toolState } from './toolStates.ts';

interface ToolItem extends vscode.QuickPickItem {
  readonly tool: ConnectableTool;
  readonly state: ToolState;
}

/** Asks which tool to connect, and connects it; of one that is connected, asks what to do with it. */
export async function connectTool(desk: ToolDesk, snapshot: Snapshot): Promise<void> {
  const picked = await vscode.window.showQuickPick(await itemsOf(desk, snapshot), {
    title: l10n.t('Connect a Tool'),
    placeHolder: l10n.t('Its requests then pass through the gateway and are seen exactly'),
    matchOnDetail: true,
  });
  if (!picked) return;
  const { tool, state } = picked;
  if (state.kind === 'not-connected') await connect(desk, tool);
  else await changeConnection(desk, tool, state, { again: () => connect(desk, tool) });
}

const icons: Readonly<Record<ToolState['kind'], string>> = {
  'not-connected': 'circle-outline',
  connected: 'check',
  overruled: 'warning',
  unnamed: 'warning',
  elsewhere: 'warning',
  closed: 'warning',
};

async function itemsOf(desk: ToolDesk, snapshot: Snapshot): Promise<ToolItem[]> {
  const connected = new Set(desk.connections.all.map((one) => one.tool));
  return Promise.all(
    connectableTools.map(async (tool) => {
      const state = await toolState(tool, desk, snapshot);
      return {
        label: connectableName(tool),
        iconPath: new vscode.ThemeIcon(icons[state.kind]),
        description: plainText(toolStateText(state)),
        detail: connectionText(tool, sharedWith(tool, connected)),
        tool,
        state,
      };
    }),
  );
}

/** Connects a tool, once the user has allowed the gateway. */
export async function connect(desk: ToolDesk, tool: ConnectableTool): Promise<void> {
  if (isInTerminals(tool) && !reachesThisMachine()) {
    void vscode.window.showWarningMessage(
      l10n.t('The terminals of this window run on another machine, from which the gateway of this one is not reached.'),
    );
    return;
  }
  if (!reachesThisMachine() && !(await isMeantHere(tool))) return;
  if (!(await allowGateway())) return;
  const bases = await basesToConnect(tool);
  if (bases === null) return;
  const planned = await planTool(desk, tool, bases);
  if (planned.length === 0 || !(await takeVariables(desk, tool, planned))) return;
  const isNew = !desk.connections.all.some((one) => one.tool === tool.id);
  const [first] = await chainTool(desk, tool, planned);
  if (first === undefined) return;
  const { at } = first.base;
  if (at.kind === 'manual') return copySteps(desk, tool, first, at.place);
  const file = await fileToPoint(desk, tool, at);
  if (file === null) return offerTerminal(tool);
  const command = at.kind === 'file' ? at.command(first.address) : null;
  // Whoever leaves has not connected it.
  if (!(await pointFile(desk, tool, file, first.address, command)) && isNew) await desk.connections.disconnect(tool.id);
}

/** The file in which a tool looks for its base URL; `null` where it finds it in a variable. */
async function fileToPoint({ files }: ToolDesk, { overruledBy }: ConnectableTool, at: BaseUrlPlace) {
  if (at.kind === 'file') return at.file;
  return overruledBy && (await files.baseUrl(overruledBy)) !== null ? overruledBy : null;
}

/** Asks whether the tool of this machine is meant, and not that of the machine on which the window works. */
async function isMeantHere(tool: ConnectableTool): Promise<boolean> {
  const connect = l10n.t('Connect {0}', connectableName(tool));
  const detail = l10n.t(
    'This window works on another machine, from which the gateway of this one is not reached. There, {0} stays as it is.',
    connectableName(tool),
  );
  const question = l10n.t('Connect {0} on this machine?', connectableName(tool));
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, connect)) === connect;
}

/** All that can be set for the user; of those set by hand, the one that the user chooses. `null` where the user leaves. */
async function basesToConnect(tool: ConnectableTool): Promise<readonly ToolBaseUrl[] | null> {
  const { baseUrls } = tool;
  if (baseUrls.length < 2 || baseUrls.some(({ at }) => at.kind !== 'manual')) return baseUrls;
  const picked = await vscode.window.showQuickPick(
    baseUrls.map((base) => ({ label: providerName(base.provider), base })),
    {
      title: l10n.t('Connect {0}', connectableName(tool)),
      placeHolder: l10n.t('For which provider does it have a key?'),
    },
  );
  return picked ? [picked.base] : null;
}

/** Says that it is done, and opens a terminal for it if the user likes. */
async function offerTerminal(tool: ConnectableTool): Promise<void> {
  const open = l10n.t('Open a New Terminal');
  const chosen = await vscode.window.showInformationMessage(
    l10n.t('{0} is connected in every new terminal. Those that are open go on as they are.', connectableName(tool)),
    open,
  );
  if (chosen === open) vscode.window.createTerminal().show();
}

async function copySteps(
  { given }: ToolDesk,
  tool: ConnectableTool,
  { address }: ChainedBaseUrl,
  place: Parameters<typeof manualSteps>[0],
): Promise<void> {
  await given.give(tool.id, address);
  await vscode.env.clipboard.writeText(address);
  const steps = manualSteps(place, connectableName(tool), plainText(address));
  void vscode.window.showInformationMessage(l10n.t('One step is left for {0}', connectableName(tool)), {
    modal: true,
    detail: steps,
  });
}
