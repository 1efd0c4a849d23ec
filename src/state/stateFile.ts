import { join } from 'node:path';
import { errorCode } from '../base/errorCode.ts';
import { type DocumentKind, decode, encode } from './document.ts';
import type { FileSystem } from './fileSystem.ts';
import { prepareFolder } from './stateFolder.ts';

export interface StateFileParts {
  readonly files: FileSystem;
  readonly folder: string;
  /** The user's id; `null` where the platform has none. */
  readonly user: number | null;
  readonly kind: DocumentKind;
  /** Takes what was found to be wrong with a file. */
  readonly warn: (message: string) => void;
}

/** What was found on disk. `newer`: a later version of Keygauge has written there, and nothing of it may be touched. */
export type FoundState =
  | { readonly kind: 'none' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'sound'; readonly epoch: number; readonly content: unknown };

/** No state is this large; bytes. */
const longest = 16 * 1024 * 1024;

/**
 * One document in the folder of state, as a file for each epoch: `NAME-EPOCH.json`. Whoever writes in an older epoch than
 * the newest cannot reach the newest file, even if it was suspended in the middle of a write; readers take the newest. A
 * file is replaced as a whole, so it holds what was written last or what was written before.
 */
export class StateFile {
  readonly #parts: StateFileParts;

  constructor(parts: StateFileParts) {
    this.#parts = parts;
  }

  /**
   * Reads the newest sound document. A damaged one is set aside, and the one before counts. Rejects where the folder
   * cannot be used, or the disk fails.
   */
  async read(): Promise<FoundState> {
    const { files, folder, user, kind } = this.#parts;
    await prepareFolder(files, folder, user);
    for (const epoch of await this.#epochs()) {
      const bytes = await this.#bytesOf(epoch);
      if (bytes === null) continue;
      const found = decode(kind, bytes);
      if (found.kind === 'newer') {
        this.#parts.warn(`State: ${kind.name} is of version ${found.version}, which is newer. It is left alone.`);
        return found;
      }
      if (found.kind === 'sound') return found;
      await this.#setAside(epoch);
    }
    return { kind: 'none' };
  }

  /** The highest epoch that anybody has written in; 0 where nobody has. */
  async highestEpoch(): Promise<number> {
    const [highest = 0] = await this.#epochs();
    return highest;
  }

  /**
   * Replaces the document. Resolves with `false`, and nothing has changed, where somebody has written in a higher epoch or
   * `mayWrite` says no. Rejects where the disk fails; then what was there before is still there.
   */
  async replace(epoch: number, content: unknown, mayWrite: () => boolean): Promise<boolean> {
    const { files, folder, user, kind } = this.#parts;
    await prepareFolder(files, folder, user);
    if (!mayWrite() || (await this.highestEpoch()) > epoch) return false;
    const path = this.#path(epoch);
    const draft = `${path}.new`;
    // What a writer that was killed has left there.
    await this.#remove(draft);
    try {
      await this.#write(draft, encode(kind, epoch, content));
      // Whoever was suspended while it wrote finds out here.
      const isLate = !mayWrite() || (await this.highestEpoch()) > epoch;
      if (isLate) await this.#remove(draft);
      else await files.rename(draft, path);
      if (isLate) return false;
    } catch (error) {
      await this.#remove(draft).catch(() => {});
      throw error;
    }
    await this.#syncFolder();
    await this.#removeOlder(epoch);
    return true;
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    // `wx` follows no link and opens nothing that is there.
    const file = await this.#parts.files.open(path, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** The name is on disk once its folder is. Not every system lets a folder be opened; those keep names in a journal. */
  async #syncFolder(): Promise<void> {
    try {
      const folder = await this.#parts.files.open(this.#parts.folder, 'r');
      await folder.sync().finally(() => folder.close());
    } catch {
      // The file itself is whole in either case.
    }
  }

  /** Another one of these may be there for a moment, which is harmless: readers take the newest. */
  async #removeOlder(epoch: number): Promise<void> {
    const older = (await this.#epochs().catch(() => [])).filter((other) => other < epoch);
    for (const other of older) {
      for (const path of [this.#path(other), `${this.#path(other)}.new`]) await this.#remove(path).catch(() => {});
    }
  }

  /** The bytes of a file of ours; `null` where it is gone, or no file, or another user's. */
  async #bytesOf(epoch: number): Promise<Uint8Array | null> {
    const { files, user } = this.#parts;
    try {
      const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = files.constants;
      // Not through a link, and never waiting for a pipe.
      const file = await files.open(this.#path(epoch), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
      try {
        const entry = await file.stat();
        if (entry.isFile() && (user === null || entry.uid === user))
          return entry.size > longest ? new Uint8Array() : await file.readFile();
        this.#parts.warn(`State: ${this.#name(epoch)} is no file of this user. It is not read.`);
        return null;
      } finally {
        await file.close();
      }
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ELOOP') this.#parts.warn(`State: ${this.#name(epoch)} is a symbolic link. It is not followed.`);
      if (code === 'ENOENT' || code === 'ELOOP') return null;
      throw error;
    }
  }

  /** Keeps what was damaged last, under another name. */
  async #setAside(epoch: number): Promise<void> {
    const { files, folder, kind, warn } = this.#parts;
    const aside = `${kind.name}.damaged`;
    await files.rename(this.#path(epoch), join(folder, aside));
    warn(`State: ${this.#name(epoch)} is damaged and was set aside as ${aside}.`);
  }

  /** The epochs of which there is a file, the highest first. */
  async #epochs(): Promise<number[]> {
    const own = new RegExp(`^${this.#parts.kind.name}-(\\d{1,15})\\.json$`);
    const names = await this.#parts.files.readdir(this.#parts.folder).catch((error) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });
    return names
      .flatMap((name) => own.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => b - a);
  }

  async #remove(path: string): Promise<void> {
    await this.#parts.files.unlink(path).catch((error) => {
      if (errorCode(error) !== 'ENOENT') throw error;
    });
  }

  #name(epoch: number): string {
    return `${this.#parts.kind.name}-${epoch}.json`;
  }

  #path(epoch: number): string {
    return join(this.#parts.folder, this.#name(epoch));
  }
}
