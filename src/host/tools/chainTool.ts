import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Chain, chainOf } from '../../core/tools/chain.ts';
import type { ConnectableTool, ToolBaseUrl } from '../../core/tools/connectableTools.ts';
import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
import { setIn } from '../../core/tools/terminalVariables.ts';
import type { ToolConnection } from '../../sources/gateway/connection.ts';
import { connectableName } from '../../words/connectableToolWords.ts';
import { plainText } from '../../words/plainText.ts';
import type { ToolDesk } from './toolDesk.ts';

/** A base URL of a tool's that is the gateway's address from now on. */
export interface ChainedBaseUrl {
  readonly base: ToolBaseUrl;
  readonly connection: ToolConnection;
  /** What to set in the tool. */
  readonly address: string;
}

/**
 * Gives a tool an address for each of its base URLs, whose requests go on to where they went before. None where the user
 * leaves a question, or nothing of it can be passed on, which is said. Rejects where the disk fails.
 */
export async function chainTool(
  desk: ToolDesk,
  tool: ConnectableTool,
  bases: readonly ToolBaseUrl[] = tool.baseUrls,
): Promise<ChainedBaseUrl[]> {
  const { connections } = desk;
  await connections.choosePort();
  const chained: ChainedBaseUrl[] = [];
  const unusable: string[] = [];
  for (const base of bases) {
    const chain = await answered(chainOf(base, await baseUrlsNow(desk, tool, base), connections.port), base, tool);
    if (chain === null) return [];
    if (chain.kind !== 'to') {
      unusable.push(chain.baseUrl);
      continue;
    }
    const connection = await connections.connect(tool.id, chain.provider, chain.upstream);
    const address = connections.addressOf(connection);
    if (address !== null) chained.push({ base, connection, address: address + chain.ending });
  }
  if (unusable.length > 0)
    void vscode.window.showWarningMessage(
      l10n.t(
        '{0} goes to {1}, to which the gateway cannot pass anything on. That stays as it is.',
        connectableName(tool),
        plainText(unusable.join(', ')),
      ),
    );
  return chained;
}

/** The base URLs that are set for a tool, the one that counts most first. */
async function baseUrlsNow(desk: ToolDesk, tool: ConnectableTool, { at }: ToolBaseUrl): Promise<string[]> {
  const files = [tool.overruledBy, at.kind === 'file' ? at.file : undefined].filter((file) => file !== undefined);
  const inFiles = await Promise.all(files.map((file) => desk.files.baseUrl(file)));
  const remembered = desk.files.record(tool.id)?.before;
  return [...inFiles, remembered, setIn(at, desk.set)].filter((one) => typeof one === 'string');
}

/** The chain once the user has said what nobody else knows; `null` where the user leaves. */
async function answered(
  chain: Chain,
  base: ToolBaseUrl,
  tool: ConnectableTool,
): Promise<Exclude<Chain, { kind: 'unknown' }> | null> {
  if (chain.kind !== 'unknown') return chain;
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Connect {0}', connectableName(tool)),
    prompt: l10n.t('Where does it send its requests now? Its base URL, such as {0}', 'https://example.com/v1'),
    placeHolder: 'https://example.com/v1',
    ignoreFocusOut: true,
    validateInput: (text) =>
      chainOf(base, [text], null).kind === 'to' && !isGatewayAddress(text, null)
        ? null
        : l10n.t('That is no address of a provider.'),
  });
  const given = typed === undefined ? null : chainOf(base, [typed], null);
  return given === null || given.kind === 'unknown' ? null : given;
}
