import { randomUUID } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, Emitter } from '../../base/disposable.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import type { GatewayConnections, ToolConnection } from '../../sources/gateway/connection.ts';
import { newSecret } from '../../sources/gateway/routes.ts';
import { diskTrouble } from '../../state/fileSystem.ts';
import { RevisionFile, type RevisionFiles } from '../../state/revisionFile.ts';
import { watchFolder } from './folderWatch.ts';
import { freePort } from './freePort.ts';
import { connectionsIn, connectionsKind, isUpstream, type KeptConnections, noConnections } from './keptConnections.ts';

export interface ToolConnectionsParts {
  readonly files: RevisionFiles;
  /** What all windows share, or this one's own where windows cannot meet. */
  readonly folder: string;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Takes what goes wrong with the disk. */
  readonly warn: (message: string) => void;
}

type Place = Pick<KeptConnections, 'statusSecret'> & { readonly port: number };

/** The tools that were given an address, as they lie on this machine's disk. */
export function openToolConnections(parts: Omit<ToolConnectionsParts, 'files'>): Promise<ToolConnections> {
  return ToolConnections.open({ ...parts, files: disk });
}

/**
 * The tools that were given an address of the gateway, whichever window runs it. Any window may connect one; all others
 * follow, since they watch what is kept.
 */
export class ToolConnections implements GatewayConnections, Disposable {
  readonly #parts: ToolConnectionsParts;
  readonly #file: RevisionFile;
  readonly #changed = new Emitter<void>();
  #known = noConnections;
  /** What the disk did not take, so that it is this window's alone. */
  #unkept: Place | null = null;
  #watching: Disposable | null = null;
  #reading: Promise<void> = Promise.resolve();
  #isOver = false;

  /** A tool was connected or disconnected, or the port was chosen, in whichever window. */
  readonly onDidChange = this.#changed.event;

  /** Knows what is kept. Never rejects: where nothing can be read, nothing is known. */
  static async open(parts: ToolConnectionsParts): Promise<ToolConnections> {
    const connections = new ToolConnections(parts);
    await connections.look();
    connections.#watch();
    return connections;
  }

  private constructor(parts: ToolConnectionsParts) {
    this.#parts = parts;
    const folder = join(parts.folder, 'gateway');
    const user = process.getuid?.() ?? null;
    const { files, warn } = parts;
    this.#file = new RevisionFile({ files, folder, user, kind: connectionsKind, nonce: randomUUID, warn });
  }

  /** `null` before one was chosen. */
  get port(): number | null {
    return this.#known.port ?? this.#unkept?.port ?? null;
  }

  /** The address at which programs read the status; no slash at its end. `null` before a port was chosen. */
  get statusAddress(): string | null {
    const secret = this.statusSecret;
    return this.port === null || secret === null ? null : `http://127.0.0.1:${this.port}/${secret}`;
  }

  get statusSecret(): string | null {
    return this.#known.statusSecret ?? this.#unkept?.statusSecret ?? null;
  }

  get all(): readonly ToolConnection[] {
    return this.#known.tools;
  }

  /** What a tool is pointed at; no slash at its end. `null` before a port was chosen. */
  addressOf({ secret }: ToolConnection): string | null {
    return this.port === null ? null : `http://127.0.0.1:${this.port}/${secret}`;
  }

  /**
   * Gives a tool an address whose requests go to a provider. One that has an address for that provider keeps it, goes to
   * the new place, and is the last of all from then on. `upstream`: origin and base path; `isOwn`: as a file of the tool's has it. Rejects with a `TypeError` where nothing can be sent to that, and
   * with the system's error where the disk fails; then nothing has changed.
   */
  async connect(tool: string, provider: ProviderId, upstream: string, isOwn = false): Promise<ToolConnection> {
    if (!isUpstream(upstream)) throw new TypeError('Not an address that requests can be sent to');
    const port = await this.choosePort();
    if (isOwnPort(new URL(upstream), port)) throw new TypeError('The gateway cannot pass requests on to itself');
    const isSame = (one: ToolConnection) => one.tool === tool && one.provider === provider;
    const place = { tool, provider, upstream, ...(isOwn && { isOwn }) };
    const fresh = { ...place, secret: newSecret(), since: this.#parts.wall() };
    await this.#change((kept) => {
      const before = kept.tools.find(isSame);
      const isKnown = before?.upstream === upstream && (before.isOwn ?? false) === isOwn;
      if (isKnown && before === kept.tools.at(-1)) return kept;
      // Whoever still has the address of before was not asked whether its key may go elsewhere.
      const goesOn = before && new URL(before.upstream).origin === new URL(upstream).origin;
      const connection = { ...fresh, ...(goesOn && { secret: before.secret, since: before.since }) };
      return { ...kept, port: kept.port ?? port, tools: [...kept.tools.filter((one) => !isSame(one)), connection] };
    });
    return this.all.find(isSame) ?? fresh;
  }

  /** Takes back all addresses of a tool. Rejects where the disk fails. */
  async disconnect(tool: string): Promise<void> {
    await this.#change((kept) => {
      const tools = kept.tools.filter((one) => one.tool !== tool);
      return tools.length === kept.tools.length ? kept : { ...kept, tools };
    });
  }

  async choosePort(): Promise<number> {
    const { port, statusSecret } = this.#known;
    if (port !== null && statusSecret !== null) return port;
    const found = this.#unkept ?? { port: port ?? (await freePort(this.#parts.random)), statusSecret: newSecret() };
    try {
      await this.#change((kept) =>
        kept.port === null || kept.statusSecret === null
          ? { ...kept, port: kept.port ?? found.port, statusSecret: kept.statusSecret ?? found.statusSecret }
          : kept,
      );
    } catch (error) {
      this.#unkept = found;
      this.#parts.warn(`The gateway's port cannot be kept: ${diskTrouble(error)}.`);
    }
    return this.port ?? found.port;
  }

  /** Takes another port, because somebody else has this one: every tool and the status have new addresses then. Rejects as `connect` does. */
  async chooseAnotherPort(): Promise<void> {
    const port = await freePort(this.#parts.random);
    await this.#change((kept) => ({ ...kept, port, statusSecret: newSecret() }));
  }

  dispose(): void {
    this.#isOver = true;
    this.#watching?.dispose();
    this.#changed.dispose();
  }

  async #change(edit: (kept: KeptConnections) => KeptConnections): Promise<void> {
    await this.#file.change((content) => {
      const kept = connectionsIn(content);
      const edited = edit(kept);
      return edited === kept ? content : edited;
    });
    await this.look();
    if (this.#watching === null) this.#watch();
  }

  /** Looks at what is kept, before the system tells of a change. One look after the other: an older one never counts last. Never rejects. */
  look(): Promise<void> {
    const read = async () => {
      const found = await this.#file.read().catch((error) => {
        this.#parts.warn(`The gateway's connections cannot be read: ${diskTrouble(error)}.`);
        return null;
      });
      if (found === null || found.kind === 'newer' || this.#isOver) return;
      const known = found.kind === 'sound' ? connectionsIn(found.content) : noConnections;
      if (JSON.stringify(known) === JSON.stringify(this.#known)) return;
      this.#known = known;
      this.#changed.fire();
    };
    // A fault of whoever is told must not stop the looks after this one.
    this.#reading = this.#reading.then(read).catch((fault) => this.#parts.warn(String(fault)));
    return this.#reading;
  }

  #watch(): void {
    this.#watching ??= watchFolder(join(this.#parts.folder, 'gateway'), this.#parts.clock, () => void this.look());
  }
}

function isOwnPort({ hostname, port }: URL, own: number): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) && Number(port) === own;
}
