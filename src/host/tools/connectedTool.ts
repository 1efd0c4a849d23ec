import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { baseUrlFor, type ConnectableTool } from '../../core/tools/connectableTools.ts';
import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
import { isInTerminals } from '../../core/tools/terminalVariables.ts';
import type { ToolFile } from '../../core/tools/toolFile.ts';
import { connectableName, fileText, type ToolState } from '../../words/connectableToolWords.ts';
import { plainText } from '../../words/plainText.ts';
import type { ToolDesk } from './toolDesk.ts';

export interface ConnectionChanges {
  /** Goes through connecting it once more, which keeps its addresses. */
  again(): Promise<void>;
}

interface Offer extends vscode.QuickPickItem {
  act(): unknown;
}

/** Asks what to do with a tool that is connected. */
export async function changeConnection(
  desk: ToolDesk,
  tool: ConnectableTool,
  state: ToolState,
  { again }: ConnectionChanges,
): Promise<void> {
  const picked = await vscode.window.showQuickPick(offersFor(desk, tool, state, again), {
    title: connectableName(tool),
    placeHolder: upstreamText(desk, tool),
  });
  await picked?.act();
}

function offersFor(desk: ToolDesk, tool: ConnectableTool, state: ToolState, again: () => Promise<void>): Offer[] {
  const offers: Offer[] = [];
  if (state.kind !== 'connected' || !isInTerminals(tool))
    offers.push({
      label: l10n.t('Connect again'),
      iconPath: new vscode.ThemeIcon('plug'),
      detail: l10n.t('It keeps its address.'),
      act: again,
    });
  else
    offers.push({
      label: l10n.t('Open a New Terminal'),
      iconPath: new vscode.ThemeIcon('terminal'),
      act: () => vscode.window.createTerminal().show(),
    });
  offers.push({
    label: l10n.t('Disconnect'),
    iconPath: new vscode.ThemeIcon('debug-disconnect'),
    detail: l10n.t('Its address is taken back, and a file that was changed is as before.'),
    act: () => disconnect(desk, tool),
  });
  return offers;
}

/** Where its requests go on to. */
function upstreamText({ connections }: ToolDesk, { id }: ConnectableTool): string {
  const upstreams = connections.all.filter((one) => one.tool === id).map(({ upstream }) => upstream);
  return l10n.t('Its requests go on to {0}', plainText(upstreams.join(', ')));
}

/** The file that names a tool's base URL, if it has one. */
export function fileOf(tool: ConnectableTool): ToolFile | null {
  const places = tool.baseUrls.map(({ provider }) => baseUrlFor(tool, provider)?.at);
  const file = places.flatMap((at) => (at?.kind === 'file' ? at.file : []))[0];
  return file ?? tool.overruledBy ?? null;
}

/**
 * Takes a tool's addresses back, and puts its file back to what it was. What cannot be put back safely is opened, so that
 * the user does it. Rejects where the disk fails.
 */
export async function disconnect(desk: ToolDesk, tool: ConnectableTool): Promise<void> {
  const { connections, files, given } = desk;
  const file = fileOf(tool);
  const isAddress = (baseUrl: string) => isGatewayAddress(baseUrl, connections.port);
  const isBack = file === null || (await files.restore(tool.id, file, isAddress));
  await connections.disconnect(tool.id);
  await given.forget(tool.id);
  const name = connectableName(tool);
  if (isBack) {
    const text = isInTerminals(tool)
      ? l10n.t('{0} is disconnected. Terminals that are open still go to the gateway: close them.', name)
      : l10n.t('{0} is disconnected. If you set its address by hand, take it out there.', name);
    void vscode.window.showInformationMessage(text);
    return;
  }
  const open = l10n.t('Open the File');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('{0} is disconnected, but its address still stands in {1}: take it out there.', name, fileText(file)),
    open,
  );
  if (chosen === open) await vscode.window.showTextDocument(vscode.Uri.file(files.pathOf(file)));
}
