import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitIdOf } from '../../../src/core/model/limit.ts';
import { MutedLimits } from '../../../src/host/mutedLimits.ts';
import { MemoryMemento } from '../../support/memory.ts';

test('what is muted stays so, however many more are to be muted', async () => {
  const muted = new MutedLimits(new MemoryMemento());
  const real = limitIdOf('the first');
  await muted.mute(real);
  await muted.mute(real);
  for (let number = 1; number < 1000; number++) await muted.mute(limitIdOf(`limit ${number}`));
  await assert.rejects(muted.mute(limitIdOf('one more')), /unmute/);
  await muted.mute(real);
  assert.equal(muted.ids.size, 1000);
  assert.ok(muted.ids.has(real));
  await muted.unmute(limitIdOf('limit 7'));
  await muted.mute(limitIdOf('one more'));
  assert.ok(muted.ids.has(limitIdOf('one more')) && muted.ids.has(real));
});
