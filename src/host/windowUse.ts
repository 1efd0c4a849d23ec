import * as vscode from 'vscode';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';

/** Somebody who watches an agent work touches nothing for a while: the window stays in use this long; milliseconds. */
const patience = 5 * 60_000;

/**
 * Whether the window is in use. One that has lost the focus is not, so that of many windows at most one checks; one that
 * has it is, until nobody has touched it for five minutes.
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
