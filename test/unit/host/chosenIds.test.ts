import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LimitId, limitIdOf } from '../../../src/core/model/limit.ts';
import { ChosenIds } from '../../../src/host/chosenIds.ts';
import { MemoryMemento } from '../../support/memory.ts';

test('what is chosen stays so, however many more are to be chosen', async () => {
  const muted = new ChosenIds<LimitId>(new MemoryMemento(), 'muted');
  const real = limitIdOf('the first');
  await muted.add(real);
  await muted.add(real);
  for (let number = 1; number < 1000; number++) await muted.add(limitIdOf(`limit ${number}`));
  await assert.rejects(muted.add(limitIdOf('one more')), /take some back/);
  await muted.add(real);
  assert.equal(muted.ids.size, 1000);
  assert.ok(muted.ids.has(real));
  await muted.remove(limitIdOf('limit 7'));
  await muted.add(limitIdOf('one more'));
  assert.ok(muted.ids.has(limitIdOf('one more')) && muted.ids.has(real));
});
