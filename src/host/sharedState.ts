import { createHmac, randomUUID } from 'node:crypto';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { EnvironmentVariableCollection, ExtensionContext, Memento } from 'vscode';
import type { Clock } from '../base/clock.ts';
import { errorCode } from '../base/errorCode.ts';
import { Election } from '../bus/election.ts';
import { openPlace, PlaceRefused, type System, stateFolder } from '../bus/place.ts';
import type { SpendingStore } from '../engine/purse.ts';
import type { AskedTimes } from '../sources/admin/turns.ts';
import type { KeptState } from '../state/keptState.ts';
import { AskedFiles } from './adminKeys/askedFiles.ts';
import type { OpenState } from './openState.ts';
import { openSpendingFiles } from './spendingFiles.ts';

/** The way of this window to all others of the user. */
export interface Meeting {
  readonly election: Election;
  /** Known to this user's windows alone. */
  readonly secret: string;
  /** Names the storage of this window's editor. */
  readonly store: string;
}

/** What this window shares with others. */
export interface SharedState {
  readonly spending: SpendingStore;
  /** When admin keys were used last, by any window. */
  readonly asked: AskedTimes;
  /** `null` where the windows cannot meet: then this one has an engine of its own. */
  readonly meeting: Meeting | null;
  /** Opens what is kept; `null` where it is kept in memory alone, since no window could be the one that writes. */
  readonly openState: OpenState | null;
  /** Puts on the disk what is not there yet, since the window is about to close. Never rejects. */
  readonly flush: () => Promise<void>;
  /** What all windows of the user share, or those of this editor where windows cannot meet. */
  readonly folder: string;
  /** Those of this window's new terminals; left out where there are none. */
  readonly variables?: () => EnvironmentVariableCollection;
}

export interface SharedStateParts {
  /** The folder that the editor gives to this extension. */
  readonly storage: string;
  readonly globalState: Memento;
  readonly version: string;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Takes what goes wrong; said once each. */
  readonly warn: (message: string) => void;
}

/** The same for the window of an extension's context. */
export async function sharedStateOf(
  context: ExtensionContext,
  parts: Pick<SharedStateParts, 'clock' | 'random' | 'warn'>,
): Promise<SharedState> {
  const { globalStorageUri, globalState, extension } = context;
  const { version } = extension.packageJSON;
  const shared = await openSharedState({ ...parts, storage: globalStorageUri.fsPath, globalState, version });
  return { ...shared, variables: () => context.environmentVariableCollection };
}

/** Shares with every window of the user, or with those of this editor alone if that is not safe. Never rejects. */
export async function openSharedState(parts: SharedStateParts): Promise<SharedState> {
  const { storage, globalState, clock, warn } = parts;
  const system = thisSystem();
  const meeting = await meet(system, parts).catch((error) => {
    warn(`This window has an engine of its own: ${reasonOf(error)}.`);
    return null;
  });
  const folder = meeting ? stateFolder(system) : storage;
  const spending = openSpendingFiles(join(folder, 'spending'), globalState, clock, warn);
  let kept: KeptState | null = null;
  const openState: OpenState = async (...asked) => {
    kept = await (await import('./openState.ts')).stateIn(folder)(...asked);
    return kept;
  };
  const flush = async () => kept?.flush();
  const asked = new AskedFiles(join(folder, 'admin'));
  return { meeting, spending, asked, openState: meeting && openState, flush, folder };
}

async function meet(system: System, { storage, clock, random, version }: SharedStateParts): Promise<Meeting> {
  const { lastEpochIn } = await import('./openState.ts');
  const place = await openPlace(system, await lastEpochIn(stateFolder(system)));
  const handshake = { clock, version, nonce: randomUUID };
  const election = new Election({ ...place, ...handshake, random });
  const store = createHmac('sha256', place.secret).update(storage).digest('hex').slice(0, 16);
  return { election, secret: place.secret, store };
}

function thisSystem(): System {
  const { platform, env: environment } = process;
  const userId = platform === 'win32' ? null : userInfo().uid;
  return { platform, environment, home: homedir(), temporary: tmpdir(), userId };
}

/** Without a path, which names the user. */
export function reasonOf(error: unknown): string {
  if (error instanceof PlaceRefused) return error.message;
  return errorCode(error) || 'unknown trouble';
}
