import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Crossing } from '../../src/core/alarms.ts';
import type { LimitSnapshot } from '../../src/core/snapshot.ts';
import { Keygauge } from '../../src/host/keygauge.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts';
import { MemoryMemento, MemorySecrets } from '../support/memory.ts';
import { DrivenClock } from '../unit/engine/drivenClock.ts';

/** Keygauge with a real status bar item, watching a simulator; both live in one driven time. */
export class Stage {
  readonly clock = new DrivenClock();
  readonly simulator: Simulator;
  readonly keygauge: Keygauge;
  readonly crossings: Crossing[] = [];
  /** What was notified, and when; seconds. */
  readonly warnings: { at: number; text: string }[] = [];
  readonly #realWarning: typeof vscode.window.showWarningMessage;

  private constructor(simulator: Simulator, clock: DrivenClock) {
    this.simulator = simulator;
    this.clock = clock;
    this.keygauge = new Keygauge({
      globalState: new MemoryMemento(),
      secrets: new MemorySecrets(),
      clock,
      random: () => 0.5,
      environment: {},
    });
    this.keygauge.engine.setWindowInUse(true);
    this.keygauge.engine.onDidAnnounce(({ crossing }) => this.crossings.push(crossing));
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
    const stage = new Stage(await startSimulator({ ...options, clock: simulatorClock }), clock);
    const anthropic = model.startsWith('claude');
    await stage.keygauge.keyRing.put(
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
    return this.keygauge.gauge.text;
  }

  limit(unit: string): LimitSnapshot {
    const limits = this.keygauge.engine.snapshot().keys.flatMap((key) => key.models.flatMap((model) => model.limits));
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
    while (this.keygauge.engine.snapshot().keys.some((key) => key.nextCheck.reason === 'in-flight')) {
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
    this.keygauge.dispose();
    await this.simulator.close();
  }
}
