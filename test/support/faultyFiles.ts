import * as disk from 'node:fs/promises';
import type { FileSystem, OpenFile } from '../../src/state/fileSystem.ts';

/**
 * The disk, of which one call goes wrong: the `at`-th, counted from 0. `dies`: the process is killed in that call, so it
 * and all that follow do nothing and never come back; of what was being written, half is there. Any other fault is the
 * code of an error.
 */
export class FaultyFiles implements FileSystem {
  readonly constants = disk.constants;
  readonly #at: number;
  readonly #fault: 'dies' | (string & {});
  /** The names of all calls so far. */
  readonly calls: string[] = [];

  readonly #opened: disk.FileHandle[] = [];
  /** Waited for before each call, by its number. */
  protected before: (number: number) => Promise<void> = async () => {};

  constructor(at = Number.POSITIVE_INFINITY, fault: 'dies' | (string & {}) = 'dies') {
    this.#at = at;
    this.#fault = fault;
  }

  get hasFailed(): boolean {
    return this.calls.length > this.#at;
  }

  /** Closes what a process that died has left open, as the system does. */
  async end(): Promise<void> {
    for (const file of this.#opened.splice(0)) await file.close();
  }

  mkdir: FileSystem['mkdir'] = (path, options) => this.#call('mkdir', () => disk.mkdir(path, options));
  lstat: FileSystem['lstat'] = (path) => this.#call('lstat', () => disk.lstat(path));
  chmod: FileSystem['chmod'] = (path, mode) => this.#call('chmod', () => disk.chmod(path, mode));
  readdir: FileSystem['readdir'] = (path) => this.#call('readdir', () => disk.readdir(path));
  rename: FileSystem['rename'] = (from, to) => this.#call('rename', () => disk.rename(from, to));
  unlink: FileSystem['unlink'] = (path) => this.#call('unlink', () => disk.unlink(path));

  open: FileSystem['open'] = async (path, flags, mode): Promise<OpenFile> => {
    const file = await this.#call('open', () => disk.open(path, flags, mode));
    this.#opened.push(file);
    return {
      stat: () => this.#call('stat', () => file.stat()),
      readFile: () => this.#call('readFile', () => file.readFile()),
      writeFile: (bytes) =>
        this.#call(
          'writeFile',
          () => file.writeFile(bytes),
          () => file.writeFile(bytes.subarray(0, bytes.length / 2)),
        ),
      sync: () => this.#call('sync', () => file.sync()),
      close: async () => {
        this.#opened.splice(this.#opened.indexOf(file), 1);
        await file.close();
        await this.#call('close', async () => {});
      },
    };
  };

  async #call<T>(name: string, act: () => Promise<T>, half: () => Promise<void> = async () => {}): Promise<T> {
    const number = this.calls.push(name) - 1;
    await this.before(number);
    if (this.#fault === 'dies' && number >= this.#at) {
      if (number === this.#at) await half();
      return new Promise<never>(() => {});
    }
    if (number !== this.#at) return act();
    await half();
    throw Object.assign(new Error(`${this.#fault}: no path may be in what is said of this`), { code: this.#fault });
  }
}
