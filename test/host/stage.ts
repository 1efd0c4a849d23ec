import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Crossing } from '../../src/core/limits/alarms.ts';
import type { LimitSnapshot, Snapshot } from '../../src/core/model/snapshot.ts';
import type { Board } from '../../src/engine/board.ts';
import { Shell } from '../../src/host/shell.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts';
import { meetsNobody } from '../support/meetsNobody.ts';
import { MemoryMemento, MemorySecrets } from '../support/memory.ts';
import { DrivenClock } from '../unit/engine/drivenClock.ts';

/** Both editors are tested at once, and the gateway of each chooses its port by chance. */
const random = 0.5 + Number(vscode.version.split('.')[1]) / 10_000;

/** Keygauge in a driven time, with nothing stored. */
export function openShell(clock: DrivenClock, wall: () => number, globalState = new MemoryMemento()): Shell {
  // A window that nobody touches for minutes of real time counts as left, in the middle of a driven day.
  const real = Object.getOwnPropertyDescriptors(vscode.window);
  const { state = {}, onDidChangeWindowState = {} } = real;
  Object.defineProperties(vscode.window, {
    state: { value: { focused: true, active: true }, configurable: true },
    onDidChangeWindowState: { value: () => ({ dispose() {} }), configurable: true },
  });
  const shell = new Shell({
    extensionUri: vscode.Uri.file(tmpdir()),
    globalState,
    workspaceState: new MemoryMemento(),
    secrets: new MemorySecrets(),
    // The home of an editor under test goes with it.
    shared: async () => meetsNobody({ folder: mkdtempSync(join(homedir(), 'keygauge-')) }),
    clock,
    wall,
    random: () => random,
    environment: {},
  });
  Object.defineProperties(vscode.window, { state, onDidChangeWindowState });
  return shell;
}

/** Keygauge with a real status bar item, watching a simulator; both live in one driven time. */
export class Stage {
  readonly clock: DrivenClock;
  readonly globalState: MemoryMemento;
  readonly simulator: Simulator;
  readonly shell: Shell;
  readonly engine: Board;
  readonly crossings: Crossing[] = [];
  /** What was notified, and when; seconds. */
  readonly warnings: { at: number; text: string }[] = [];
  /** What the surfaces show: the snapshot that the engine last sent. */
  shown: Snapshot;
  readonly #realWarning: typeof vscode.window.showWarningMessage;

  private constructor(
    simulator: Simulator,
    clock: DrivenClock,
    shell: Shell,
    engine: Board,
    globalState: MemoryMemento,
  ) {
    this.globalState = globalState;
    this.simulator = simulator;
    this.clock = clock;
    this.shell = shell;
    this.engine = engine;
    this.shown = engine.current;
    engine.onDidChange((snapshot) => {
      this.shown = snapshot;
    });
    engine.onDidAnnounce(({ crossing }) => this.crossings.push(crossing));
    // The editor would wait for somebody to press a button.
    this.#realWarning = vscode.window.showWarningMessage;
    Object.assign(vscode.window, {
      showWarningMessage: async (text: string) => void this.warnings.push({ at: clock.now() / 1000, text }),
    });
  }

  static async open(model: string, options: SimulatorOptions = {}): Promise<Stage> {
    const clock = new DrivenClock();
    const wallAtZero = Date.UTC(2026, 0, 1);
    const simulatorClock = { now: () => clock.now(), wallNow: () => wallAtZero + clock.now(), sleep: async () => {} };
    const simulator = await startSimulator({ ...options, clock: simulatorClock });
    const globalState = new MemoryMemento();
    const shell = openShell(clock, simulatorClock.wallNow, globalState);
    const room = await shell.room;
    assert.ok(room, 'the engine could not be loaded');
    void room.engine.ask({ type: 'in-use', inUse: true });
    const stage = new Stage(simulator, clock, shell, room.engine, globalState);
    const anthropic = model.startsWith('claude');
    await stage.shell.keyRing.put(
      {
        id: 'key',
        label: 'work',
        provider: anthropic ? 'anthropic' : 'openai',
        storage: 'session',
        baseUrl: anthropic ? stage.simulator.anthropicBaseUrl : stage.simulator.openaiBaseUrl,
        fingerprint: '…',
        models: [model],
      },
      anthropic ? 'sk-ant-simulator' : 'sk-simulator',
    );
    await stage.pass(0.1);
    return stage;
  }

  get text(): string {
    return this.shell.gauge.text;
  }

  limit(unit: string, { keys } = this.engine.current): LimitSnapshot {
    const limits = keys.flatMap((key) => key.models.flatMap((model) => model.limits));
    const found = limits.find((limit) => limit.unit === unit);
    assert.ok(found, `no limit for ${unit}`);
    return found;
  }

  /**
   * Lets time pass, which stands still while a request is on its way, so that no answer depends on this machine; `look` is
   * called at each moment at which something was due.
   */
  async pass(seconds: number, look = () => {}): Promise<void> {
    const end = this.clock.now() + seconds * 1000;
    while (this.clock.nextAt <= end) {
      await this.clock.passUntil(this.clock.nextAt);
      await this.#answered();
      look();
    }
    await this.clock.passUntil(end);
  }

  async #answered(): Promise<void> {
    while (this.shown.keys.some((key) => key.nextCheck.reason === 'in-flight')) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Another tool uses the same key. */
  async useElsewhere(tokens: number): Promise<void> {
    await fetch(`${this.simulator.openaiBaseUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-simulator', 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'gpt-5',
        max_completion_tokens: tokens,
        messages: [{ role: 'user', content: '.' }],
      }),
    });
  }

  async close(): Promise<void> {
    Object.assign(vscode.window, { showWarningMessage: this.#realWarning });
    this.shell.dispose();
    await this.simulator.close();
  }
}
