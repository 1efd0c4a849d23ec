import * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { CalmBoard } from '../engine/calmBoard.ts';
import { Engine, type EnginePreferences } from '../engine/engine.ts';
import { Purse, type SpendingStore } from '../engine/purse.ts';
import { ProbeSource } from '../sources/probe/probeSource.ts';
import { editorOf } from '../words/advice/editor.ts';
import { pagesOf } from '../words/advice/links.ts';
import type { KeyRing } from './keys/keyRing.ts';
import type { Logger } from './lateLog.ts';
import { type FailureActions, FailureNotices } from './notifications/failureNotices.ts';
import type { Quiet } from './notifications/quiet.ts';
import { ReadyNotice } from './notifications/readyNotice.ts';
import { type WarningActions, Warnings } from './notifications/warnings.ts';
import { ObservationLog } from './observationLog.ts';
import { Recaps } from './recaps.ts';
import type { Settings } from './settings/settingsCheck.ts';
import { LimitLinks } from './terminal/limitLinks.ts';

export interface EngineRoomParts {
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly spending: SpendingStore;
  readonly keyRing: KeyRing;
  readonly log: Logger;
  readonly preferences: EnginePreferences;
  readonly settings: () => Settings;
  readonly quiet: Quiet;
  readonly actions: WarningActions & FailureActions;
  diagnose(text: string): void;
}

/** Everything loaded after the first paint: the engine, its sources, and the notices of what it finds. */
export class EngineRoom {
  readonly engine: Engine;
  /** What the surfaces show of the engine. */
  readonly board: CalmBoard;
  readonly ready: ReadyNotice;
  readonly recaps = new Recaps();
  readonly #owned: readonly Disposable[];

  constructor(parts: EngineRoomParts) {
    const { clock, wall, random, spending, keyRing, log, preferences, settings } = parts;
    const purse = new Purse(clock, spending, (keyId) => keyRing.accountOf(keyId));
    const checks = new ProbeSource({
      clock,
      random,
      purse,
      clientOf: async (id) => (await import('../providers/clients.ts')).clientOf(id),
      access: (keyId) => keyRing.access(keyId),
    });
    const observations = new ObservationLog(log);
    this.engine = new Engine({ clock, wall, random, purse, checks, sources: [], log: observations }, preferences);
    this.board = new CalmBoard(this.engine, clock);
    this.ready = new ReadyNotice(() => this.engine.current);
    const { quiet, actions } = parts;
    const place = { editor: editorOf(vscode.env.appName), pages: pagesOf() };
    const warnings = new Warnings(actions, quiet, () => clock.now());
    const failures = new FailureNotices(actions, quiet, () => clock.now());
    this.#owned = [
      // Whoever waits is told at once, not when the surfaces repaint.
      this.engine.onDidChange((snapshot) => this.ready.look(snapshot)),
      this.engine.onDidChange((snapshot) => this.recaps.look(snapshot)),
      this.board.onDidChange((snapshot) => failures.look(snapshot, settings().warn, place)),
      this.board.onDidAnnounce((announcement) => void warnings.announce(announcement, settings())),
      keyRing.onDidChange(({ replaced }) => this.#watch(keyRing, replaced)),
      this.board,
      vscode.window.registerTerminalLinkProvider(new LimitLinks(parts)),
      this.engine,
    ];
    this.engine.watch(keyRing.watched());
  }

  dispose(): void {
    for (const part of this.#owned) part.dispose();
  }

  #watch(keyRing: KeyRing, replaced: string | null): void {
    const watched = keyRing.watched();
    this.engine.watch(watched);
    const key = watched.find(({ id }) => id === replaced);
    if (key) this.engine.restart(key);
  }
}
