import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { inTime } from '../base/inTime.ts';
import { diskTrouble } from './fileSystem.ts';
import type { StateFile } from './stateFile.ts';
import { UnsafeFolder } from './stateFolder.ts';

export interface StateKeeperParts {
  readonly clock: Clock;
  readonly file: Pick<StateFile, 'read' | 'replace'>;
  /** The number of the leader that this window is; higher than that of any before. */
  readonly epoch: number;
  /** Whether this window is still the leader. */
  readonly mayWrite: () => boolean;
  /** Takes what was kept, unchecked; called once at most. */
  readonly take: (content: unknown) => void;
  /** Makes the content to write; asked when it is written, not before. */
  readonly content: () => unknown;
  /** Takes what goes wrong; each said once. */
  readonly warn: (message: string) => void;
  /** Milliseconds between the beginnings of two writes at least. */
  readonly pace: number;
}

/** The pace of what must not be lost: whatever is older than this is on disk; milliseconds. */
export const quickly = 2_000;
/** Milliseconds after which a disk that took nothing is tried again. */
const retry = 3_600_000;
/** A disk that hangs must not hang the gauge; milliseconds. */
const patience = 2_000;
/** More than the calls of the disk that a read takes, each of which ends in a turn of the process at the soonest. */
const turns = 20;

/**
 * Keeps one document up to date: writes soon after each change, not more often than its pace, one write after the other,
 * and nothing before it has read what was there. Where the disk fails, all goes on in memory; that is said once, and
 * tried again every hour. What a newer version has written is left alone, and so is everything once another window leads.
 * Whoever gets the time at the end calls `flush`; where nobody does, the last two seconds are lost at most.
 */
export class StateKeeper {
  readonly #parts: StateKeeperParts;
  #isRead = false;
  #isChanged = false;
  /** Whether nothing may be written in this session any more. */
  #isOver = false;
  #timer: Disposable | null = null;
  #work: Promise<void> | null = null;
  /** Monotonic ms before which the disk is left alone. */
  #restsUntil = -Infinity;
  readonly #ended = new AbortController();

  constructor(parts: StateKeeperParts) {
    this.#parts = parts;
  }

  /** Reads what was kept; resolves when that is taken, or cannot be read, or takes long. Never rejects. */
  async start(): Promise<void> {
    this.#plan();
    // In turns, since a process that was suspended or starved meanwhile hears of the time before it hears of the disk.
    for (let turn = 0; turn < turns && !this.#isRead && !this.#isOver; turn++)
      await inTime(async () => this.#work, patience / turns, this.#parts.clock, this.#ended.signal);
  }

  /** Something that is kept has changed. */
  changed(): void {
    this.#isChanged = true;
    this.#plan();
  }

  /** Writes what has changed, whatever the pace; resolves when it is on the disk, cannot be, or takes long. Never rejects. */
  async flush(): Promise<void> {
    await inTime(() => this.#flush(), patience, this.#parts.clock, this.#ended.signal);
  }

  dispose(): void {
    this.#isOver = true;
    this.#ended.abort();
    this.#timer?.dispose();
  }

  async #flush(): Promise<void> {
    // A write that is under way may have begun before the last change.
    await this.#work;
    if (!this.#isRead || !this.#isChanged || this.#isOver) return;
    this.#timer?.dispose();
    this.#timer = null;
    this.#begin();
    await this.#work;
  }

  #plan(): void {
    const isDue = this.#isChanged || !this.#isRead;
    if (!isDue || this.#isOver || this.#timer || this.#work) return;
    const { clock } = this.#parts;
    const wait = this.#restsUntil - clock.now();
    if (wait <= 0) this.#begin();
    else {
      this.#timer = clock.after(wait, () => {
        this.#timer = null;
        this.#begin();
      });
    }
  }

  #begin(): void {
    const { clock, pace } = this.#parts;
    if (this.#isRead) this.#restsUntil = clock.now() + pace;
    this.#work = (this.#isRead ? this.#write() : this.#read())
      .catch((error) => this.#fail(error))
      .finally(() => {
        this.#work = null;
        this.#plan();
      });
  }

  async #read(): Promise<void> {
    const found = await this.#parts.file.read();
    if (this.#isOver) return;
    this.#isRead = true;
    if (found.kind === 'newer') this.#isOver = true;
    if (found.kind === 'sound') this.#parts.take(found.content);
  }

  async #write(): Promise<void> {
    const { file, epoch, mayWrite, content } = this.#parts;
    this.#isChanged = false;
    try {
      if (!(await file.replace(epoch, content(), mayWrite))) this.#isOver = true;
    } catch (error) {
      this.#isChanged = true;
      throw error;
    }
  }

  /** Says why, without the path, which names the user. */
  #fail(error: unknown): void {
    this.#restsUntil = this.#parts.clock.now() + retry;
    const why = error instanceof UnsafeFolder ? `its folder is ${error.code}` : diskTrouble(error);
    this.#parts.warn(`State: ${why}. It goes on in memory until the disk takes it.`);
  }
}
