import type { Snapshot, ToolUse } from '../../core/model/snapshot.ts';
import { baseUrlFor, type ConnectableTool } from '../../core/tools/connectableTools.ts';
import { isOneOf } from '../../core/tools/gatewayAddress.ts';
import { isInTerminals, isSentOn, type ToolWay } from '../../core/tools/terminalVariables.ts';
import { fileText, type ToolState } from '../../words/connectableToolWords.ts';
import { isGatewayAllowed } from '../gateway/gatewaySetting.ts';
import { fileOf } from './connectedTool.ts';
import { reachesThisMachine } from './terminalPlace.ts';
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
  const file = fileOf(tool);
  const named = file && (await files.baseUrl(file));
  const addresses = own.map((one) => connections.addressOf(one));
  if (file && named && !isOneOf(addresses, named)) return { kind: 'overruled', file: fileText(file) };
  // One base URL may lead to several providers, each from other windows.
  const baseOf = ({ provider }: ToolWay) => baseUrlFor(tool, provider);
  const sent = own.filter((one) => isSentOn(one, connections.all, set)).map(baseOf);
  const lost = reachesThisMachine() ? own.find((one) => !sent.includes(baseOf(one))) : first;
  if (isInTerminals(tool) && !named && lost) return { kind: 'elsewhere', upstream: lost.upstream };
  const use = useOf(tool, snapshot);
  // A command with the address needs no line.
  if (file && !named && use === null && !isInTerminals(tool)) return { kind: 'unnamed', file: fileText(file) };
  return { kind: 'connected', use };
}

/** What was seen of a tool at its address, or before this window led, by its name; `null` where nothing was. */
function useOf({ id, name }: ConnectableTool, { keys, sources }: Snapshot): ToolUse | null {
  const gateway = sources.find((one) => one.id === 'gateway')?.state;
  const passed = gateway?.kind === 'live' ? gateway.passed?.byAddress.find(({ tool }) => tool === id) : undefined;
  if (passed && passed.requests > 0) return { ...passed, tool: name };
  const uses = keys.flatMap(({ tools }) => tools.filter(({ tool }) => tool !== null && (tool === name || tool === id)));
  if (uses.length === 0) return null;
  return {
    tool: name,
    requests: uses.reduce((sum, { requests }) => sum + requests, 0),
    age: Math.min(...uses.map(({ age }) => age)),
  };
}
