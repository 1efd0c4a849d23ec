import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Afterwards } from '../../../../src/sources/gateway/afterwards.ts';

test('work is done later and in order, or when somebody has to know what comes of it, or before it takes much memory', async () => {
  const done: number[] = [];
  const afterwards = new Afterwards();
  for (const number of [1, 2, 3]) afterwards.do(() => done.push(number));
  assert.equal(done.length, 0);
  await sleep(20);
  assert.equal(done.join(), '1,2,3');
  afterwards.do(() => done.push(4));
  afterwards.catchUp();
  assert.equal(done.join(), '1,2,3,4');
  for (let chunk = 0; chunk < 5; chunk++) afterwards.do(() => done.push(5), 64 * 1024);
  assert.equal(done.length, 9);
});

test('what goes wrong in one piece of work is said, and does not keep the others', async () => {
  const done: number[] = [];
  const afterwards = new Afterwards();
  const said = new Promise((resolve) => process.once('uncaughtException', resolve));
  const listeners = process.listeners('uncaughtException').slice(0, -1);
  for (const listener of listeners) process.off('uncaughtException', listener);
  afterwards.do(() => {
    throw new Error('a fault');
  });
  afterwards.do(() => done.push(1));
  afterwards.catchUp();
  assert.deepEqual(done, [1]);
  assert.match(String(await said), /a fault/);
  for (const listener of listeners) process.on('uncaughtException', listener);
});
