import type { Disposable } from '../base/disposable.ts';
import { errorCode } from '../base/errorCode.ts';
import type { Epochs } from './election.ts';
import type { EpochFolder } from './epochDisk.ts';

/** Where epochs are claimed: files of a name of their own, in a folder that may hold others. */
export interface EpochRegister {
  readonly folder: EpochFolder;
  /** What the names of its files begin with. */
  readonly prefix: string;
}

/** What a disk answers that takes no file, or nothing into one. */
const takesNothing = new Set(['ENOSPC', 'EROFS', 'EDQUOT']);

/**
 * One file for each epoch, made so that it fails if it is there; it holds the leader's address. The highest is never
 * removed, so none is claimed twice.
 */
export class EpochFiles implements Epochs {
  readonly #registers: readonly EpochRegister[];
  readonly #claimed: (epoch: number) => void;
  readonly #before: number;
  readonly #removed: (makeAgain: () => void) => void;
  /** The highest that was ever found. */
  #seen = 0;

  /**
   * Of the registers the first counts, or else one on another disk: the first may be full. `claimed` may remove what earlier
   * leaders have left. `before`: an epoch that is over, though no file here may say so. `removed`: the folder was removed,
   * and what was in it is to be made again; may be called many times.
   */
  constructor(
    registers: readonly EpochRegister[],
    claimed: (epoch: number) => void,
    before = 0,
    removed: (makeAgain: () => void) => void = () => {},
  ) {
    this.#registers = registers;
    this.#before = before;
    this.#removed = removed;
    this.#claimed = claimed;
  }

  highest(): number {
    const found = Math.max(this.#before, ...this.#registers.flatMap(epochsIn));
    if (found < this.#seen) this.#makeAgain();
    this.#seen = Math.max(this.#seen, found);
    return this.#seen;
  }

  /** Where no disk takes a file the address alone keeps two windows apart. */
  claim(epoch: number, address: string): boolean {
    for (const register of this.#registers) {
      const made = makeIn(register, epoch, address);
      if (made === 'there') return false;
      if (made === 'full') continue;
      if (this.highest() !== epoch) return false;
      this.#removeBelow(epoch);
      this.#claimed(epoch);
      return true;
    }
    return this.highest() < epoch;
  }

  addressOf(epoch: number): string | null {
    for (const { folder, prefix } of this.#registers) {
      try {
        return folder.read(prefix + epoch) || null;
      } catch {
        // It is in another register, or nowhere.
      }
    }
    return null;
  }

  /** Where the system has no more watchers to give, whoever leads still looks before it acts. */
  watch(changed: () => void): Disposable {
    const watching = this.#registers.flatMap(({ folder }) => {
      try {
        return [folder.watch(changed)];
      } catch {
        return [];
      }
    });
    const dispose = () => {
      for (const one of watching) one.dispose();
    };
    return { dispose };
  }

  /** Windows that open later would meet elsewhere, beside those that are open. */
  #makeAgain(): void {
    this.#removed(() => {
      const [register] = this.#registers;
      if (register) makeIn(register, this.#seen, '');
    });
  }

  #removeBelow(epoch: number): void {
    for (const register of this.#registers)
      for (const old of epochsIn(register)) if (old < epoch) register.folder.remove(register.prefix + old);
  }
}

/** A file counts though its address found no room: an empty one is as good a claim. */
function makeIn({ folder, prefix }: EpochRegister, epoch: number, address: string): 'made' | 'there' | 'full' {
  try {
    folder.make(prefix + epoch);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return 'there';
    if (takesNothing.has(code)) return 'full';
    throw error;
  }
  try {
    folder.fill(prefix + epoch, address);
  } catch {
    // Others then take the address to be where they would listen themselves.
  }
  return 'made';
}

function epochsIn({ folder, prefix }: EpochRegister): number[] {
  return folder.names().flatMap((name) => {
    const number = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    return /^\d{1,15}$/.test(number) ? [Number(number)] : [];
  });
}
