import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../../src/core/model/limit.ts';
import { Purse, type SpendingStore } from '../../../src/engine/purse.ts';
import { MemorySpending } from '../../support/memorySpending.ts';
import { DrivenClock } from './drivenClock.ts';

const check = { tokens: 9, dollars: 0.001, ceiling: 0.002 };
const { signal } = new AbortController();

test('two windows keep one budget: each counts what both have spent', async () => {
  const clock = new DrivenClock();
  const windows = new MemorySpending();
  const one = new Purse(clock, windows.window());
  const other = new Purse(clock, windows.window());
  // Both answers arrive in one moment.
  one.spend('k', check);
  other.spend('k', check);
  await Promise.all([one.refresh(signal), other.refresh(signal)]);
  for (const purse of [one, other]) {
    assert.deepEqual(purse.today('k').requests, 2);
    assert.equal(purse.left(0.05, ['k']), 0.05 - 0.004);
  }
});

test('what was set aside counts until it is freed', () => {
  const purse = new Purse(new DrivenClock(), new MemorySpending().window());
  const free = purse.reserve(0.01);
  assert.equal(purse.left(0.05, []), 0.04);
  free();
  assert.equal(purse.left(0.05, []), 0.05);
});

test('a new day begins with nothing spent, in this window and the others', async () => {
  const clock = new DrivenClock();
  const windows = new MemorySpending();
  const one = new Purse(clock, windows.window());
  const other = new Purse(clock, windows.window());
  one.spend('k', check);
  other.spend('k', check);
  await clock.pass(DAY);
  await one.refresh(signal);
  assert.equal(one.today('k').requests, 0);
});

test('a disk that hangs, fails or holds rubbish hides nothing that was counted here', async () => {
  const stores: readonly Partial<SpendingStore>[] = [
    { others: () => new Promise(() => {}) },
    { others: () => Promise.reject(new Error('EACCES')), write: () => Promise.reject(new Error('ENOSPC')) },
    { others: async () => [null, 7, 'x', [], { k: 'soon' }, { k: { day: 1, requests: -4 } }] },
  ];
  for (const broken of stores) {
    const clock = new DrivenClock();
    const purse = new Purse(clock, { ...new MemorySpending().window(), ...broken });
    purse.spend('k', check);
    await Promise.all([purse.refresh(signal), clock.pass(3)]);
    assert.equal(purse.today('k').requests, 1);
    assert.equal(clock.pending, 0);
  }
});
