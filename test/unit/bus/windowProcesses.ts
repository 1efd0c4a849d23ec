import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { until } from '../../support/until.ts';

/** A window in a process of its own. */
export class WindowProcess {
  readonly #process: ChildProcess;
  readonly home: string;
  /** What it said of its seat last, such as `leader 3`. */
  seat = '';

  constructor(home: string, script = join(import.meta.dirname, 'windowProcess.ts')) {
    this.home = home;
    this.#process = spawn(process.execPath, [script, home], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process.stdout?.on('data', (lines) => {
      this.seat = String(lines).trim().split('\n').at(-1) ?? '';
      this.changed();
    });
  }

  /** Called when it has taken another seat. */
  changed(): void {}

  get leads(): boolean {
    return this.seat.startsWith('leader');
  }

  send(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }
}

/** Opens so many windows and waits until each has its seat. */
export async function openProcesses(home: string, count: number): Promise<WindowProcess[]> {
  const windows = Array.from({ length: count }, () => new WindowProcess(home));
  await until(() => windows.every(({ seat }) => /^(leader|follower)/.test(seat)));
  return windows;
}

/** Kills the leader, as `kill -9` does. Gives the windows left, and the milliseconds until one of them leads. */
export async function takeover(windows: readonly WindowProcess[]) {
  const leader = windows.find(({ leads }) => leads);
  const left = windows.filter((window) => window !== leader);
  const { promise, resolve } = Promise.withResolvers<number>();
  for (const window of left)
    window.changed = () => {
      if (window.leads) resolve(performance.now());
    };
  const before = leader?.seat.replace('leader', 'follower');
  const killedAt = performance.now();
  leader?.send('SIGKILL');
  const took = (await promise) - killedAt;
  await until(() => left.every(({ seat }) => seat !== 'none' && seat !== before));
  return { left, took };
}
