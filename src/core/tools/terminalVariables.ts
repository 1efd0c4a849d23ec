import type { ProviderId } from '../model/provider.ts';
import { goesOnTo } from './chain.ts';
import {
  type BaseUrlPlace,
  baseUrlFor,
  type ConnectableTool,
  connectableTool,
  connectableTools,
} from './connectableTools.ts';

/** A tool's way through the gateway to one provider. */
export interface ToolAddress {
  readonly tool: string;
  readonly provider: ProviderId;
  /** Where its requests go on to. */
  readonly upstream: string;
  /** The gateway's own. */
  readonly address: string;
}

/** A variable as new terminals have it without the gateway. */
export type SetVariable = (variable: string) => string | undefined;

/**
 * The variables that point the connected tools of new terminals at the gateway. A tool that would go somewhere else here
 * than where it was connected goes there. Of tools that share a variable, the first in our list gives it its value, since it
 * can have but one.
 */
export function terminalVariables(addresses: readonly ToolAddress[], set: SetVariable): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const tool of connectableTools) {
    const own = addresses.filter((one) => one.tool === tool.id);
    for (const one of own) setOne(variables, tool, one, set);
    if (own.length === 0) continue;
    for (const [name, value] of Object.entries(tool.besides ?? {}))
      if (set(name) === undefined) variables.set(name, value);
  }
  return variables;
}

/** The tools before one in our list that are connected and give a variable of its its value. */
export function sharedWith(tool: ConnectableTool, connected: ReadonlySet<string>): ConnectableTool[] {
  const own = variablesOf(tool);
  const before = connectableTools.slice(0, connectableTools.indexOf(tool));
  return before.filter((other) => connected.has(other.id) && variablesOf(other).some((name) => own.includes(name)));
}

/** Whether terminals of this window would send what a connection is for to the same place without it. */
export function isForTerminalsHere(
  tool: ConnectableTool,
  { provider, upstream }: Pick<ToolAddress, 'provider' | 'upstream'>,
  set: SetVariable,
): boolean {
  const base = baseUrlFor(tool, provider);
  return base !== null && goesOnTo(base, upstream, setIn(base.at, set));
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
  const tool = connectableTool(id);
  if (tool === null) return null;
  const own = variablesOf(tool);
  const others = connectableTools.filter((one) => one !== tool).flatMap(variablesOf);
  return own.some((name) => others.includes(name)) ? null : tool.name;
}

function variablesOf({ baseUrls }: ConnectableTool): string[] {
  return baseUrls.flatMap(({ at }) => (at.kind === 'variable' || at.kind === 'field' ? [at.variable] : []));
}

function setOne(variables: Map<string, string>, tool: ConnectableTool, one: ToolAddress, set: SetVariable): void {
  const { provider, address } = one;
  const at = isForTerminalsHere(tool, one, set) ? baseUrlFor(tool, provider)?.at : undefined;
  if (at?.kind === 'variable' && !variables.has(at.variable)) variables.set(at.variable, address);
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
