import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable.ts';
import type { SharedEngine } from '../bus/sharedEngine.ts';
import { type Told, toldPreferences } from '../bus/told.ts';
import { ownFault } from '../core/causes/ownFault.ts';
import type { LimitHistory, SavedPast } from '../core/history/history.ts';
import { pastSteps } from '../core/history/pastView.ts';
import { Series } from '../core/history/series.ts';
import type { LimitId } from '../core/model/limit.ts';
import { type ProviderId, providerIds } from '../core/model/provider.ts';
import { CalmBoard } from '../engine/calmBoard.ts';
import type { FirstAnswer } from '../sources/admin/adminDesk.ts';
import type { AdminSource } from '../sources/admin/adminSource.ts';
import type { AskedTimes } from '../sources/admin/turns.ts';
import type { ToPanel } from '../wire/panelMessages.ts';
import { editorOf } from '../words/advice/editor.ts';
import { pagesOf } from '../words/advice/links.ts';
import { AdminKeyRing } from './adminKeys/adminKeyRing.ts';
import { agreedTimes } from './adminKeys/askedFiles.ts';
import { HeldOrganizations } from './adminKeys/heldOrganizations.ts';
import { type EngineRoomParts, preferencesIn } from './engineRoomParts.ts';
import { holdPatience } from './gateway/gatewaySetting.ts';
import type { ToolConnections } from './gateway/toolConnections.ts';
import { keepLastKnown } from './keepLastKnown.ts';
import { HeldKeys } from './keys/heldKeys.ts';
import type { KeyRingChange } from './keys/keyKeeper.ts';
import { ListenedBoard } from './listening/listenedBoard.ts';
import { mayListen } from './listening/listenSetting.ts';
import { WindowListener } from './listening/windowListener.ts';
import { type FailureActions, FailureNotices } from './notifications/failureNotices.ts';
import { type MoneyActions, MoneyNotices } from './notifications/moneyNotices.ts';
import { MoneyTellings } from './notifications/moneyTellings.ts';
import { ReadyNotice } from './notifications/readyNotice.ts';
import { type WarningActions, Warnings } from './notifications/warnings.ts';
import { ObservationLog } from './observationLog.ts';
import { Recaps } from './recaps.ts';
import { LimitLinks } from './terminal/limitLinks.ts';
import { WindowTools } from './tools/windowTools.ts';
import { adminSourceOf, heardDigests, sharedEngineOf } from './windowEngine.ts';

/** Everything loaded after the first paint: this window's way to the engine, and the notices of what it finds. */
export class EngineRoom {
  /** The one engine of all windows. */
  readonly engine: SharedEngine;
  /** What the surfaces show of the engine. */
  readonly board: CalmBoard;
  readonly ready: ReadyNotice;
  readonly recaps = new Recaps();
  readonly adminKeys: AdminKeyRing;
  /** When admin keys were used last, by any window. */
  readonly asked: AskedTimes;
  /** Names the value of a key as those that are heard are named. */
  readonly digestOf: (value: string) => string;
  readonly tools: WindowTools;
  readonly #parts: EngineRoomParts;
  readonly #admin: AdminSource;
  readonly #held: HeldKeys;
  readonly #listener: WindowListener;
  readonly #listened: ListenedBoard;
  readonly #organizations: HeldOrganizations;
  #connections: Promise<ToolConnections> | null = null;
  #told: Told;
  #telling: Promise<void> = Promise.resolve();
  readonly #owned: Disposable[];

  /** Resolves once there is something to show. */
  static async open(parts: EngineRoomParts): Promise<EngineRoom> {
    const room = new EngineRoom(parts);
    void room.engine.ask({ type: 'in-use', inUse: vscode.window.state.focused });
    room.#told = { ...room.#told, keys: await room.#held.read() };
    await room.engine.open(room.#told);
    room.#follow();
    return room;
  }

  private constructor(parts: EngineRoomParts) {
    const { clock, shared, keyRing } = parts;
    const { meeting } = shared;
    this.#parts = parts;
    const secret = meeting?.secret ?? null;
    this.#held = new HeldKeys(keyRing, secret, clock, () => this.#tell({ replaced: null, here: true }));
    this.adminKeys = new AdminKeyRing(parts.secrets, parts.globalState, clock);
    this.#organizations = new HeldOrganizations(this.adminKeys, secret);
    this.asked = agreedTimes(shared.asked, (id) => this.#organizations.digestOf(id));
    const { adminKeys, asked } = this;
    const observations = new ObservationLog(parts.log);
    this.#admin = adminSourceOf({ ...parts, adminKeys, asked, mayRead: () => this.engine.mayRead });
    this.digestOf = heardDigests(secret, parts.random);
    const { digestOf } = this;
    this.engine = sharedEngineOf({
      ...parts,
      adminKeys,
      observations,
      admin: this.#admin,
      digestOf,
      access: (keyId) => this.#held.access(keyId),
      shown: () => this.board.current,
      connections: () => this.connections(),
    });
    this.#admin.start((observation) => this.engine.observed(observation));
    this.#listener = new WindowListener({ clock, digestOf, heard: (told) => this.engine.observed(told) });
    this.tools = new WindowTools({
      ...parts,
      ...shared,
      connections: () => this.connections(),
      fault: (thrown) => observations.fault(thrown),
    });
    this.#listened = new ListenedBoard(this.engine);
    this.board = new CalmBoard(this.#listened, clock);
    this.ready = new ReadyNotice(() => this.engine.current, parts.workspaceState);
    this.#told = {
      store: meeting?.store ?? '',
      editor: makerOf(vscode.env.appName),
      keys: [],
      organizations: [],
      replaced: null,
      preferences: toldPreferences(preferencesIn(parts)),
      patience: this.#patience(),
    };
    this.#owned = [this.tools, this.#listener, this.#admin, this.adminKeys, this.board, this.#listened, this.engine];
  }

  /** Notifies, and tells of changes, from now on. */
  #follow(): void {
    const { clock, wall, keyRing, settings, quiet, globalState, workspaceState, muted, log, perform } = this.#parts;
    const actions = actionsOf(this.#parts);
    const { engine, board } = this;
    const place = { editor: editorOf(vscode.env.appName), pages: pagesOf() };
    const warnings = new Warnings(actions, quiet);
    const failures = new FailureNotices(actions, quiet, () => clock.now());
    const money = new MoneyNotices(actions, quiet, new MoneyTellings(globalState), muted);
    // Another window, or this one before it was reloaded, has told of what there is now.
    failures.known(engine.current);
    money.look(engine.current, settings().warn, place, false);
    this.#owned.push(
      // Whoever waits is told at once, not when the surfaces repaint.
      engine.onDidChange((snapshot) => this.ready.look(snapshot)),
      engine.onDidChange((snapshot) => this.recaps.look(snapshot)),
      board.onDidChange((snapshot) => failures.look(snapshot, settings().warn, place, engine.speaks)),
      board.onDidChange((snapshot) => money.look(snapshot, settings().warn, place, engine.speaks)),
      board.onDidAnnounce((announcement) => void warnings.announce(announcement, settings())),
      board.onDidChange(keepLastKnown(workspaceState)),
      quiet.onDidChange(({ here }) => here && engine.quiet(quiet.until)),
      keyRing.onDidChange((change) => void this.#tell(change)),
      this.adminKeys.onDidChange(() => this.#tellOfOrganizations()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.#preferAgain()),
      vscode.window.registerTerminalLinkProvider(
        new LimitLinks({ wall, diagnose: (text) => perform({ type: 'diagnose-text', text }) }),
      ),
    );
    this.#listen();
    this.tools.turn();
    if (vscode.window.state.focused) void this.tools.look().catch((thrown) => log.error(`tools: ${String(thrown)}`));
    void this.adminKeys.refresh();
    // What has changed since the keys were read.
    void this.#tell({ replaced: null, here: true });
  }

  /** The user has chosen something. */
  prefer(): void {
    this.#listen();
    this.tools.turn();
    this.#say({ preferences: this.#preferences(), patience: this.#patience() });
  }

  /** Of this no event tells: another window of the editor has muted something, or a storage gives what it did not at the start. */
  #preferAgain(): void {
    const preferences = this.#preferences();
    if (JSON.stringify(preferences) !== JSON.stringify(this.#told.preferences)) this.#say({ preferences });
    if (this.#told.keys.some(({ digest, storage }) => digest === null && storage !== 'demo'))
      void this.#tell({ replaced: null, here: false });
  }

  #listen(): void {
    this.#listens(this.#listener.turn(mayListen()));
  }

  /** The setting may have said so all along: the demo is listened to without it. */
  endListening(): void {
    this.#listens(this.#listener.end());
    this.#say({ preferences: this.#preferences() });
  }

  #listens(turned: Promise<void>): void {
    const failed = (error: unknown) => {
      this.#parts.log.error(`listening: ${String(error)}`);
      this.#listened.trouble(ownFault(error));
    };
    void turned.then(() => this.#listened.trouble(null), failed);
  }

  /** The demo's agent is listened to without being asked for, so that it depends on the keys as well. */
  #preferences(): Told['preferences'] {
    return toldPreferences(preferencesIn(this.#parts, this.#listener.isWanted));
  }

  #patience(): number {
    return holdPatience((problem) => this.#parts.log.warnOnce(`Settings: ${problem}. The default is used.`));
  }

  /** An admin key that is about to be added has been checked. */
  heed(id: string, first: FirstAnswer): void {
    this.#admin.heed(id, first);
  }

  /** The tools that were given an address of the gateway; read when somebody first asks. */
  connections(): Promise<ToolConnections> {
    this.#connections ??= openConnections(this.#parts);
    return this.#connections;
  }

  /** Somebody looks at the panel. */
  look(): void {
    void this.engine.ask({ type: 'look' });
  }

  /** The past of a limit, to be shown; `null` where there is no limit of the name. */
  async past(limitId: LimitId): Promise<Omit<ToPanel & { type: 'history' }, 'type' | 'limitId'> | null> {
    const limits = this.engine.current.keys.flatMap(({ models }) => models.flatMap((model) => model.limits));
    const limit = limits.find(({ id }) => id === limitId);
    if (!limit) return null;
    const found = await this.engine.past(limitId);
    const at = this.#parts.wall();
    const steps = pastSteps(seriesOf(found), at);
    return { at, steps, sleeps: found?.sleeps ?? [], thresholds: this.#parts.settings().thresholds(limit.unit) };
  }

  /** The past of every limit that has one. */
  async pasts(): Promise<Pick<LimitHistory, 'about' | 'series'>[]> {
    const pasts: Pick<LimitHistory, 'about' | 'series'>[] = [];
    // One by one, since all of them together are too long for a message.
    for (const id of await this.engine.pasts()) {
      const past = await this.engine.past(id);
      if (past) pasts.push({ about: past.about, series: seriesOf(past) });
    }
    return pasts;
  }

  /** Keeps what came in the last moment, while this window may still lead. Never rejects. */
  flush(): Promise<void> {
    return this.#parts.shared.flush();
  }

  dispose(): void {
    for (const part of this.#owned) part.dispose();
    void this.#connections?.then((connections) => connections.dispose());
  }

  /** Tells of the keys, one change after the other. A new value that another window has told of is no news. */
  #tell({ replaced, here }: KeyRingChange): Promise<void> {
    this.#telling = this.#telling.then(async () => {
      const keys = await this.#held.read();
      this.#listens(this.#listener.know(keys));
      this.#say({ keys, preferences: this.#preferences(), replaced: here ? replaced : null });
    });
    return this.#telling;
  }

  #tellOfOrganizations(): void {
    this.#say({ organizations: this.#organizations.read() });
  }

  #say(change: Partial<Told>): void {
    this.#told = { ...this.#told, replaced: null, ...change };
    this.engine.tell(this.#told);
  }
}

async function openConnections({ shared, clock, wall, random, log }: EngineRoomParts): Promise<ToolConnections> {
  const { openToolConnections } = await import('./gateway/toolConnections.ts');
  return openToolConnections({
    folder: shared.folder,
    clock,
    wall,
    random,
    warn: (message) => log.warnOnce(message),
  });
}

/** What a notification offers. */
function actionsOf({ perform }: Pick<EngineRoomParts, 'perform'>): WarningActions & FailureActions & MoneyActions {
  return {
    openPanel: () => perform('openPanel'),
    tellWhenReady: (keyId) => perform({ type: 'tell-when-ready', keyId }),
    beQuiet: () => perform('quiet'),
    perform,
  };
}

/** Who makes the editor, if that is a provider whose status page says how the editor's own requests fare. */
function makerOf(appName: string): ProviderId | null {
  const editor = editorOf(appName);
  return providerIds.find((id) => id === editor) ?? null;
}

function seriesOf(found: SavedPast | null): Series {
  const series = new Series();
  if (found) series.restore(found.past);
  return series;
}
