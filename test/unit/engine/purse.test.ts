import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../../src/core/model/limit.ts';
import { Purse, type SpendingStore } from '../../../src/engine/purse.ts';
import { MemorySpending } from '../../support/memorySpending.ts';
import { DrivenClock } from './drivenClock.ts';

const check = { tokens: 9, dollars: 0.001, ceiling: 0.002 };
const { signal } = new AbortController();

async function spend(purse: Purse, keyId = 'k', cost = check): Promise<void> {
  (await purse.spend(keyId, cost, signal)).settle(cost);
}

test('two windows keep one budget: each counts what both have spent', async () => {
  const clock = new DrivenClock();
  const windows = new MemorySpending();
  const one = new Purse(clock, windows.window());
  const other = new Purse(clock, windows.window());
  // Both answers arrive in one moment.
  await Promise.all([spend(one), spend(other)]);
  await Promise.all([one.refresh(signal), other.refresh(signal)]);
  for (const purse of [one, other]) {
    assert.deepEqual(purse.today('k').requests, 2);
    assert.equal(purse.left(0.05), 0.05 - 0.004);
  }
});

test('what was set aside counts until it is freed, once', () => {
  const purse = new Purse(new DrivenClock(), new MemorySpending().window());
  const free = purse.reserve(0.01);
  assert.equal(purse.left(0.05), 0.04);
  free();
  free();
  assert.equal(purse.left(0.05), 0.05);
});

test('a check counts before it is sent, at the most that it can cost, and then at what it did cost', async () => {
  const windows = new MemorySpending();
  const purse = new Purse(new DrivenClock(), windows.window());
  const checks = await Promise.all(['sent', 'lost', 'kept'].map((id) => purse.spend(id, check, signal)));
  assert.deepEqual([...windows.days.keys()], ['sent', 'lost', 'kept'], 'a window killed now has counted them');
  assert.ok(Math.abs(purse.left(0.05) - 0.044) < 1e-12);
  const [sent, , kept] = checks;
  for (const _ of ['once', 'and once more']) sent?.settle({ tokens: 12, dollars: 0.0005, ceiling: 0.0005 });
  kept?.settle(null);
  assert.deepEqual(
    ['sent', 'lost', 'kept'].map((id) => purse.today(id)).map(({ requests, ceiling }) => [requests, ceiling]),
    [
      [1, 0.0005],
      [1, 0.002],
      [0, 0],
    ],
  );
  assert.equal(windows.days.get('sent')?.tokens, 12);
  assert.equal(windows.days.get('lost')?.tokens, 9);
});

test('a new day begins with nothing spent, in this window and the others', async () => {
  const clock = new DrivenClock();
  const windows = new MemorySpending();
  const one = new Purse(clock, windows.window());
  const other = new Purse(clock, windows.window());
  await Promise.all([spend(one), spend(other)]);
  await clock.pass(DAY);
  await one.refresh(signal);
  assert.equal(one.today('k').requests, 0);
});

test('a day’s money stays spent for whoever travels over the date line and back, or sets the clock', async () => {
  for (const elsewhere of ['2026-08-18', '2026-08-20', '2026-09-19', '2099-01-01', '1970-01-01']) {
    let day = '2026-08-19';
    const clock = Object.assign(new DrivenClock(), { today: () => ({ day, untilTomorrow: 60 }) });
    const windows = new MemorySpending();
    const purse = new Purse(clock, windows.window());
    await spend(purse);
    day = elsewhere;
    assert.equal(purse.left(0.05), 0.05);
    await spend(purse);
    day = '2026-08-19';
    await spend(purse);
    assert.equal(purse.left(0.05), 0.05 - 0.004);
    const reloaded = new Purse(clock, windows.window());
    await reloaded.refresh(signal);
    assert.equal(reloaded.today('k').requests, 2, elsewhere);
  }
});

test('a key that was removed and added again goes on where it was, and its money stays spent meanwhile', async () => {
  const accounts = new Map([
    ['first', 'a1b2'],
    ['again', 'a1b2'],
  ]);
  const purse = new Purse(new DrivenClock(), new MemorySpending().window(), (id) => accounts.get(id) ?? id);
  await spend(purse, 'first');
  accounts.delete('first');
  assert.equal(purse.left(0.001), 0.001 - 0.002);
  assert.equal(purse.today('again').requests, 1);
  assert.equal(purse.today('another').requests, 0);
});

test('what costs nothing is counted in this window and leaves no trace', async () => {
  const windows = new MemorySpending();
  const purse = new Purse(new DrivenClock(), windows.window(), () => null);
  await spend(purse, 'demo', { tokens: 9, dollars: 0, ceiling: 0 });
  assert.equal(purse.today('demo').requests, 1);
  assert.equal(windows.days.size, 0);
});

test('a disk that hangs, fails or holds rubbish hides nothing that was counted here', async () => {
  const stores: readonly Partial<SpendingStore>[] = [
    { others: () => new Promise(() => {}), write: () => new Promise(() => {}) },
    { others: () => Promise.reject(new Error('EACCES')), write: () => Promise.reject(new Error('ENOSPC')) },
    { others: async () => [null, 7, 'x', [], { k: 'soon' }, { k: { day: 1, requests: -4 } }, { k: [null, 7, {}] }] },
  ];
  for (const broken of stores) {
    const clock = new DrivenClock();
    const purse = new Purse(clock, { ...new MemorySpending().window(), ...broken });
    await Promise.all([spend(purse), purse.refresh(signal), clock.pass(3)]);
    assert.equal(purse.today('k').requests, 1);
    assert.equal(clock.pending, 0);
  }
});
