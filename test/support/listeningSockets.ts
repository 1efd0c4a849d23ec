import { readFileSync } from 'node:fs';
import { SocketAddress } from 'node:net';

/** The state of a socket that listens, as the kernel writes it. */
const listens = '0A';

/** The addresses that somebody listens on at a port, as the kernel of Linux tells; `null` elsewhere. */
export function listeningAt(port: number): string[] | null {
  if (process.platform !== 'linux') return null;
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    linesOf(file).flatMap((line) => {
      const [, local = '', , state] = line.trim().split(/\s+/);
      const [address = '', hexPort = ''] = local.split(':');
      return state === listens && Number.parseInt(hexPort, 16) === port ? [textOf(address)] : [];
    }),
  );
}

/** Without IPv6 its file is not there. */
function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(1);
  } catch {
    return [];
  }
}

/** The kernel writes words of four bytes, each in the machine's order: the last byte first. */
function textOf(hex: string): string {
  const bytes = Buffer.from(hex, 'hex').swap32();
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(2 * at).toString(16));
  return new SocketAddress({ address: groups.join(':'), family: 'ipv6' }).address;
}
