import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CountedSpending, SpendingStore } from '../engine/purse.ts';

/** Age at which an unchanged file must belong to another day; milliseconds. */
const outdated = 2 * 86_400_000;

/**
 * One file for each window. Windows share the editor's global state as one object, which the last writer replaces
 * whole: counters written that often would wipe out a key that another window has just added.
 */
export class SpendingFiles implements SpendingStore {
  readonly #folder: string;
  readonly #name: string;
  #writing: Promise<void> = Promise.resolve();

  /** `windowId` must differ for each window and each reload. */
  constructor(folder: string, windowId: string) {
    this.#folder = folder;
    this.#name = `${windowId}.json`;
  }

  async others(): Promise<unknown[]> {
    const names = (await readdir(this.#folder).catch(() => [])).filter((name) => name.endsWith('.json'));
    const found = await Promise.all(names.filter((name) => name !== this.#name).map((name) => this.#read(name)));
    return found.filter((one) => one !== null);
  }

  /** Replaces this window's file as a whole, one write after the other. */
  write(own: CountedSpending): Promise<void> {
    this.#writing = this.#writing.catch(() => {}).then(() => this.#replace(JSON.stringify(own)));
    return this.#writing;
  }

  async #replace(text: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const file = join(this.#folder, this.#name);
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  }

  /** `null` if the file belongs to another day, is damaged, or is gone by now. */
  async #read(name: string): Promise<unknown> {
    const file = join(this.#folder, name);
    try {
      const { mtimeMs } = await stat(file);
      if (Date.now() - mtimeMs < outdated) return JSON.parse(await readFile(file, 'utf8'));
      await rm(file, { force: true });
    } catch {
      // Another window may be writing or sweeping right now.
    }
    return null;
  }
}
