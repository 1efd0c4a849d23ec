import { createHash } from 'node:crypto';

/** A document as it lies on disk: one line about it, which stays as it is in every version, and its content. */
interface Header {
  readonly keygauge: string;
  readonly version: number;
  readonly epoch: number;
  readonly sha256: string;
}

/** What bytes turned out to be. */
export type Decoded =
  | { readonly kind: 'sound'; readonly epoch: number; readonly content: unknown }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

/** Names a kind of document and the form that its content has now. */
export interface DocumentKind {
  readonly name: string;
  readonly version: number;
}

const damaged: Decoded = { kind: 'damaged' };
const newline = 0x0a;

/** `content` is anything that JSON can hold; `epoch`: the number of the leader who writes. */
export function encode({ name, version }: DocumentKind, epoch: number, content: unknown): Uint8Array {
  const body = Buffer.from(JSON.stringify(content));
  const header: Header = { keygauge: name, version, epoch, sha256: checksum(name, version, epoch, body) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** Never throws. The checksum covers the header too: a version that was damaged is not taken for a newer one. */
export function decode({ name, version }: DocumentKind, bytes: Uint8Array): Decoded {
  const end = bytes.indexOf(newline);
  const header = end < 0 ? null : headerIn(bytes.subarray(0, end));
  if (header === null || header.keygauge !== name) return damaged;
  const body = bytes.subarray(end + 1);
  if (checksum(name, header.version, header.epoch, body) !== header.sha256) return damaged;
  if (header.version > version) return { kind: 'newer', version: header.version };
  // Version 1 is the first; whoever makes another turns the older one into it here.
  if (header.version !== version) return damaged;
  const content = parsed(body);
  return content === undefined ? damaged : { kind: 'sound', epoch: header.epoch, content };
}

function headerIn(line: Uint8Array): Header | null {
  const { keygauge, version, epoch, sha256 } = (parsed(line) ?? {}) as Partial<Record<keyof Header, unknown>>;
  if (typeof keygauge !== 'string' || typeof sha256 !== 'string') return null;
  return isCount(version) && isCount(epoch) ? { keygauge, version, epoch, sha256 } : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** `undefined` where it is no JSON. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as unknown;
  } catch {
    return undefined;
  }
}

function checksum(name: string, version: number, epoch: number, body: Uint8Array): string {
  return createHash('sha256').update(`${name} ${version} ${epoch}\n`).update(body).digest('hex');
}
