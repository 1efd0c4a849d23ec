import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import { temporarySystem } from './temporarySystem.ts';
import { openProcesses, takeover, type WindowProcess } from './windowProcesses.ts';

/** Seconds that a leader is stopped for, or until another has taken over if that is longer. */
const stopped = Number(process.env.STOPPED ?? 0);

/** Signals that stop and kill are those of Unix. */
const skip = process.platform === 'win32';

async function within<T>(count: number, use: (home: string, windows: WindowProcess[]) => Promise<T>): Promise<T> {
  await using system = await temporarySystem();
  const windows = await openProcesses(system.home, count);
  try {
    return await use(system.home, windows);
  } finally {
    for (const window of windows) window.send('SIGKILL');
  }
}

/** The epochs of all writes, in their order. */
const writesIn = (home: string) => readFileSync(join(home, 'writes'), 'utf8').trim().split('\n').map(Number);

test('each time the leader is killed one of the others takes over, in an epoch of its own', { skip }, async () => {
  await within(4, async (home, windows) => {
    let left = windows;
    for (let kills = 1; kills <= 3; kills++) {
      ({ left } = await takeover(left));
      assert.equal(left.filter(({ leads }) => leads).length, 1);
      assert.equal(new Set(left.map(({ seat }) => seat.split(' ')[1])).size, 1);
    }
    const writes = writesIn(home);
    assert.deepEqual(
      writes,
      writes.toSorted((one, other) => one - other),
    );
  });
});

test('a leader that was suspended writes nothing more once another has taken over', { skip }, async () => {
  await within(3, async (home, windows) => {
    const first = windows.find(({ leads }) => leads);
    assert.ok(first);
    first.send('SIGUSR2');
    const rest = windows.filter((window) => window !== first);
    await Promise.all([until(() => rest.some(({ leads }) => leads)), pause(stopped * 1000)]);
    const [before] = writesIn(home);
    first.send('SIGCONT');
    await until(() => first.seat.startsWith('follower'));
    const writes = writesIn(home);
    assert.deepEqual(
      writes,
      writes.toSorted((one, other) => one - other),
      'the first epoch ends where the next begins',
    );
    assert.ok(writes.at(-1) !== before);
  });
});
