import * as disk from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Memento } from 'vscode';
import { errorCode } from '../../base/errorCode.ts';
import { type ConnectableTool, connectableTools, type ToolFile } from '../../core/tools/connectableTools.ts';
import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
import { baseUrlIn, withBaseUrl, withoutBaseUrl } from '../../core/tools/toolFileText.ts';

const storedAs = 'keygauge.toolFiles';
/** A tool's settings are a page; what is longer is none. Bytes. */
const longest = 1024 * 1024;
const mostBackups = 99;
/** The gateway's address, wherever it stands. */
const anyAddress = /\bhttp:\/\/127\.0\.0\.1:\d+\/[\w-]{22}/;

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

export interface ToolFilesParts {
  readonly state: Memento;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home?: string;
}

/** Whether any tool's file was ever pointed here, so that it may name an address of before. */
export function pointedFiles(state: Memento): boolean {
  return state.get<unknown>(storedAs) !== undefined;
}

/** The files of tools that name a base URL. They are read when asked for, and changed when the user says so. */
export class ToolFiles {
  readonly #state: Memento;
  readonly #environment: ToolFilesParts['environment'];
  readonly #home: string;

  constructor({ state, environment, home = homedir() }: ToolFilesParts) {
    this.#state = state;
    this.#environment = environment;
    this.#home = home;
  }

  pathOf({ path, folder }: ToolFile): string {
    const moved = this.#environment[folder];
    return moved ? join(moved, ...path.slice(1)) : join(this.#home, ...path);
  }

  /** The base URL that it names; `null` where it is not there, cannot be read, or names none. */
  async baseUrl(file: ToolFile): Promise<string | null> {
    const text = await this.#read(file).catch(() => null);
    return text === null ? null : baseUrlIn(text, file);
  }

  /** `null` for a tool whose file was never pointed here. */
  record(toolId: string): ToolFileRecord | null {
    return this.#records()[toolId] ?? null;
  }

  /** The tools whose files were pointed here. */
  recorded(): ConnectableTool[] {
    const records = this.#records();
    return connectableTools.filter(({ id }) => Object.hasOwn(records, id));
  }

  /** The user has been given a line for it. */
  async copied(toolId: string, before: string | null): Promise<void> {
    if (this.record(toolId) !== null) return;
    await this.#keep(toolId, { before, backup: null, isOurs: false, isNew: false });
  }

  /** Points it at an address, after a copy was made. `false` if that cannot be done safely; rejects where the disk fails. */
  async point(toolId: string, file: ToolFile, address: string): Promise<boolean> {
    const text = await this.#read(file);
    const changed = withBaseUrl(text ?? '', file, address);
    if (changed === null) return false;
    const known = this.record(toolId);
    const backup = text === null ? null : await this.#copy(file);
    const named = text === null ? null : baseUrlIn(text, file);
    const before = named === null || isGatewayAddress(named, null) ? (known?.before ?? null) : named;
    // What it was before all of this is what it goes back to.
    await this.#keep(toolId, known?.isOurs ? known : { before, backup, isOurs: true, isNew: text === null });
    await this.#write(file, changed);
    if (known?.isOurs && backup !== null) await disk.unlink(backup);
    return true;
  }

  /**
   * Takes the address out of it again. `false` if that is for the user to do, since nobody can tell what the file says, or the
   * user has put it there. Rejects where the disk fails.
   */
  async restore(toolId: string, file: ToolFile, isAddress: (baseUrl: string) => boolean): Promise<boolean> {
    const record = this.record(toolId);
    const text = await this.#read(file);
    const named = text === null ? null : baseUrlIn(text, file);
    // Twice, or in a form that we do not read.
    const isHidden = named === null && anyAddress.test(text ?? '');
    const isThere = text !== null && named !== null && isAddress(named);
    const isRestored = isThere && record?.isOurs === true && (await this.#restore(file, text, record));
    await this.#forget(toolId);
    return isThere ? isRestored : !isHidden;
  }

  async #restore(file: ToolFile, text: string, { before, backup, isNew }: ToolFileRecord): Promise<boolean> {
    const restored = withoutBaseUrl(text, file, before);
    if (restored === null) return false;
    if (isNew && restored === '') await disk.unlink(this.pathOf(file));
    else await this.#write(file, restored);
    // A copy that differs from what is there now stays: it may be missed.
    if (backup !== null && (await textOf(backup)) === restored) await disk.unlink(backup);
    return true;
  }

  async #read(file: ToolFile): Promise<string | null> {
    return textOf(this.pathOf(file));
  }

  /** In place, since a file like this is often a link to one that is shared between machines. */
  async #write(file: ToolFile, text: string): Promise<void> {
    const path = this.pathOf(file);
    await disk.mkdir(join(path, '..'), { recursive: true });
    // It holds a secret of this machine now.
    await disk.writeFile(path, text, { mode: 0o600 });
  }

  async #copy(file: ToolFile): Promise<string> {
    const path = this.pathOf(file);
    for (let number = 1; ; number++) {
      const copy = `${path}.before-keygauge${number === 1 ? '' : `-${number}`}`;
      try {
        await disk.copyFile(path, copy, disk.constants.COPYFILE_EXCL);
        return copy;
      } catch (error) {
        if (errorCode(error) !== 'EEXIST' || number === mostBackups) throw error;
      }
    }
  }

  #records(): Readonly<Record<string, ToolFileRecord>> {
    const stored = this.#state.get<unknown>(storedAs);
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
    return Object.fromEntries(entries.flatMap(([id, one]) => (isRecord(one) ? [[id, one]] : [])));
  }

  async #keep(toolId: string, record: ToolFileRecord): Promise<void> {
    await this.#state.update(storedAs, { ...this.#records(), [toolId]: record });
  }

  async #forget(toolId: string): Promise<void> {
    const { [toolId]: gone, ...rest } = this.#records();
    if (gone) await this.#state.update(storedAs, Object.keys(rest).length === 0 ? undefined : rest);
  }
}

/** `null` where there is no file. Rejects where it cannot be read, or is too long to be one of these. */
async function textOf(path: string): Promise<string | null> {
  try {
    const { size } = await disk.stat(path);
    if (size > longest) throw new Error('The file is too long');
    return await disk.readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function isRecord(value: unknown): value is ToolFileRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { before, backup, isOurs, isNew } = value as Record<string, unknown>;
  const isText = (one: unknown) => one === null || typeof one === 'string';
  return isText(before) && isText(backup) && typeof isOurs === 'boolean' && typeof isNew === 'boolean';
}
