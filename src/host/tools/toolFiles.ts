import * as disk from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Memento } from 'vscode';
import { type ConnectableTool, connectableTools, type ToolBaseUrl } from '../../core/tools/connectableTools.ts';
import { isGatewayAddress } from '../../core/tools/gatewayAddress.ts';
import { overruledBaseUrl } from '../../core/tools/overruledBaseUrl.ts';
import type { ToolFile } from '../../core/tools/toolFile.ts';
import { baseUrlIn, withBaseUrl } from '../../core/tools/toolFileText.ts';
import { copyBeside, placeOf, putBack, type ToolFileRecord, textOf, writeToolFile } from './toolFileDisk.ts';

const storedAs = 'keygauge.toolFiles';
/** The gateway's address, wherever it stands. */
const anyAddress = /\bhttp:\/\/127\.0\.0\.1:\d+\/[\w-]{22}/;

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

  pathOf(file: Pick<ToolFile, 'path' | 'folder'>): string {
    return placeOf(file, this.#environment, this.#home);
  }

  /** The base URL that it names; `null` where it is not there, cannot be read, or names none. */
  async baseUrl(file: ToolFile): Promise<string | null> {
    const text = await this.#read(file).catch(() => null);
    return text === null ? null : baseUrlIn(text, file);
  }

  /** The base URL in a file of a tool's that counts less than what terminals have; `null` as above. */
  async overruled({ overrules = [] }: ToolBaseUrl): Promise<string | null> {
    for (const file of overrules) {
      const text = await this.#read(file).catch(() => null);
      const named = text === null ? null : overruledBaseUrl(text, file);
      if (named !== null) return named;
    }
    return null;
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
    // Before a copy is made, which would be left beside a file that may only be read.
    if (text !== null) await (await disk.open(this.pathOf(file), 'r+')).close();
    const known = this.record(toolId);
    const backup = text === null ? null : await copyBeside(this.pathOf(file));
    const named = text === null ? null : baseUrlIn(text, file);
    const isPointed = named !== null && isGatewayAddress(named, null);
    const before = isPointed ? (known?.before ?? null) : named;
    // What it was before all of this is what it goes back to, unless the user has changed it since.
    const kept = isPointed && known?.isOurs ? known : null;
    await this.#keep(toolId, kept ?? { before, backup, isOurs: true, isNew: text === null });
    await writeToolFile(this.pathOf(file), changed);
    if (kept && backup !== null) await disk.unlink(backup);
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
    const isRestored = isThere && record?.isOurs === true && (await putBack(this.pathOf(file), text, file, record));
    await this.#forget(toolId);
    return isThere ? isRestored : !isHidden;
  }

  async #read(file: Pick<ToolFile, 'path' | 'folder'>): Promise<string | null> {
    return textOf(this.pathOf(file));
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

function isRecord(value: unknown): value is ToolFileRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { before, backup, isOurs, isNew } = value as Record<string, unknown>;
  const isText = (one: unknown) => one === null || typeof one === 'string';
  return isText(before) && isText(backup) && typeof isOurs === 'boolean' && typeof isNew === 'boolean';
}
