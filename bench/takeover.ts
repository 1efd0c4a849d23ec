import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../test/support/until.ts';
import { openProcesses, takeover, WindowProcess } from '../test/unit/bus/windowProcesses.ts';
import { type Figure, limited } from './figure.ts';
import { median, range } from './statistics.ts';

const windows = 4;
const kills = 20;

/** Kills the window that leads, twenty times, and measures how long the others go without one. */
export async function measure(): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), 'kg-'));
  let open = await openProcesses(home, windows);
  const times: number[] = [];
  try {
    for (let kill = 0; kill < kills; kill++) {
      const { left, took } = await takeover(open);
      times.push(took);
      const next = new WindowProcess(home);
      open = [...left, next];
      await until(() => next.seat.startsWith('follower'));
    }
  } finally {
    for (const window of open) window.send('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
  const round = (ms: number) => String(Math.round(ms));
  return [limited('takeover after kill -9, median of 20', median(times), 500, 'ms', ` (${range(times, round)})`)];
}
