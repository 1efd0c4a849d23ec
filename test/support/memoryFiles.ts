import { basename } from 'node:path';
import type { FileSystem, FolderEntry, OpenFile } from '../../src/state/fileSystem.ts';
import { highestEpoch, type Kept, KeptState, type KeptStateParts } from '../../src/state/keptState.ts';

/** A folder of files in memory: everything happens at once, so that a test's own time can pass between two calls. */
export class MemoryFiles implements FileSystem {
  readonly constants = { O_RDONLY: 0 };
  readonly files: Map<string, Uint8Array>;
  /** The code that every call fails with; `null` while the disk works. */
  fault: string | null = null;
  /** The names that files were given, in order. */
  readonly renamed: string[] = [];

  constructor(files: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.files = new Map(files);
  }

  async mkdir(): Promise<void> {
    this.#mayFail();
  }

  async chmod(): Promise<void> {
    this.#mayFail();
  }

  async lstat(): Promise<FolderEntry> {
    this.#mayFail();
    return entry(0, true);
  }

  async readdir(): Promise<string[]> {
    this.#mayFail();
    return [...this.files.keys()];
  }

  async rename(from: string, to: string): Promise<void> {
    this.#mayFail();
    this.files.set(basename(to), this.#get(from));
    this.files.delete(basename(from));
    this.renamed.push(basename(to));
  }

  async unlink(path: string): Promise<void> {
    this.#mayFail();
    this.#get(path);
    this.files.delete(basename(path));
  }

  async open(path: string, flags: string | number): Promise<OpenFile> {
    this.#mayFail();
    if (flags === 'wx') this.files.set(basename(path), new Uint8Array());
    else if (flags !== 'r') this.#get(path);
    return {
      stat: async () => entry(this.#get(path).length, false),
      readFile: async () => this.#get(path),
      writeFile: async (bytes) => {
        this.#mayFail();
        this.files.set(basename(path), bytes);
      },
      sync: async () => this.#mayFail(),
      close: async () => {},
    };
  }

  #get(path: string): Uint8Array {
    const bytes = this.files.get(basename(path));
    if (!bytes) throw Object.assign(new Error(), { code: 'ENOENT' });
    return bytes;
  }

  #mayFail(): void {
    if (this.fault !== null) throw Object.assign(new Error(), { code: this.fault });
  }
}

/** What is kept in such a folder, by the window that was opened last. */
export async function keptIn(
  files: MemoryFiles,
  kept: Kept,
  parts: Pick<KeptStateParts, 'clock' | 'wall' | 'warn'>,
): Promise<KeptState> {
  const place = { ...parts, files, folder: '/state', user: 1000 };
  return new KeptState(place, { epoch: (await highestEpoch(place)) + 1, mayWrite: () => true }, kept);
}

function entry(size: number, isDirectory: boolean): FolderEntry {
  return { size, mode: 0o700, uid: 1000, isFile: () => !isDirectory, isDirectory: () => isDirectory };
}
