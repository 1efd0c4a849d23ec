import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ConnectableTool } from '../../core/tools/connectableTools.ts';
import { isGatewayAddress, isOneOf } from '../../core/tools/gatewayAddress.ts';
import { connectableName, fileText } from '../../words/connectableToolWords.ts';
import { isGatewayAllowed } from '../gateway/gatewaySetting.ts';
import { disconnect, fileOf } from './connectedTool.ts';
import type { ToolDesk } from './toolDesk.ts';

/** The tools whose files name an address of the gateway's at which nobody answers any more. */
export async function staleTools({
  connections,
  files,
}: Pick<ToolDesk, 'connections' | 'files'>): Promise<ConnectableTool[]> {
  const stale: ConnectableTool[] = [];
  for (const tool of files.recorded()) {
    const file = fileOf(tool);
    const named = file && (await files.baseUrl(file));
    if (!named || !isGatewayAddress(named, connections.port)) continue;
    const own = connections.all.filter((one) => one.tool === tool.id).map((one) => connections.addressOf(one));
    if (!isOneOf(own, named) || !isGatewayAllowed()) stale.push(tool);
  }
  return stale;
}

/** Offers to repair what `staleTools` finds, one tool after the other. */
export async function offerRepair(desk: ToolDesk, repair: (tool: ConnectableTool) => Promise<void>): Promise<void> {
  for (const tool of await staleTools(desk)) {
    const file = fileOf(tool);
    const [again, end] = [l10n.t('Connect again'), l10n.t('Disconnect')];
    const chosen = await vscode.window.showWarningMessage(
      l10n.t(
        '{0} goes to an address of the gateway where nobody answers: it stands in {1}.',
        connectableName(tool),
        file === null ? '' : fileText(file),
      ),
      again,
      end,
    );
    if (chosen === again) await repair(tool);
    if (chosen === end) await disconnect(desk, tool);
  }
}
