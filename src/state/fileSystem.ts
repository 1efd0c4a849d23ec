import { errorCode } from '../base/errorCode.ts';

/** A file that is open. */
export interface OpenFile {
  stat(): Promise<FolderEntry>;
  readFile(): Promise<Uint8Array>;
  writeFile(bytes: Uint8Array): Promise<void>;
  /** Resolves once the disk has what was written. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What lies at a path. */
export interface FolderEntry {
  readonly size: number;
  readonly mode: number;
  /** The user it belongs to. */
  readonly uid: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** The part of `node:fs/promises` that state needs; tests pass one whose every call can fail. */
export interface FileSystem {
  /** Flags of `open`; Windows has some of them only. */
  readonly constants: { readonly O_RDONLY: number; readonly O_NOFOLLOW?: number; readonly O_NONBLOCK?: number };
  mkdir(path: string, options: { readonly recursive: true; readonly mode: number }): Promise<unknown>;
  /** Of the thing itself, not of what a link leads to. */
  lstat(path: string): Promise<FolderEntry>;
  chmod(path: string, mode: number): Promise<void>;
  readdir(path: string): Promise<string[]>;
  open(path: string, flags: string | number, mode?: number): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** What the disk had to say, such as `ENOSPC`. */
export function diskTrouble(error: unknown): string {
  return errorCode(error) || 'unknown trouble with the disk';
}
