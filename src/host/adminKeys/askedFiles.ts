import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AskedTimes } from '../../sources/admin/turns.ts';

/**
 * When each admin key was used last, a file for each, so that all windows together ask as rarely as one. Where the disk
 * takes nothing, this window knows of itself alone.
 */
export class AskedFiles implements AskedTimes {
  readonly #folder: string;
  readonly #own = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async last(id: string): Promise<number | null> {
    const own = this.#own.get(id) ?? null;
    try {
      const text = await readFile(this.#fileOf(id), 'utf8');
      return /^\d{1,16}$/.test(text) ? Math.max(Number(text), own ?? 0) : own;
    } catch {
      return own;
    }
  }

  async note(id: string, at: number): Promise<void> {
    this.#own.set(id, at);
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(this.#fileOf(id), String(Math.round(at)), { mode: 0o600 });
    } catch {}
  }

  #fileOf(id: string): string {
    return join(this.#folder, `${encodeURIComponent(id)}.txt`);
  }
}

/**
 * The same for keys that several editors have: each is known by its `digestOf` too, which all of them agree on; `null` where
 * there is none yet.
 */
export function agreedTimes(asked: AskedTimes, digestOf: (id: string) => string | null): AskedTimes {
  const namesOf = (id: string) => [id, digestOf(id)].filter((name) => name !== null);
  return {
    async last(id) {
      const times = await Promise.all(namesOf(id).map((name) => asked.last(name)));
      const known = times.filter((time) => time !== null);
      return known.length === 0 ? null : Math.max(...known);
    },
    async note(id, at) {
      await Promise.all(namesOf(id).map((name) => asked.note(name, at)));
    },
  };
}
