import { providerIds } from '../../core/model/provider.ts';
import type { ToolConnection } from '../../sources/gateway/connection.ts';
import type { DocumentKind } from '../../state/document.ts';
import { name, quantity } from '../../wire/keptShape.ts';
import { flag, oneOf, optional, record, type Shape, text } from '../../wire/shape.ts';

/** The gateway as it is kept: its port, what leads to its status, and which tools were given which addresses. */
export interface KeptConnections {
  /** `null` before one was chosen. */
  readonly port: number | null;
  /** Of the address at which programs read the status; chosen with the port. */
  readonly statusSecret: string | null;
  readonly tools: readonly ToolConnection[];
}

export const connectionsKind: DocumentKind = { name: 'gateway', version: 1 };

export const noConnections: KeptConnections = { port: null, statusSecret: null, tools: [] };

/** Secrets are parts of paths, and long enough not to be guessed. */
const secretForm = /^[\w-]{20,100}$/;

const address: Shape<string> = (value) => text(value) && isUpstream(value as string);
const secret: Shape<string> = (value) => text(value) && secretForm.test(value as string);

const connection = record<ToolConnection>({
  tool: name,
  provider: oneOf(providerIds),
  upstream: address,
  secret,
  isOwn: optional(flag),
  since: quantity,
});

/** Takes what is sound of what lies on disk; what is not is left out by itself. */
export function connectionsIn(content: unknown): KeptConnections {
  const { port, statusSecret, tools } = (content ?? {}) as Partial<Record<keyof KeptConnections, unknown>>;
  return {
    port: isPort(port) ? port : null,
    statusSecret: secret(statusSecret) ? (statusSecret as string) : null,
    tools: Array.isArray(tools) ? tools.filter((one): one is ToolConnection => connection(one)) : [],
  };
}

/** Whether requests may be sent on to an address: a place on the web, with nothing in it that is no place. */
export function isUpstream(upstream: string): boolean {
  if (!URL.canParse(upstream)) return false;
  const { protocol, username, password, search, hash } = new URL(upstream);
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '');
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1024 && (value as number) <= 65_535;
}
