import { Emitter } from '../../../src/base/disposable.ts';
import type { EpochFolder } from '../../../src/bus/epochDisk.ts';

/** What a disk has no room for: nothing, what is written into files, or files. */
export type Fullness = 'room' | 'no data' | 'no files';

/** A folder in memory on a disk that may be full. */
export class SimulatedFolder implements EpochFolder {
  readonly #files = new Map<string, string>();
  readonly #changed = new Emitter<void>();
  readonly watch = this.#changed.event;
  fullness: Fullness = 'room';

  names(): string[] {
    return [...this.#files.keys()];
  }

  make(name: string): void {
    if (this.#files.has(name)) throw Object.assign(new Error(`${name} is there`), { code: 'EEXIST' });
    if (this.fullness === 'no files') throw full();
    this.#files.set(name, '');
    this.#changed.fire();
  }

  fill(name: string, text: string): void {
    if (this.fullness !== 'room') throw full();
    this.#files.set(name, text);
  }

  read(name: string): string {
    const text = this.#files.get(name);
    if (text === undefined) throw Object.assign(new Error(`${name} is not there`), { code: 'ENOENT' });
    return text;
  }

  remove(name: string): void {
    this.#files.delete(name);
  }
}

function full(): Error {
  return Object.assign(new Error('no space left'), { code: 'ENOSPC' });
}
