import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, rmSync, type Stats, writeFileSync } from 'node:fs';
import { link, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { errorCode } from '../base/errorCode.ts';
import type { Network } from './channel.ts';
import type { Epochs } from './election.ts';
import { epochFolder } from './epochDisk.ts';
import { EpochFiles } from './epochFiles.ts';
import { sockets } from './socketNetwork.ts';

/** The machine as far as it decides where the windows of a user meet. */
export interface System {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The folder for temporary files. */
  readonly temporary: string;
  /** `null` where users have no number: Windows. */
  readonly userId: number | null;
}

/** Where the windows of a user meet, the same for every editor. */
export interface MeetingPlace {
  /** Known to this user alone. */
  readonly secret: string;
  readonly epochs: Epochs;
  readonly network: Network;
  addressOf(epoch: number): string;
}

/** Why a place was not used. */
export type PlaceRefusal = 'symbolic-link' | 'in-the-way' | 'foreign' | 'open-to-others' | 'path-too-long';

const sentences: Readonly<Record<PlaceRefusal, string>> = {
  'symbolic-link': 'the place where windows meet is a symbolic link',
  'in-the-way': 'something else has the name of the place where windows meet',
  foreign: 'the place where windows meet belongs to another user',
  'open-to-others': 'the place where windows meet is open to other users',
  'path-too-long': 'the path to the place where windows meet is too long',
};

/** A place that is not safe, or cannot be used. */
export class PlaceRefused extends Error {
  readonly refusal: PlaceRefusal;

  constructor(refusal: PlaceRefusal) {
    super(sentences[refusal]);
    this.refusal = refusal;
  }
}

/** macOS takes 104 bytes, Linux 108, and Node cuts off what is longer without a word. */
const longestPath = 100;
const secretForm = /^[0-9a-f]{64}$/;

/**
 * Makes the place if it is not there. `before`: the last epoch in which anything was kept; the folder of epochs may have
 * been removed since. Rejects with a `PlaceRefused`, or with what the disk said.
 */
export async function openPlace(system: System, before = 0): Promise<MeetingPlace> {
  const state = join(stateFolder(system), 'bus');
  await ownFolder(state, system.userId);
  const secret = await readSecret(state, system.userId);
  const name = createHmac('sha256', secret).update('address').digest('hex').slice(0, 16);
  const removed = puttingBack(state, secret);
  const register = { folder: epochFolder(state), prefix: 'epoch-' };
  if (system.platform === 'win32') {
    const addressOf = (epoch: number) => `\\\\.\\pipe\\keygauge-${name}-${epoch}`;
    return { secret, addressOf, epochs: new EpochFiles([register], () => {}, before, removed), network: sockets };
  }
  const folder = join(runtimeFolder(system), `keygauge-${system.userId}`);
  const addressOf = (epoch: number) => join(folder, `${name}-${epoch}`);
  if (Buffer.byteLength(addressOf(999_999_999)) > longestPath) throw new PlaceRefused('path-too-long');
  await ownFolder(folder, system.userId);
  const sweep = (epoch: number) => void removeOlder(folder, name, epoch).catch(() => {});
  // Mostly on another disk, which other homes may share.
  const spare = { folder: epochFolder(folder), prefix: `${name}-epoch-` };
  const listen: Network['listen'] = async (...asked) => {
    // Whoever tidies up may have removed it since.
    await ownFolder(folder, system.userId);
    return sockets.listen(...asked);
  };
  const epochs = new EpochFiles([register, spare], sweep, before, removed);
  return { secret, addressOf, epochs, network: { ...sockets, listen } };
}

/** Where a program keeps what is to outlive it and belongs to nobody's documents. */
export function stateFolder({ platform, environment, home }: System): string {
  if (platform === 'win32')
    return join(absolute(environment.LOCALAPPDATA) ?? join(home, 'AppData', 'Local'), 'keygauge');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'keygauge');
  return join(absolute(environment.XDG_STATE_HOME) ?? join(home, '.local', 'state'), 'keygauge');
}

function runtimeFolder({ environment, temporary }: System): string {
  return absolute(environment.XDG_RUNTIME_DIR) ?? temporary;
}

function absolute(path: string | undefined): string | null {
  return path && isAbsolute(path) ? path : null;
}

/** A folder that is this user's and nobody else's. Anybody may have made one of that name in a folder for all. */
async function ownFolder(folder: string, userId: number | null): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  const found = await lstat(folder);
  if (!found.isDirectory() && !found.isSymbolicLink()) throw new PlaceRefused('in-the-way');
  refuseUnsafe(found, userId);
}

function refuseUnsafe(found: Stats, userId: number | null): void {
  if (found.isSymbolicLink()) throw new PlaceRefused('symbolic-link');
  if (userId === null) return;
  if (found.uid !== userId) throw new PlaceRefused('foreign');
  if ((found.mode & 0o077) !== 0) throw new PlaceRefused('open-to-others');
}

/** The text that windows of this user know each other by; whoever comes first makes it. */
async function readSecret(folder: string, userId: number | null): Promise<string> {
  const path = join(folder, 'secret');
  const present = await storedSecret(path, userId);
  if (present !== null) return present;
  const own = join(folder, `secret-${randomBytes(8).toString('hex')}`);
  try {
    await writeFile(own, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    // Whole or not at all, and never in place of another window's.
    await link(own, path).catch((error) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    const stored = await storedSecret(path, userId);
    if (stored !== null) return stored;
    // What is there is damaged: windows that know each other by it will meet again under the new one.
    await rename(own, path);
  } finally {
    await rm(own, { force: true });
  }
  return (await storedSecret(path, userId)) ?? Promise.reject(new PlaceRefused('in-the-way'));
}

/** Whoever removes a folder is done after so many milliseconds. */
const untilRemoved = 500;

/** Puts back a folder, and what else `makeAgain` makes in it. What the disk does not take is tried when it is asked again. */
function puttingBack(folder: string, secret: string): (makeAgain: () => void) => void {
  let isWaiting = false;
  return (makeAgain) => {
    if (isWaiting) return;
    isWaiting = true;
    systemClock().after(untilRemoved, () => {
      isWaiting = false;
      try {
        putBack(folder, secret);
        makeAgain();
      } catch {
        // The next look finds it missing still.
      }
    });
  };
}

/** Makes a folder again that somebody has removed, with its secret, at once. Throws what the disk says. */
function putBack(folder: string, secret: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = join(folder, `secret-${randomBytes(8).toString('hex')}`);
  try {
    writeFileSync(own, secret, { mode: 0o600, flag: 'wx' });
    linkSync(own, join(folder, 'secret'));
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** `null` if there is none, or it is damaged. */
async function storedSecret(path: string, userId: number | null): Promise<string | null> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return null;
  if (!found.isFile() && !found.isSymbolicLink()) throw new PlaceRefused('in-the-way');
  refuseUnsafe(found, userId);
  const stored = (await readFile(path, 'utf8')).trim();
  return secretForm.test(stored) ? stored : null;
}

/** Removes the sockets of earlier epochs: of processes that were killed, or have been replaced. */
async function removeOlder(folder: string, name: string, epoch: number): Promise<void> {
  for (const file of await readdir(folder)) {
    const [, found] = new RegExp(`^${name}-(\\d+)$`).exec(file) ?? [];
    if (found !== undefined && Number(found) < epoch) await rm(join(folder, file), { force: true });
  }
}
