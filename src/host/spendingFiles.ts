import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Memento } from 'vscode';
import type { Clock } from '../base/clock.ts';
import { errorCode } from '../base/errorCode.ts';
import { parseDay, parseSpendings, type Spendings, sumOf } from '../core/spending.ts';
import type { SpendingStore } from '../engine/purse.ts';
import { diskTrouble } from '../state/fileSystem.ts';

export interface SpendingFilesParts {
  /** A folder of this store's own; made when it is first needed. */
  readonly folder: string;
  /** The editor's global state, where version 0.1 kept the counts. */
  readonly state: Memento;
  /** The process that this window's extension host is. */
  readonly processId: number;
  readonly isRunning: (processId: number) => boolean;
  /** The user's calendar day as `2026-08-19`. */
  readonly today: () => string;
  readonly warn: (message: string) => void;
}

/** The form of a file; a later one cannot be read. */
const version = 1;
/** No window counts so much; bytes. */
const longest = 256 * 1024;
/** The name of version 0.1's counts of a key begins so. */
const oldKey = 'keygauge.spending.';
/** `PROCESS-ID.json`, of a file being written or taken over with more behind it. */
const ownName = /^(\d+)-[\w-]+\.json(\.new)?$/;

/**
 * One file for each window, readable by this user alone. Windows share the editor's global state as one object, which
 * the last writer replaces whole: counters written that often would wipe out what another window has just changed.
 */
export class SpendingFiles implements SpendingStore {
  readonly #parts: SpendingFilesParts;
  readonly #id: string;
  /** Counts of windows that are closed, which this one has taken over. */
  #inherited: Spendings = {};
  #hasWarned = false;
  readonly #takenOver: Promise<void>;
  #writing: Promise<void>;

  constructor(parts: SpendingFilesParts) {
    this.#parts = parts;
    this.#id = `${parts.processId}-${crypto.randomUUID()}`;
    this.#takenOver = this.#takeOver().catch((error) => this.#warnOf(error));
    this.#writing = this.#takenOver;
  }

  async others(): Promise<Spendings[]> {
    await this.#takenOver;
    for (let attempt = 1; ; attempt++) {
      const names = (await this.#names()).filter((name) => name !== this.#name && name.endsWith('.json'));
      const found = await Promise.all(names.map((name) => this.#read(name)));
      const read = found.filter((one) => one !== 'gone');
      // A window that opens right now may be taking a file over under another name.
      if (read.length === found.length || attempt === 3) return [...read, this.#inherited];
    }
  }

  /** Replaces this window's file as a whole, one write after the other. Said once where it fails. */
  write(own: Spendings): Promise<void> {
    const written = this.#writing.then(() => this.#replace(sumOf([this.#inherited, own], this.#parts.today())));
    this.#writing = written.catch((error) => this.#warnOf(error));
    return written;
  }

  /**
   * Folds what closed windows have left into this window's own file, so that there are never more files than windows
   * were open at once. Whoever renames a file first has it; one that is killed between two steps leaves a count that
   * is too high rather than too low.
   */
  async #takeOver(): Promise<void> {
    await this.#inheritOldState();
    const left = (await this.#names()).filter((name) => {
      const [, processId] = ownName.exec(name) ?? [];
      return processId !== undefined && !this.#parts.isRunning(Number(processId));
    });
    for (const [index, name] of left.entries()) {
      const mine = `${this.#id}-${index}.json`;
      if (!(await this.#move(name, mine))) continue;
      // A file that was still being written adds nothing to the one that it was to replace.
      const counted = name.endsWith('.new') ? {} : await this.#read(mine);
      if (counted !== 'gone') await this.#inherit(counted);
      await rm(this.#path(mine), { force: true });
    }
  }

  /** Takes over what version 0.1 counted in the global state, by the id of each key. */
  async #inheritOldState(): Promise<void> {
    const { state } = this.#parts;
    const keys = state.keys().filter((key) => key.startsWith(oldKey));
    const days = keys.map((key) => [key.slice(oldKey.length), parseDay(state.get(key))]);
    if (keys.length === 0) return;
    await this.#inherit(Object.fromEntries(days));
    for (const key of keys) await state.update(key, undefined);
  }

  async #inherit(counted: Spendings): Promise<void> {
    const inherited = sumOf([this.#inherited, counted], this.#parts.today());
    await this.#replace(inherited);
    this.#inherited = inherited;
  }

  async #replace(spending: Spendings): Promise<void> {
    const file = this.#path(this.#name);
    await mkdir(this.#parts.folder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.new`, JSON.stringify({ version, spending }), { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
  }

  /** The counts in a file. One that holds no counts is set aside; `gone`: another window has it now. */
  async #read(name: string): Promise<Spendings | 'gone'> {
    try {
      const { size } = await lstat(this.#path(name));
      const stored: unknown = size > longest ? null : JSON.parse(await readFile(this.#path(name), 'utf8'));
      const { version: found, spending } = (stored ?? {}) as Record<string, unknown>;
      if (found === version && typeof spending === 'object') return parseSpendings(spending);
      await this.#setAside(name, typeof found === 'number' && found > version ? 'of a newer version' : 'not of ours');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return 'gone';
      if (error instanceof SyntaxError) await this.#setAside(name, 'damaged');
      else this.#warnOf(error);
    }
    return {};
  }

  async #setAside(name: string, why: string): Promise<void> {
    if (await this.#move(name, `${name}.aside`))
      this.#parts.warn(`Counts of checks: ${name} is ${why} and was set aside as ${name}.aside.`);
  }

  /** Names of the files with counts, of those being written, and of strangers that look like either. */
  async #names(): Promise<string[]> {
    const entries = await readdir(this.#parts.folder, { withFileTypes: true }).catch((error) => {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    });
    return entries.filter((entry) => entry.isFile() && /\.json(\.new)?$/.test(entry.name)).map(({ name }) => name);
  }

  /** Renames a file; `false` if it is not there any more, or cannot be renamed. */
  async #move(name: string, to: string): Promise<boolean> {
    return rename(this.#path(name), this.#path(to)).then(
      () => true,
      () => false,
    );
  }

  get #name(): string {
    return `${this.#id}.json`;
  }

  #path(name: string): string {
    return join(this.#parts.folder, name);
  }

  /** Says once why the disk refused; without the path, which names the user. */
  #warnOf(error: unknown): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    this.#parts.warn(`Counts of checks: ${diskTrouble(error)}. They go on in memory until the disk takes them.`);
  }
}

/** The counts of the window that this process serves. */
export function openSpendingFiles(
  folder: string,
  state: Memento,
  clock: Clock,
  warn: (message: string) => void,
): SpendingFiles {
  const today = () => clock.today().day;
  return new SpendingFiles({ folder, state, processId: process.pid, isRunning, today, warn });
}

/** Whether a process of this machine is there. */
function isRunning(processId: number): boolean {
  try {
    // The signal 0 is none: it only asks.
    return process.kill(processId, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
