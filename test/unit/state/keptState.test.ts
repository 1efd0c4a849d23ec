import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryStep } from '../../../src/core/history/historyStep.ts';
import type { LimitId } from '../../../src/core/model/limit.ts';
import type { Kept } from '../../../src/state/keptState.ts';
import { keptIn, MemoryFiles } from '../../support/memoryFiles.ts';
import { key, reading, stage } from '../engine/stage.ts';

const began = Date.UTC(2026, 10, 26, 9);
const id = 'k/gpt-5/requests' as LimitId;
const keys = [key()];

/** A window whose state lies in `files`, opened so many seconds after the first. */
async function open(files: MemoryFiles, after = 0) {
  const window = stage({ keys: [], startsAt: began + after * 1000 });
  const { clock, engine, provider } = window;
  // A level that moves, so that each minute is another.
  provider.script = (now) => ({ readings: [reading(9_000 - ((after + now) % 4_000))] });
  const said: string[] = [];
  const kept: Kept = {
    history: engine.history,
    save: () => ({ keys: engine.save(), heardKeys: [] }),
    restore: (saved) => engine.restore(saved.keys),
  };
  const wall = () => began + after * 1000 + clock.now();
  const state = await keptIn(files, kept, { clock, wall, warn: (message) => said.push(message) });
  await state.start();
  // The history comes a little later.
  await clock.pass(0);
  engine.onDidLearn(() => state.changed());
  engine.watch(keys);
  const minutes = (): HistoryStep[] => engine.history.of(id)?.series.minutes(0, began * 2) ?? [];
  return { ...window, state, said, minutes };
}

test('a crash at any moment loses nothing that is older than two seconds', async () => {
  const files = new MemoryFiles();
  const window = await open(files);
  let seconds = 0;
  for (const pause of [5, 61, 118, 301, 250, 7, 600, 1, 900, 44]) {
    await window.clock.pass(pause - 2);
    const [limit] = window.only().models.flatMap(({ limits }) => limits);
    const known = window.minutes();
    await window.clock.pass(2);
    seconds += pause;
    const found = await open(new MemoryFiles(files.files), seconds);
    const sameMinutes = found.minutes().filter(({ at }) => known.some((one) => one.at === at));
    // A check in these two seconds may have been added to the last minute.
    assert.deepEqual(sameMinutes.slice(0, -1), known.slice(0, -1), `after ${seconds} s`);
    assert.ok((sameMinutes.at(-1)?.checks ?? 0) >= (known.at(-1)?.checks ?? 1));
    const [again] = found.only().models.flatMap(({ limits }) => limits);
    assert.ok(limit && again && again.age <= limit.age + 2.01, `${again?.age} after ${limit?.age}`);
    assert.deepEqual(found.said, []);
  }
});

test('of what changes all the time little is written often, and much seldom', async () => {
  const files = new MemoryFiles();
  const window = await open(files);
  await window.clock.pass(3_600);
  const count = (name: string) => files.renamed.filter((one) => one.startsWith(name)).length;
  assert.ok(count('history') >= 5 && count('history') <= 7, `${count('history')} times the history`);
  assert.ok(count('state') > 100 && count('state') <= 1_800, `${count('state')} times the state`);
  assert.deepEqual([...files.files.keys()].sort(), ['history-1.json', 'state-1.json']);
});

test('a history that cannot be read leaves the rest as it is, and the rest leaves the history', async () => {
  for (const broken of ['state-1.json', 'history-1.json']) {
    const files = new MemoryFiles();
    const window = await open(files);
    await window.clock.pass(1_500);
    files.files.set(broken, new Uint8Array([1, 2, 3]));
    const found = await open(new MemoryFiles(files.files), 1_500);
    const limits = found.only().models.flatMap((model) => model.limits);
    assert.equal(limits.length, broken.startsWith('state') ? 0 : 1);
    const least = broken.startsWith('state') ? 19 : 3;
    assert.ok(found.minutes().length >= least, `${found.minutes().length} minutes without ${broken}`);
    assert.equal(found.said.length, 1);
  }
});

test('a window that is replaced by another as the writer does not touch what that one keeps', async () => {
  const files = new MemoryFiles();
  const first = await open(files);
  await first.clock.pass(100);
  const second = await open(files, 100);
  await second.clock.pass(10);
  const kept = new Map(files.files);
  await first.clock.pass(1_000);
  assert.deepEqual(files.files, kept);
  assert.deepEqual([...kept.keys()].sort(), ['history-2.json', 'state-2.json']);
});

test('with a full disk everything goes on, and is written when there is room again', async () => {
  const files = new MemoryFiles();
  const window = await open(files);
  await window.clock.pass(30);
  const before = new Map(files.files);
  files.fault = 'ENOSPC';
  await window.clock.pass(3_000);
  assert.deepEqual(files.files, before);
  assert.deepEqual([...new Set(window.said)].length, 1);
  files.fault = null;
  await window.clock.pass(3_700);
  const found = await open(new MemoryFiles(files.files), 6_730);
  assert.ok(found.minutes().length >= 60, `${found.minutes().length} minutes`);
});
