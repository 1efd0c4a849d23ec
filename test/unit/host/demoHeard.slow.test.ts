import assert from 'node:assert/strict';
import { hasSubscribers } from 'node:diagnostics_channel';
import { test } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import type { KeySnapshot } from '../../../src/core/model/snapshot.ts';
import { headerChannels } from '../../../src/sources/listener/channels.ts';
import { openListeningWindow } from './listeningWindow.ts';

const subscribed = () => Object.values(headerChannels).filter((name) => hasSubscribers(name));

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 1200 && !isSo(); tries++) await new Promise((resolve) => setTimeout(resolve, 25));
  assert.ok(isSo(), what);
}

test('the agent of the demo is heard without a word of the user’s, and nothing of it is left after the demo', async (t) => {
  const { shell } = await openListeningWindow(systemClock());
  t.after(() => shell.dispose());
  const room = await shell.room;
  assert.ok(room);
  const keys = () => room.engine.current.keys;
  assert.deepEqual(subscribed(), []);
  const demo = await shell.demo();
  await demo.start();
  await until(() => keys().length === 2 && keys().every(({ nextCheck }) => nextCheck.reason === 'heard'), 'heard');
  assert.deepEqual(
    keys().map(({ storage, tools, nextCheck }) => [storage, tools.map(({ tool }) => tool), nextCheck.reason]),
    [
      ['demo', ['Demo Agent'], 'heard'],
      ['demo', ['Demo Agent'], 'heard'],
    ],
  );
  const isHeard = ({ models }: KeySnapshot) =>
    models.length === 1 && models[0]?.limits.some(({ source }) => source === 'listener') === true;
  await until(() => keys().every(isHeard), 'shown as heard');
  await demo.end();
  await until(() => keys().length === 0 && subscribed().length === 0, 'gone');
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual([keys(), subscribed()], [[], []]);
});
