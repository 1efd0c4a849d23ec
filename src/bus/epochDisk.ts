import { closeSync, openSync, readdirSync, readFileSync, rmSync, watch, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Disposable } from '../base/disposable.ts';

/** A folder as far as epochs need one. It acts at once: between a look and the act that it is for, nothing may happen. */
export interface EpochFolder {
  /** Names of the files in it; none where it is gone or cannot be read. */
  names(): string[];
  /** Makes an empty file. Throws `EEXIST` if one of that name is there, or what the disk says. */
  make(name: string): void;
  /** Puts a text into an empty file. Throws what the disk says. */
  fill(name: string, text: string): void;
  /** Throws what the disk says. */
  read(name: string): string;
  remove(name: string): void;
  /** Calls back when it has changed. Throws where the system has no more watchers to give. */
  watch(changed: () => void): Disposable;
}

export function epochFolder(folder: string): EpochFolder {
  return {
    names() {
      try {
        return readdirSync(folder);
      } catch {
        return [];
      }
    },
    make: (name) => closeSync(openSync(join(folder, name), 'wx', 0o600)),
    fill(name, text) {
      const file = openSync(join(folder, name), 'r+');
      try {
        writeSync(file, text);
      } finally {
        closeSync(file);
      }
    },
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    remove: (name) => rmSync(join(folder, name), { force: true }),
    watch(changed) {
      const watcher = watch(folder, { persistent: false }, changed);
      watcher.on('error', () => watcher.close());
      return { dispose: () => watcher.close() };
    },
  };
}
