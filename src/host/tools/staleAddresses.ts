import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ConnectableTool } from '../../core/tools/connectableTools.ts';
import { isGatewayAddress, isOneOf } from '../../core/tools/gatewayAddress.ts';
import { connectableName, fileText } from '../../words/connectableToolWords.ts';
import { isGatewayAllowed } from '../gateway/gatewaySetting.ts';
import { disconnect, fileOf } from './connectedTool.ts';
import type { ToolDesk } from './toolDesk.ts';

/** The tools that have an address of the gateway's at which nobody answers any more: in a file, or by the user's hand. */
export async function staleTools({
  connections,
  files,
  given,
}: Pick<ToolDesk, 'connections' | 'files' | 'given'>): Promise<ConnectableTool[]> {
  const isStale = ({ id }: ConnectableTool, named: string) => {
    const own = connections.all.filter((one) => one.tool === id).map((one) => connections.addressOf(one));
    return !isOneOf(own, named) || !isGatewayAllowed();
  };
  const stale: ConnectableTool[] = [];
  for (const tool of files.recorded()) {
    const file = fileOf(tool);
    const named = file && (await files.baseUrl(file));
    if (named && isGatewayAddress(named, connections.port) && isStale(tool, named)) stale.push(tool);
  }
  return [...stale, ...given.tools.filter((tool) => isStale(tool, given.of(tool.id) ?? ''))];
}

/** Offers to repair what `staleTools` finds, one tool after the other. */
export async function offerRepair(desk: ToolDesk, repair: (tool: ConnectableTool) => Promise<void>): Promise<void> {
  for (const tool of await staleTools(desk)) {
    const file = fileOf(tool);
    const name = connectableName(tool);
    // Nobody can see when it has been taken out there, so it is said once.
    if (file === null) await desk.given.forget(tool.id);
    const [again, end] = [l10n.t('Connect again'), l10n.t('Disconnect')];
    const chosen = await vscode.window.showWarningMessage(
      file === null
        ? l10n.t('{0} was given an address of the gateway where nobody answers any more. Change it there.', name)
        : l10n.t('{0} goes to an address of the gateway where nobody answers: it stands in {1}.', name, fileText(file)),
      again,
      end,
    );
    if (chosen === again) await repair(tool);
    if (chosen === end) await disconnect(desk, tool);
  }
}
