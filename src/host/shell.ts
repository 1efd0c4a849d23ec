import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import type { Cause } from '../core/model/failure.ts';
import { type LimitId, limitIdOf } from '../core/model/limit.ts';
import type { ModelId, Snapshot } from '../core/model/snapshot.ts';
import type { Intent } from '../words/advice/intent.ts';
import { setLocale } from '../words/numbers.ts';
import type { ActionHost, ActionName } from './actions/actionHost.ts';
import { ChosenIds } from './chosenIds.ts';
import type { Demo } from './demo.ts';
import type { EngineRoom } from './engineRoom.ts';
import { forgivingState } from './forgivingState.ts';
import { KeyRing } from './keys/keyRing.ts';
import { LastKnown } from './lastKnown.ts';
import { LateLog } from './lateLog.ts';
import { Quiet } from './notifications/quiet.ts';
import { LimitsPanel } from './panel/limitsPanel.ts';
import type { PanelContent } from './panel/openPanel.ts';
import { readSettings } from './settings/settings.ts';
import type { Settings } from './settings/settingsCheck.ts';
import type { SharedState } from './sharedState.ts';
import { startSnapshot } from './startSnapshot.ts';
import { StatusBarGauge } from './statusBar/statusBarGauge.ts';
import { WindowBoard } from './windowBoard.ts';
import { WindowUse } from './windowUse.ts';

/** Everything that an extension context, or a test, gives to Keygauge. */
export interface ShellParts {
  readonly extensionUri: vscode.Uri;
  readonly globalState: vscode.Memento;
  readonly workspaceState: vscode.Memento;
  readonly secrets: vscode.SecretStorage;
  /** `warn` takes what goes wrong later; said once each. */
  readonly shared: (warn: (message: string) => void) => Promise<SharedState>;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The parts needed from the first moment: the keys, the settings, the gauge. Loads everything else, and owns it all.
 */
export class Shell implements ActionHost {
  readonly parts: ShellParts;
  readonly log: LateLog;
  readonly keyRing: KeyRing;
  readonly muted: ChosenIds<LimitId>;
  readonly starred: ChosenIds<ModelId>;
  readonly quiet: Quiet;
  readonly board: WindowBoard;
  readonly gauge: StatusBarGauge;
  readonly panel: LimitsPanel;
  /** The parts loaded after the first paint; `null` if that failed. */
  readonly room: Promise<EngineRoom | null>;
  #settings: Settings;
  #fault: Cause | null = null;
  #room: EngineRoom | null = null;
  #demo: Promise<Demo> | null = null;
  #isDisposed = false;
  readonly #owned: vscode.Disposable[] = [];

  constructor(parts: ShellParts) {
    const { extensionUri, secrets, clock, wall, environment } = parts;
    const warn = (message: string) => this.log.warnOnce(message);
    const globalState = forgivingState(parts.globalState, warn);
    const workspaceState = forgivingState(parts.workspaceState, warn);
    this.parts = { ...parts, globalState, workspaceState };
    setLocale(vscode.env.language);
    if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
    const channel = vscode.window.createOutputChannel('Keygauge', { log: true });
    this.keyRing = new KeyRing(globalState, secrets, environment);
    this.log = new LateLog(channel, async () => {
      const { Log } = await import('./log.ts');
      return new Log(channel, () => this.secrets());
    });
    this.#settings = this.#readSettings();
    this.muted = new ChosenIds(globalState, 'keygauge.mutedLimits');
    this.starred = new ChosenIds(globalState, 'keygauge.starredModels');
    this.quiet = new Quiet(globalState, wall);
    const lastKnown = new LastKnown(workspaceState);
    this.board = new WindowBoard(() => this.#starting());
    this.gauge = new StatusBarGauge(this.#settings);
    this.panel = new LimitsPanel({
      extensionUri,
      icon: vscode.Uri.joinPath(extensionUri, 'media', 'icon.png'),
      current: () => this.#content(lastKnown.fill(this.board.current)),
      onDidChange: this.board.onDidChange,
      room: () => this.#room,
      onIntent: (intent) => void this.perform(intent),
      warn,
    });
    this.#owned.push(
      channel,
      this.keyRing,
      this.muted,
      this.starred,
      this.quiet,
      this.board,
      this.gauge,
      this.panel,
      this.board.onDidChange((snapshot) => this.gauge.render(lastKnown.fill(snapshot), this.#settings)),
      this.keyRing.onDidChange(() => this.board.refresh()),
      this.muted.onDidChange(() => this.#prefer()),
      this.quiet.onDidChange(() => this.panel.refresh()),
      this.starred.onDidChange(() => this.panel.refresh()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('keygauge')) this.#prefer();
      }),
      new WindowUse(clock, (inUse) => {
        // Not every editor tells its other windows of a key that was changed in one.
        if (inUse && this.#room) void this.keyRing.refresh();
        void this.board.ask({ type: 'in-use', inUse }).catch(() => {});
      }),
    );
    this.gauge.render(lastKnown.fill(this.board.current), this.#settings);
    this.room = this.#open();
  }

  get settings(): Settings {
    return this.#settings;
  }

  #content(snapshot: Snapshot): PanelContent {
    return { snapshot, pinned: this.pinned, quietUntil: this.quiet.until, starred: [...this.starred.ids] };
  }

  /** Every value of a key seen in this session, for the redactor to remove. */
  secrets(): Iterable<string> {
    return [...this.keyRing.values(), ...(this.#room?.adminKeys.values() ?? [])];
  }

  /** The limit pinned to the status bar. */
  get pinned(): LimitId | null {
    const { limit } = this.#settings;
    return limit === 'lowest' ? null : limitIdOf(limit);
  }

  /** Carries out a request of a command or the panel. Tells the user of a failure and logs its reason. */
  async perform(asked: ActionName | Intent): Promise<void> {
    try {
      const { perform } = await import('./actions/actions.ts');
      await perform(asked, this);
    } catch (error) {
      this.#report(typeof asked === 'string' ? asked : asked.type, error);
    }
  }

  /** The demo, loaded on first use. */
  demo(): Promise<Demo> {
    this.#demo ??= import('./demo.ts').then(({ Demo }) => new Demo(this.keyRing));
    this.#demo.catch(() => {
      this.#demo = null;
    });
    return this.#demo;
  }

  /** Ends, once what came in the last moment is kept. */
  async close(): Promise<void> {
    await this.#room?.flush();
    this.dispose();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#room?.dispose();
    void this.#demo?.then((demo) => demo.dispose()).catch(() => {});
    for (const part of this.#owned) part.dispose();
  }

  async #open(): Promise<EngineRoom | null> {
    try {
      // Draw the gauge before reading the rest from disk.
      await new Promise((resolve) => setImmediate(resolve));
      void this.keyRing.refresh();
      const [{ EngineRoom }, shared] = await Promise.all([
        import('./engineRoom.ts'),
        this.parts.shared((message) => this.log.warnOnce(message)),
        this.gauge.loadWords(),
      ]);
      if (this.#isDisposed) return null;
      const room = await EngineRoom.open({
        ...this.parts,
        shared,
        starting: (fault) => this.#starting(fault),
        keyRing: this.keyRing,
        log: this.log,
        settings: () => this.#settings,
        quiet: this.quiet,
        muted: () => this.muted.ids,
        perform: (asked) => void this.perform(asked),
      });
      if (this.#isDisposed) {
        room.dispose();
        return null;
      }
      this.#room = room;
      this.board.follow(room.board);
      return room;
    } catch (error) {
      this.#logFailure('engine', error);
      this.board.abandon(error);
      this.#fault = isMissingFile(error) ? 'outdated' : 'own-fault';
      // Without words the gauge knows no other fault than an update.
      await this.gauge.loadWords().catch(() => {});
      this.board.refresh();
      return null;
    }
  }

  #starting(fault = this.#fault): Snapshot {
    return startSnapshot(this.keyRing.watched(), this.#settings.budget, this.parts.wall(), fault);
  }

  #readSettings(): Settings {
    return readSettings((problem) => this.log.warnOnce(`Settings: ${problem}. The default is used.`));
  }

  #prefer(): void {
    this.#settings = this.#readSettings();
    this.#room?.prefer();
    // What users choose shows at once, even where no level has moved.
    this.board.refresh();
    this.panel.refresh();
  }

  #logFailure(doing: string, error: unknown): void {
    this.log.error(`${doing}: ${error instanceof Error ? error.message : String(error)}`);
  }

  #report(doing: string, error: unknown): void {
    this.#logFailure(doing, error);
    if (!isMissingFile(error)) {
      void vscode.window.showErrorMessage(l10n.t('That did not work; the log says more.'));
      return;
    }
    // The table of actions may be among the files that are gone.
    const reload = l10n.t('Reload the window');
    const updated = l10n.t('Keygauge was updated: reload the window');
    void vscode.window
      .showErrorMessage(updated, reload)
      .then((chosen) => chosen && vscode.commands.executeCommand('workbench.action.reloadWindow'));
  }
}

/** Whether an update has replaced the files that this window runs with. */
function isMissingFile(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_MODULE_NOT_FOUND';
}
