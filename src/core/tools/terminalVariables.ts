import type { ProviderId } from '../model/provider.ts';
import { goesOnTo } from './chain.ts';
import {
  type BaseUrlPlace,
  baseUrlFor,
  type ConnectableTool,
  connectableTool,
  connectableTools,
  type ToolBaseUrl,
} from './connectableTools.ts';
import { proxyBypass } from './proxyBypass.ts';

/** A tool's way to one provider. */
export interface ToolWay {
  readonly tool: string;
  readonly provider: ProviderId;
  /** Where its requests go on to. */
  readonly upstream: string;
  /** Whether the tool's own file has said so, which counts where nothing is set. */
  readonly isOwn?: boolean;
}

/** Such a way through the gateway. */
export interface ToolAddress extends ToolWay {
  /** The gateway's own. */
  readonly address: string;
}

/** A variable as new terminals have it without the gateway. */
export type SetVariable = (variable: string) => string | undefined;

/**
 * The variables that point the connected tools of new terminals at the gateway. A tool that would go somewhere else here
 * than where it was connected goes there. Of tools that share a variable, the one that was connected last gives it its value,
 * since it can have but one. Where a proxy is set, the gateway is asked without it.
 */
export function terminalVariables(addresses: readonly ToolAddress[], set: SetVariable): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const one of addresses) {
    setOne(variables, one, set);
    for (const [name, value] of Object.entries(connectableTool(one.tool)?.besides ?? {}))
      if (set(name) === undefined) variables.set(name, value);
  }
  if (addresses.length > 0) for (const [name, value] of proxyBypass(set)) variables.set(name, value);
  return variables;
}

/** The other tools that are connected and read a variable of a tool's. */
export function sharedWith(tool: ConnectableTool, connected: ReadonlySet<string>): ConnectableTool[] {
  const own = variablesOf(tool);
  return connectableTools.filter(
    (other) => other !== tool && connected.has(other.id) && variablesOf(other).some((name) => own.includes(name)),
  );
}

/** Whether new terminals of this window send what a connection is for to where it goes. `all`: those of all tools. */
export function isSentOn(way: ToolWay, all: readonly ToolWay[], set: SetVariable): boolean {
  if (!isForTerminalsHere(way, set)) return false;
  const name = variableOf(way);
  const holder = all.findLast((one) => variableOf(one) === name && isForTerminalsHere(one, set));
  return name === null || holder === undefined || holder.upstream === way.upstream;
}

/** A variable that leads others astray once a tool has it. */
export interface TakenVariable {
  readonly variable: string;
  /** Whoever would go where the tool goes, with a key that was not given for that place. */
  readonly others: readonly ConnectableTool[];
}

/** What a new way of a tool's takes from others in new terminals; `null` where nobody is led astray. */
export function takenBy(way: ToolWay, all: readonly ToolWay[], set: SetVariable): TakenVariable | null {
  const variable = variableOf(way);
  if (variable === null || !isForTerminalsHere(way, set)) return null;
  const others = connectableTools.filter(({ id, baseUrls }) => {
    const base = baseUrls.find(({ at }) => at.kind === 'variable' && at.variable === variable);
    if (id === way.tool || base === undefined) return false;
    const own = all.filter((one) => one.tool === id && variableOf(one) === variable && isForTerminalsHere(one, set));
    if (own.length > 0) return own.some(({ upstream }) => upstream !== way.upstream);
    return !goesOnTo(base, way.upstream, set(variable), false);
  });
  return others.length === 0 ? null : { variable, others };
}

/** The variable that is a connection's alone while new terminals have it; `null` where it has none, or only a field of one. */
function variableOf(way: ToolWay): string | null {
  const at = baseOf(way)?.at;
  return at?.kind === 'variable' ? at.variable : null;
}

/** Whether terminals of this window would send what a connection is for to the same place without it. */
function isForTerminalsHere(way: ToolWay, set: SetVariable): boolean {
  const base = baseOf(way);
  return base !== null && goesOnTo(base, way.upstream, setIn(base.at, set), way.isOwn === true);
}

function baseOf({ tool, provider }: ToolWay): ToolBaseUrl | null {
  const known = connectableTool(tool);
  return known && baseUrlFor(known, provider);
}

/** The base URL that is set in terminals for a place, where one is. */
export function setIn(at: BaseUrlPlace, set: SetVariable): string | null | undefined {
  if (at.kind === 'variable') return set(at.variable);
  return at.kind === 'field' ? fieldIn(set(at.variable) ?? '', at.path) : null;
}

/** Whether a tool is connected by variables of new terminals. */
export function isInTerminals(tool: ConnectableTool): boolean {
  return variablesOf(tool).length > 0;
}

/**
 * The name of the tool that an address was given to, where nothing else gets the same one; `null` where a variable of its is
 * read by other programs too.
 */
export function toolAtAddress(id: string): string | null {
  return namesAtAddresses.get(id) ?? null;
}

/** Found out once: every request through the gateway is asked for its tool. */
const namesAtAddresses = new Map(
  connectableTools.map((tool) => {
    const others = connectableTools.filter((one) => one !== tool).flatMap(variablesOf);
    return [tool.id, variablesOf(tool).some((name) => others.includes(name)) ? null : tool.name];
  }),
);

function variablesOf({ baseUrls }: ConnectableTool): string[] {
  return baseUrls.flatMap(({ at }) => (at.kind === 'variable' || at.kind === 'field' ? [at.variable] : []));
}

function setOne(variables: Map<string, string>, one: ToolAddress, set: SetVariable): void {
  const { address } = one;
  const at = isForTerminalsHere(one, set) ? baseOf(one)?.at : undefined;
  if (at?.kind === 'variable') variables.set(at.variable, address);
  if (at?.kind !== 'field') return;
  const document = variables.get(at.variable) ?? set(at.variable) ?? '{}';
  const changed = withField(document, at.path, address);
  if (changed !== null) variables.set(at.variable, changed);
}

/** The value of a field of a JSON document; `null` where there is none. */
export function fieldIn(document: string, path: readonly string[]): string | null {
  let value = parsed(document);
  for (const name of path) value = isObject(value) ? value[name] : undefined;
  return typeof value === 'string' ? value : null;
}

/** The document with the field set and all else as it was; `null` if it is none that we can read. */
export function withField(document: string, path: readonly string[], value: string): string | null {
  const root = parsed(document);
  if (!isObject(root)) return null;
  let place = root;
  for (const name of path.slice(0, -1)) {
    const next = Object.hasOwn(place, name) ? place[name] : {};
    if (!isObject(next)) return null;
    place[name] = next;
    place = next;
  }
  place[path.at(-1) ?? ''] = value;
  return JSON.stringify(root);
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
