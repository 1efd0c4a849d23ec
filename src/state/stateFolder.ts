import type { FileSystem } from './fileSystem.ts';

/** Why a folder is not used. */
export class UnsafeFolder extends Error {
  readonly code: string;

  constructor(code: 'a symbolic link' | 'not a folder' | 'another user’s') {
    super(`the folder of state is ${code}`);
    this.code = code;
  }
}

/**
 * Makes the folder if it is not there, for its user alone. Rejects with `UnsafeFolder` where something else lies there.
 * `user`: the user's id; `null` where the platform has none.
 */
export async function prepareFolder(files: FileSystem, folder: string, user: number | null): Promise<void> {
  await files.mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await files.lstat(folder);
  if (!found.isDirectory()) throw new UnsafeFolder(found.isFile() ? 'not a folder' : 'a symbolic link');
  if (user === null) return;
  if (found.uid !== user) throw new UnsafeFolder('another user’s');
  if ((found.mode & 0o077) !== 0) await files.chmod(folder, 0o700);
}
