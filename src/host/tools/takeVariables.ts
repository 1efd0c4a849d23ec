import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ConnectableTool } from '../../core/tools/connectableTools.ts';
import { takenBy } from '../../core/tools/terminalVariables.ts';
import { connectableName } from '../../words/connectableToolWords.ts';
import { plainText } from '../../words/plainText.ts';
import type { PlannedBaseUrl } from './chainTool.ts';
import type { ToolDesk } from './toolDesk.ts';

/**
 * Asks before programs that share a variable with a tool would send their requests, with keys that are not meant for it, to
 * where the tool's go. `false` if the user does not want that.
 */
export async function takeVariables(
  { connections, set }: ToolDesk,
  tool: ConnectableTool,
  planned: readonly PlannedBaseUrl[],
): Promise<boolean> {
  for (const { chain, isOwn } of planned) {
    const taken = takenBy({ ...chain, tool: tool.id, isOwn }, connections.all, set);
    if (taken === null) continue;
    const connect = l10n.t('Connect {0}', connectableName(tool));
    const chosen = await vscode.window.showWarningMessage(
      l10n.t('Let {0} have {1} in new terminals?', connectableName(tool), taken.variable),
      {
        modal: true,
        detail: l10n.t(
          'It holds one address. Whatever else reads it there goes to {0} too, with its own key: {1}.',
          plainText(chain.upstream),
          taken.others.map(connectableName).join(', '),
        ),
      },
      connect,
    );
    if (chosen !== connect) return false;
  }
  return true;
}
