import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Chain, chainOf, isBaseUrl } from '../../core/tools/chain.ts';
import type { ConnectableTool, ToolBaseUrl } from '../../core/tools/connectableTools.ts';
import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
import { setIn } from '../../core/tools/terminalVariables.ts';
import { connectableName } from '../../words/connectableToolWords.ts';
import { plainText } from '../../words/plainText.ts';
import type { ToolDesk } from './toolDesk.ts';

/** A base URL of a tool's, and where its requests are to go on to. */
export interface PlannedBaseUrl {
  readonly base: ToolBaseUrl;
  readonly chain: Extract<Chain, { kind: 'to' }>;
  /** Whether a file of the tool's own has said so, and nothing that counts more. */
  readonly isOwn: boolean;
}

/** A base URL of a tool's that is the gateway's address from now on. */
export interface ChainedBaseUrl {
  readonly base: ToolBaseUrl;
  /** What to set in the tool. */
  readonly address: string;
}

/**
 * Where each of a tool's base URLs leads now, which is where its requests go on to. None where the user leaves a question,
 * or nothing of it can be passed on, which is said.
 */
export async function planTool(
  desk: ToolDesk,
  tool: ConnectableTool,
  bases: readonly ToolBaseUrl[],
): Promise<PlannedBaseUrl[]> {
  const planned: PlannedBaseUrl[] = [];
  const unusable: string[] = [];
  for (const base of bases) {
    const { port } = desk.connections;
    const set = (await baseUrlsNow(desk, tool, base)).filter((one) => isBaseUrl(one, port));
    const own = set.length === 0 ? await desk.files.overruled(base) : null;
    const isOwn = own !== null && isBaseUrl(own, port);
    const chain = await answered(chainOf(base, isOwn ? [own] : set, port), base, tool);
    if (chain === null) return [];
    if (chain.kind === 'to') planned.push({ base, chain, isOwn });
    else unusable.push(chain.baseUrl);
  }
  if (unusable.length > 0)
    void vscode.window.showWarningMessage(
      l10n.t(
        '{0} goes to {1}, to which the gateway cannot pass anything on. That stays as it is.',
        connectableName(tool),
        plainText(unusable.join(', ')),
      ),
    );
  return planned;
}

/** Gives a tool an address for each of its base URLs. Rejects where the disk fails. */
export async function chainTool(
  { connections }: ToolDesk,
  tool: ConnectableTool,
  planned: readonly PlannedBaseUrl[],
): Promise<ChainedBaseUrl[]> {
  const chained: ChainedBaseUrl[] = [];
  for (const { base, chain, isOwn } of planned) {
    const connection = await connections.connect(tool.id, chain.provider, chain.upstream, isOwn);
    const address = connections.addressOf(connection);
    if (address !== null) chained.push({ base, address: address + chain.ending });
  }
  return chained;
}

/** The base URLs that are set for a tool, the one that counts most first. */
async function baseUrlsNow(desk: ToolDesk, tool: ConnectableTool, { at }: ToolBaseUrl): Promise<string[]> {
  const files = [tool.overruledBy, at.kind === 'file' ? at.file : undefined].filter((file) => file !== undefined);
  const inFiles = await Promise.all(files.map((file) => desk.files.baseUrl(file)));
  const isPointed = inFiles.some((one) => one !== null && isGatewayAddress(one, null));
  const remembered = isPointed ? desk.files.record(tool.id)?.before : null;
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
