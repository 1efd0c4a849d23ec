import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type EditorOptions, type EditorServer, startEditor, usualVersion } from './editorServer.ts';
import { clearTab, openTab } from './tab.ts';

/** An editor's server and a tab of the browser, which one user after the other takes, each with data of their own. */
export interface Seat {
  readonly editor: EditorServer;
  readonly page: Page;
}

const free = new Map<string, Seat[]>();
const taken = new Map<Seat, string>();
let browser: Promise<Browser> | undefined;

/** A seat for a user of such an editor: one that somebody has left, made as new, or a new one. */
export async function takeSeat(options: EditorOptions): Promise<Seat> {
  const kind = kindOf(options);
  const left = free.get(kind)?.pop();
  left?.editor.renew(options);
  const seat = left ?? (await withOtherEditor(options)) ?? (await newSeat(options));
  taken.set(seat, kind);
  return seat;
}

/** For the next user. */
export async function leaveSeat(seat: Seat): Promise<void> {
  await clearTab(seat.page, new URL(seat.editor.url()).origin);
  const kind = taken.get(seat) ?? '';
  taken.delete(seat);
  free.set(kind, [...(free.get(kind) ?? []), seat]);
}

/** For nobody any more, since nobody knows in which state it is. */
export async function removeSeat(seat: Seat): Promise<void> {
  taken.delete(seat);
  await seat.page.context().close();
  await seat.editor[Symbol.asyncDispose]();
}

/** Ends all that was started for seats. */
export async function removeSeats(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
  const seats = [...taken.keys(), ...[...free.values()].flat()];
  await Promise.all(seats.map(({ editor }) => editor[Symbol.asyncDispose]()));
  taken.clear();
  free.clear();
}

/**
 * A seat that somebody has left whose editor is of another kind: its tab, which has the scripts of this version, and an editor
 * of this kind at the same address. Nothing where nobody has left one.
 */
async function withOtherEditor(options: EditorOptions): Promise<Seat | undefined> {
  for (const seats of free.values()) {
    const at = seats.findIndex(({ editor }) => editor.version === (options.version ?? usualVersion));
    const [left] = at < 0 ? [] : seats.splice(at, 1);
    if (!left) continue;
    const { page, editor } = left;
    await editor[Symbol.asyncDispose]();
    return { page, editor: await startEditor({ ...options, port: editor.port }) };
  }
  return undefined;
}

async function newSeat(options: EditorOptions): Promise<Seat> {
  browser ??= launchBrowser({ isShort: true });
  const editor = await startEditor(options);
  return { editor, page: await openTab(await browser) };
}

/** What a server keeps as long as it runs; what a user finds in it is put there anew. */
export function kindOf({ settings, files, hostEnv, ...kind }: EditorOptions): string {
  return JSON.stringify(kind);
}
