import { join } from 'node:path';
import { errorCode } from '../base/errorCode.ts';
import { type DocumentKind, encode } from './document.ts';
import type { FileSystem } from './fileSystem.ts';
import { type FoundState, StateFile } from './stateFile.ts';

export interface RevisionFiles extends FileSystem {
  /** Gives a file a second name. Rejects with `EEXIST` where the name is taken. */
  link(existing: string, path: string): Promise<void>;
}

export interface RevisionFileParts {
  readonly files: RevisionFiles;
  readonly folder: string;
  /** The user's id; `null` where the platform has none. */
  readonly user: number | null;
  readonly kind: DocumentKind;
  /** A text that was never used before. */
  readonly nonce: () => string;
  /** Takes what was found to be wrong with a file. */
  readonly warn: (message: string) => void;
}

/** A writer that was overtaken this often gives up: nobody chooses that fast. */
const mostTries = 20;
/** Revisions that are left beside the newest: for when it is damaged, and for a writer that was suspended meanwhile. */
const kept = 4;

/**
 * A document that any process of the user's may change, as a file for each revision: `NAME-REVISION.json`. Each is written
 * whole under another name and then given its own, which only one writer succeeds in; who comes second reads again.
 */
export class RevisionFile {
  readonly #parts: RevisionFileParts;
  readonly #file: StateFile;

  constructor(parts: RevisionFileParts) {
    this.#parts = parts;
    this.#file = new StateFile(parts);
  }

  /** The newest sound revision, its number as `epoch`. Rejects where the folder cannot be used, or the disk fails. */
  read(): Promise<FoundState> {
    return this.#file.read();
  }

  /**
   * Makes the next revision of what `edit` makes of the content, `undefined` where there is none; it makes nothing where
   * `edit` gives the same. Rejects where the disk fails or a newer version has written: then all is as before.
   */
  async change(edit: (content: unknown) => unknown): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      const found = await this.read();
      if (found.kind === 'newer') throw Object.assign(new Error('Written by a newer version'), { code: 'ENEWER' });
      const content = found.kind === 'sound' ? found.content : undefined;
      const next = edit(content);
      if (next === content) return;
      // What was set aside as damaged had a higher number, which is free again.
      if (await this.#make(found.kind === 'sound' ? found.epoch + 1 : 1, next)) return;
    }
    throw Object.assign(new Error('Others write all the time'), { code: 'EBUSY' });
  }

  /** `false` if another writer has made this revision. */
  async #make(revision: number, content: unknown): Promise<boolean> {
    const { files, kind, nonce } = this.#parts;
    const path = this.#path(`${kind.name}-${revision}.json`);
    const draft = `${path}.${nonce()}.new`;
    try {
      const file = await files.open(draft, 'wx', 0o600);
      try {
        await file.writeFile(encode(kind, revision, content));
        await file.sync();
      } finally {
        await file.close();
      }
      await files.link(draft, path);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await files.unlink(draft).catch(() => {});
    }
    await this.#removeOlder(revision - kept);
    return true;
  }

  /** With what writers that were killed have left. */
  async #removeOlder(oldest: number): Promise<void> {
    const own = new RegExp(`^${this.#parts.kind.name}-(\\d{1,15})\\.json(?:\\..+\\.new)?$`);
    for (const name of await this.#parts.files.readdir(this.#parts.folder).catch(() => [])) {
      const revision = Number(own.exec(name)?.[1] ?? Number.POSITIVE_INFINITY);
      if (revision < oldest) await this.#parts.files.unlink(this.#path(name)).catch(() => {});
    }
  }

  #path(name: string): string {
    return join(this.#parts.folder, name);
  }
}
