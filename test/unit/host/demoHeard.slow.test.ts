import assert from 'node:assert/strict';
import { hasSubscribers } from 'node:diagnostics_channel';
import { test } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import type { KeySnapshot } from '../../../src/core/model/snapshot.ts';
import { headerChannels } from '../../../src/sources/listener/channels.ts';
import { until } from '../../support/until.ts';
import { openListeningWindow } from './listeningWindow.ts';

const subscribed = () => Object.values(headerChannels).filter((name) => hasSubscribers(name));

test('the agent of the demo is heard without a word of the user’s, and nothing of it is left after the demo', async (t) => {
  const { shell } = await openListeningWindow(systemClock());
  t.after(() => shell.dispose());
  const room = await shell.room;
  assert.ok(room);
  const keys = () => room.engine.current.keys;
  assert.deepEqual(subscribed(), []);
  const demo = await shell.demo();
  await demo.start();
  await until(() => keys().length === 2 && keys().every(({ nextCheck }) => nextCheck.reason === 'heard'), 30_000);
  assert.deepEqual(
    keys().map(({ storage, tools, nextCheck }) => [storage, tools.map(({ tool }) => tool), nextCheck.reason]),
    [
      ['demo', ['Demo Agent'], 'heard'],
      ['demo', ['Demo Agent'], 'heard'],
    ],
  );
  const isHeard = ({ models }: KeySnapshot) =>
    models.length === 1 && models[0]?.limits.some(({ source }) => source === 'listener') === true;
  await until(() => keys().every(isHeard), 30_000);
  await demo.end();
  await until(() => keys().length === 0 && subscribed().length === 0, 30_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual([keys(), subscribed()], [[], []]);
});

test('“Stop listening” ends it for the demo too, though listening was never allowed', async (t) => {
  const { shell } = await openListeningWindow(systemClock());
  t.after(() => shell.dispose());
  const room = await shell.room;
  assert.ok(room);
  const demo = await shell.demo();
  await demo.start();
  t.after(() => demo.end());
  const listening = () => room.engine.current.sources.find(({ id }) => id === 'listener')?.state.kind;
  await until(() => listening() === 'live' && subscribed().length > 0, 30_000);
  await shell.perform('stopListening');
  await until(() => listening() === 'off' && subscribed().length === 0, 5_000);
});
