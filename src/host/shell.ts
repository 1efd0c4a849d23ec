import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import { type LimitId, limitIdOf } from '../core/model/limit.ts';
import { Engine } from '../engine/engine.ts';
import { Purse, type SpendingStore } from '../engine/purse.ts';
import { ProbeSource } from '../sources/probe/probeSource.ts';
import { nextCheckText } from '../words/checkWords.ts';
import { setLocale } from '../words/numbers.ts';
import { LimitCommands } from './actions/limitCommands.ts';
import { Demo } from './demo.ts';
import type { KeyChange } from './keys/keyCommands.ts';
import { KeyRing } from './keys/keyRing.ts';
import { Log } from './log.ts';
import { ReadyNotice } from './notifications/readyNotice.ts';
import { Warnings } from './notifications/warnings.ts';
import { commands, settings } from './settings/contributions.ts';
import { readSettings } from './settings/settings.ts';
import type { Settings } from './settings/settingsCheck.ts';
import { StatusBarGauge } from './statusBar/statusBarGauge.ts';
import { WindowUse } from './windowUse.ts';

/** What an extension context, or a test, gives to Keygauge. */
export interface KeygaugeParts {
  readonly globalState: vscode.Memento;
  readonly secrets: vscode.SecretStorage;
  readonly spending: SpendingStore;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Builds the parts, hands them to each other and owns them. What users can ask of it are its methods. */
export class Keygauge {
  readonly #parts: KeygaugeParts;
  readonly #log: Log;
  #settings: Settings;
  readonly keyRing: KeyRing;
  readonly engine: Engine;
  readonly gauge: StatusBarGauge;
  readonly demo: Demo;
  readonly ready: ReadyNotice;
  readonly limits: LimitCommands;
  readonly #owned: vscode.Disposable[] = [];

  constructor(parts: KeygaugeParts) {
    this.#parts = parts;
    setLocale(vscode.env.language);
    if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
    const { globalState, secrets, spending, clock, random, environment } = parts;
    const channel = vscode.window.createOutputChannel('Keygauge', { log: true });
    this.keyRing = new KeyRing(globalState, secrets, environment);
    this.#log = new Log(channel, () => this.keyRing.values());
    this.#settings = this.#readSettings();
    this.limits = new LimitCommands(
      globalState,
      () => this.engine.current,
      () => this.#prefer(),
    );
    const purse = new Purse(clock, spending);
    const checks = new ProbeSource({
      clock,
      random,
      purse,
      clientOf: async (id) => (await import('../providers/clients.ts')).clientOf(id),
      access: (keyId) => this.keyRing.access(keyId),
    });
    const wall = () => Date.now();
    this.engine = new Engine({ clock, wall, random, purse, checks, sources: [], log: this.#log }, this.#preferences());
    this.gauge = new StatusBarGauge(this.#settings);
    this.demo = new Demo(this.keyRing);
    this.ready = new ReadyNotice(() => this.engine.current);
    const warnings = new Warnings(
      {
        openPanel: () => this.openPanel(),
        openSettings: () => this.openSettings(),
        mute: (id) => void this.limits.mute(id),
        neverWarn: () => void this.neverWarn(),
      },
      () => clock.now(),
    );
    this.#owned.push(
      channel,
      this.keyRing,
      this.engine,
      this.gauge,
      this.demo,
      this.engine.onDidChange((snapshot) => this.gauge.render(snapshot, this.#settings)),
      this.engine.onDidChange((snapshot) => this.ready.look(snapshot)),
      this.engine.onDidAnnounce((announcement) => void warnings.announce(announcement, this.#settings)),
      this.keyRing.onDidChange(({ replaced }) => this.#watchKeys(replaced)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('keygauge')) this.#prefer();
      }),
    );
    this.#owned.push(new WindowUse(clock, (inUse) => void this.engine.ask({ type: 'in-use', inUse })));
    this.engine.watch(this.keyRing.watched());
  }

  async addKey(): Promise<void> {
    const { addKey } = await import('./keys/addKey.ts');
    await addKey({ ...this.#keyParts, environment: this.#parts.environment, tryDemo: () => this.tryDemo() });
  }

  /** Renames, replaces, removes a key or chooses its models; asks which key where none is named. */
  async changeKey(change: KeyChange, keyId?: string): Promise<void> {
    const { KeyCommands } = await import('./keys/keyCommands.ts');
    await new KeyCommands(this.#keyParts)[change](keyId);
  }

  /** Checks at once; says so when something stands in the way. */
  async checkNow(): Promise<void> {
    const kept = await this.engine.ask({ type: 'check-now', keyId: null });
    if (kept) void vscode.window.showInformationMessage(nextCheckText(kept));
  }

  openPanel(): void {
    void vscode.commands.executeCommand(commands.openPanel);
  }

  openSettings(): void {
    void vscode.commands.executeCommand('workbench.action.openSettings', 'keygauge');
  }

  /** Switches all warnings off, as the setting does. */
  async neverWarn(): Promise<void> {
    await vscode.workspace.getConfiguration().update(settings.warn, false, vscode.ConfigurationTarget.Global);
  }

  /** Whether the selection or the open files fit what is left of the watched models. */
  async willItFit(): Promise<void> {
    const { willItFit } = await import('./actions/willItFit.ts');
    await willItFit(this.engine.current);
  }

  /** Puts a report on the clipboard that holds no key and nothing that identifies its author. */
  async copyReport(): Promise<void> {
    const { copyReport } = await import('./actions/copyReport.ts');
    await copyReport(this.engine.current, this.keyRing.values());
  }

  /** Says that something went wrong which nobody waits for, and logs what. */
  report(doing: string, error: unknown): void {
    this.#log.error(`${doing}: ${error instanceof Error ? error.message : String(error)}`);
    void vscode.window.showErrorMessage(l10n.t('That did not work; the log says more.'));
  }

  /** The page did not understand a message: it shows that itself. */
  noteOutdatedPanel(): void {
    this.#log.warnOnce('The panel could not read a message: it is of another version than the extension.');
  }

  openLog(): void {
    this.#log.show();
  }

  async tryDemo(): Promise<void> {
    await this.demo.start();
    this.openPanel();
  }

  dispose(): void {
    for (const part of this.#owned) part.dispose();
  }

  get #keyParts() {
    return { keyRing: this.keyRing, budget: () => this.#settings.budget };
  }

  /** The limit that the status bar is pinned to. */
  get pinned(): LimitId | null {
    const { limit } = this.#settings;
    return limit === 'lowest' ? null : limitIdOf(limit);
  }

  #readSettings(): Settings {
    return readSettings((problem) => this.#log.warnOnce(`Settings: ${problem}. The default is used.`));
  }

  #preferences() {
    const { budget, thresholds } = this.#settings;
    return { budget, thresholds, muted: this.limits.muted };
  }

  #prefer(): void {
    this.#settings = this.#readSettings();
    this.engine.prefer(this.#preferences());
  }

  #watchKeys(replaced: string | null): void {
    const watched = this.keyRing.watched();
    this.engine.watch(watched);
    const key = watched.find(({ id }) => id === replaced);
    if (key) this.engine.restart(key);
  }
}
