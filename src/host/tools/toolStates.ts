import type { Snapshot, ToolUse } from '../../core/model/snapshot.ts';
import type { ConnectableTool } from '../../core/tools/connectableTools.ts';
import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
import { isInTerminals, isSentOn } from '../../core/tools/terminalVariables.ts';
import { fileText, type ToolState } from '../../words/connectableToolWords.ts';
import { isGatewayAllowed } from '../gateway/gatewaySetting.ts';
import type { ToolDesk } from './toolDesk.ts';

/** How a tool stands now. */
export async function toolState(
  tool: ConnectableTool,
  { connections, files, set }: ToolDesk,
  snapshot: Snapshot,
): Promise<ToolState> {
  const own = connections.all.filter((one) => one.tool === tool.id);
  const [first] = own;
  if (first === undefined) return { kind: 'not-connected' };
  if (!isGatewayAllowed()) return { kind: 'closed' };
  const { overruledBy } = tool;
  const named = overruledBy && (await files.baseUrl(overruledBy));
  if (overruledBy && named && !isGatewayAddress(named, connections.port))
    return { kind: 'overruled', file: fileText(overruledBy) };
  const isInFile = named !== undefined && named !== null;
  const lost = own.find((one) => !isSentOn(one, connections.all, set));
  if (isInTerminals(tool) && !isInFile && lost) return { kind: 'elsewhere', upstream: lost.upstream };
  return { kind: 'connected', use: useOf(tool, snapshot) };
}

/** What was seen of a tool with all of its keys; `null` where nothing was. */
function useOf({ id, name }: ConnectableTool, { keys }: Snapshot): ToolUse | null {
  const uses = keys.flatMap(({ tools }) => tools.filter(({ tool }) => tool !== null && (tool === name || tool === id)));
  if (uses.length === 0) return null;
  return {
    tool: name,
    requests: uses.reduce((sum, { requests }) => sum + requests, 0),
    age: Math.min(...uses.map(({ age }) => age)),
  };
}
