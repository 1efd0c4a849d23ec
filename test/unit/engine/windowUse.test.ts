import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeSource } from '../../support/fakeSource.ts';
import { stage } from './stage.ts';

test('every source is told when the window comes into use and when it no longer is, once each', async () => {
  const told: boolean[] = [];
  const source = Object.assign(new FakeSource(), { setWindowInUse: (inUse: boolean) => void told.push(inUse) });
  const { engine } = stage({ sources: [source, new FakeSource()] });
  for (const inUse of [true, false, false, true]) await engine.ask({ type: 'in-use', inUse });
  assert.deepEqual(told, [false, true]);
});
