import * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';

/**
 * Milliseconds that an untouched window stays in use, since somebody who watches an agent work touches nothing for a
 * while.
 */
const patience = 5 * 60_000;

/**
 * Reports whether the window is in use. A window without focus is not, so at most one of many windows checks. A focused
 * window is in use until nobody has touched it for five minutes.
 */
export class WindowUse {
  readonly #clock: Clock;
  readonly #changed: (inUse: boolean) => void;
  readonly #subscription: vscode.Disposable;
  #timer: Disposable | null = null;

  constructor(clock: Clock, changed: (inUse: boolean) => void) {
    this.#clock = clock;
    this.#changed = changed;
    this.#subscription = vscode.window.onDidChangeWindowState((state) => this.#see(state));
    this.#see(vscode.window.state);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#timer?.dispose();
  }

  #see({ focused, active }: vscode.WindowState): void {
    this.#timer?.dispose();
    this.#timer = null;
    this.#changed(focused);
    if (focused && !active) this.#timer = this.#clock.after(patience, () => this.#changed(false));
  }
}
