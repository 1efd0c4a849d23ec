import * as disk from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../base/errorCode.ts';
import type { ToolFile } from '../../core/tools/toolFile.ts';
import { withoutBaseUrl } from '../../core/tools/toolFileText.ts';

/** A tool's settings are a page; what is longer is none. Bytes. */
const longest = 1024 * 1024;
const mostBackups = 99;

/** What is known of a tool's file that names, or may name, an address of the gateway. */
export interface ToolFileRecord {
  /** The base URL that it named before; `null` where it named none. */
  readonly before: string | null;
  /** A copy of it as it was; `null` where it was not there, or the user has changed it by hand. */
  readonly backup: string | null;
  /** Whether it was changed here, or by the user with what was copied. */
  readonly isOurs: boolean;
  /** Whether it was made here. */
  readonly isNew: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a file of a tool's is. */
export function placeOf(
  { path, folder }: Pick<ToolFile, 'path' | 'folder'>,
  environment: Environment,
  home: string,
): string {
  const moved = environment[folder];
  return moved ? join(moved, ...path.slice(1)) : join(home, ...path);
}

/** Takes an address out of a file again. `false` if that cannot be done safely; rejects where the disk fails. */
export async function putBack(
  path: string,
  text: string,
  form: ToolFile,
  { before, backup, isNew }: Omit<ToolFileRecord, 'isOurs'>,
): Promise<boolean> {
  const restored = withoutBaseUrl(text, form, before);
  if (restored === null) return false;
  if (isNew && restored === '') await disk.unlink(await disk.realpath(path));
  else await writeToolFile(path, restored);
  // A copy that differs from what is there now stays: it may be missed.
  if (backup !== null && (await textOf(backup)) === restored) await disk.unlink(backup);
  return true;
}

/** In place, since a file like this is often a link to one that is shared between machines. */
export async function writeToolFile(path: string, text: string): Promise<void> {
  await disk.mkdir(join(path, '..'), { recursive: true });
  // It holds a secret of this machine now.
  await disk.writeFile(path, text, { mode: 0o600 });
}

/** Copies a file, and returns where to. */
export async function copyBeside(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const copy = copyOf(path, number);
    try {
      await disk.copyFile(path, copy, disk.constants.COPYFILE_EXCL);
      return copy;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || number === mostBackups) throw error;
    }
  }
}

function copyOf(path: string, number: number): string {
  return `${path}.before-keygauge${number === 1 ? '' : `-${number}`}`;
}

/** The copy of a file that was made last; `null` where there is none. */
export async function backupOf(path: string): Promise<string | null> {
  let found: string | null = null;
  for (let number = 1; number <= mostBackups; number++) {
    const copy = copyOf(path, number);
    if ((await disk.stat(copy).catch(() => null)) === null) break;
    found = copy;
  }
  return found;
}

/** `null` where there is no file. Rejects where it cannot be read, or is too long to be one of these. */
export async function textOf(path: string): Promise<string | null> {
  try {
    const { size } = await disk.stat(path);
    if (size > longest) throw new Error('The file is too long');
    return await disk.readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
