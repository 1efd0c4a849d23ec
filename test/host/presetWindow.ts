import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ProviderId } from '../../src/core/model/provider.ts';
import type { KeySnapshot } from '../../src/core/model/snapshot.ts';
import type { Board } from '../../src/engine/board.ts';
import type { Shell } from '../../src/host/shell.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { DrivenClock } from '../unit/engine/drivenClock.ts';
import { asked, questions, willAnswer } from '../unit/host/fakeQuestions.ts';
import { openShell } from './stage.ts';

/** A window in which one provider after the other is simulated at its own address, in one driven time. */
export class PresetWindow {
  readonly #clock = new DrivenClock();
  readonly #shell: Shell;
  readonly #engine: Board;
  readonly #real = { fetch: globalThis.fetch, questions: pick(Object.keys(questions)) };
  /** What was sent to which origin, since the provider was simulated. */
  #sent: string[] = [];
  #simulator: Simulator | null = null;

  private constructor(shell: Shell, engine: Board, clock: DrivenClock) {
    this.#shell = shell;
    this.#engine = engine;
    this.#clock = clock;
  }

  static async open(): Promise<PresetWindow> {
    const clock = new DrivenClock();
    const shell = openShell(clock, () => wallAtZero + clock.now());
    const room = await shell.room;
    assert.ok(room, 'the engine could not be loaded');
    void room.engine.ask({ type: 'in-use', inUse: true });
    const window = new PresetWindow(shell, room.engine, clock);
    Object.assign(vscode.window, questions);
    return window;
  }

  /** Simulates a provider where it is known to be, and nobody else: a request to another origin fails. */
  async simulate(host: ProviderId | null, baseUrl: string, key: string): Promise<Simulator> {
    const clock = {
      now: () => this.#clock.now(),
      wallNow: () => wallAtZero + this.#clock.now(),
      sleep: async () => {},
    };
    const limits = { 'gpt-5': { 'requests-per-day': 14_400 } };
    const simulator = await startSimulator({ ...(host && { host }), keys: { openai: key }, limits, clock });
    this.#simulator = simulator;
    this.#sent = [];
    const { origin } = new URL(baseUrl);
    globalThis.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input));
      this.#sent.push(`${url.origin}${url.pathname}`);
      if (url.origin !== origin) throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
      return this.#real.fetch(`${simulator.origin}${url.pathname}${url.search}`, init);
    };
    return simulator;
  }

  get simulator(): Simulator {
    assert.ok(this.#simulator, 'nobody is simulated');
    return this.#simulator;
  }

  get sent(): readonly string[] {
    return this.#sent;
  }

  /** Adds a key as a user does who gives these answers, and lets the first check happen. */
  async add(...answers: readonly string[]): Promise<readonly string[]> {
    willAnswer(...answers);
    await this.#shell.perform('addKey');
    const questionsAsked = [...asked];
    await this.#told();
    await this.pass(2);
    return questionsAsked;
  }

  get key(): KeySnapshot {
    const [key] = this.#engine.current.keys;
    assert.ok(key, 'no key was added');
    return key;
  }

  get gauge(): string {
    return this.#shell.gauge.text;
  }

  get shown() {
    return this.#shell.board.current;
  }

  /** Checks as a user asks to, and waits until it shows. */
  async check(): Promise<void> {
    await this.#shell.board.ask({ type: 'check-now', keyId: null });
    await this.pass(6);
  }

  async pass(seconds: number): Promise<void> {
    const end = this.#clock.now() + seconds * 1000;
    await this.#answered();
    while (this.#clock.nextAt <= end) {
      await this.#clock.passUntil(this.#clock.nextAt);
      // An editor that nobody touches takes its window for left after some time.
      void this.#engine.ask({ type: 'in-use', inUse: true });
      await this.#answered();
    }
    await this.#clock.passUntil(end);
  }

  /** The engine is told of keys once their values have been read, which takes real time. */
  async #told(): Promise<void> {
    const ids = (keys: readonly { readonly id: string }[]) => keys.map(({ id }) => id).join();
    while (ids(this.#engine.current.keys) !== ids(this.#shell.keyRing.records()))
      await new Promise((resolve) => setImmediate(resolve));
  }

  async #answered(): Promise<void> {
    while (this.#engine.current.keys.some((key) => key.nextCheck.reason === 'in-flight'))
      await new Promise((resolve) => setImmediate(resolve));
  }

  /** Removes the key, and ends whoever was simulated. */
  async clear(): Promise<void> {
    for (const { id } of this.#shell.keyRing.records()) await this.#shell.keyRing.remove(id);
    globalThis.fetch = this.#real.fetch;
    await this.#simulator?.close();
    this.#simulator = null;
  }

  close(): void {
    Object.assign(vscode.window, this.#real.questions);
    this.#shell.dispose();
  }
}

const wallAtZero = Date.UTC(2026, 0, 1);

/** What the editor asks its user with. */
function pick(names: readonly string[]): Record<string, unknown> {
  const window = vscode.window as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(names.map((name) => [name, window[name]]));
}
