import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import type { Crossing } from '../../../src/core/limits/alarms.ts';
import type { KeyStatus, Snapshot } from '../../../src/core/model/snapshot.ts';
import type { Quiet } from '../../../src/host/notifications/quiet.ts';
import type { Settings } from '../../../src/host/settings/settingsCheck.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { asked } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { FailureNotices } = await import('../../../src/host/notifications/failureNotices.ts');
const { ReadyNotice } = await import('../../../src/host/notifications/readyNotice.ts');
const { Warnings } = await import('../../../src/host/notifications/warnings.ts');

const quiet = { until: null } as unknown as Quiet;
const actions = { perform() {}, beQuiet() {}, openPanel() {}, tellWhenReady() {} };
const place = { editor: 'vscode', pages: {} } as const;

/** A key in trouble by this cause, of which something was read `age` seconds before. */
function troubled(status: KeyStatus, cause: 'key-invalid' | 'quota-exhausted' | 'network', age: number | null = null) {
  const failure = failureOf({ cause });
  return snapshotOf(keyOf({ id: 'k', status, models: [modelOf('gpt-5', { failure, age })], lastFailure: failure }));
}

/** How many notices came while this was done. */
async function noticesOf(act: () => void): Promise<number> {
  const before = asked.length;
  act();
  await new Promise((resolve) => setImmediate(resolve));
  return asked.length - before;
}

/** Notices of a window that shows this when it opens, as the one before did. */
function reopened(snapshot: Snapshot) {
  const time = { now: 0 };
  const notices = new FailureNotices(actions, quiet, () => time.now);
  notices.known(snapshot);
  return { notices, time };
}

test('trouble that was told of is not told of again after a reload, other trouble is', async () => {
  const first = new FailureNotices(actions, quiet, () => 5_000);
  const refused = troubled('refused', 'key-invalid');
  assert.equal(await noticesOf(() => first.look(refused, true, place, true)), 1);
  const { notices } = reopened(refused);
  assert.equal(await noticesOf(() => notices.look(refused, true, place, true)), 0);
  assert.equal(await noticesOf(() => notices.look(troubled('no-credit', 'quota-exhausted'), true, place, true)), 1);
  assert.equal(await noticesOf(() => notices.look(snapshotOf(keyOf({ id: 'k', status: 'ok' })), true, place, true)), 0);
  assert.equal(await noticesOf(() => notices.look(refused, true, place, true)), 1);
});

test('trouble that lasts is told of two minutes after it began, also with a reload in between', async () => {
  const first = new FailureNotices(actions, quiet, () => 0);
  assert.equal(await noticesOf(() => first.look(troubled('offline', 'network', 0), true, place, true)), 0);
  const { notices, time } = reopened(troubled('offline', 'network', 90));
  const later = troubled('offline', 'network', 121);
  assert.equal(await noticesOf(() => notices.look(later, true, place, true)), 0);
  time.now = 31_000;
  assert.equal(await noticesOf(() => notices.look(later, true, place, true)), 1);
  const { notices: last, time: then } = reopened(later);
  then.now = 200_000;
  assert.equal(await noticesOf(() => last.look(later, true, place, true)), 0);
});

test('who waits for a key is told that it is ready after a reload as well', async () => {
  const waiting = snapshotOf(keyOf({ id: 'k', status: 'waiting' }));
  const ready = snapshotOf(keyOf({ id: 'k', status: 'ok' }));
  const state = new MemoryMemento();
  const noticesIn = (memento: MemoryMemento) => new ReadyNotice(() => waiting, memento);
  noticesIn(state).tell('k');
  const after = noticesIn(state);
  assert.equal(await noticesOf(() => after.look(waiting)), 0);
  assert.equal(await noticesOf(() => after.look(ready)), 1);
  assert.equal(await noticesOf(() => noticesIn(state).look(ready)), 0);
  const damaged = new MemoryMemento();
  await damaged.update('keygauge.awaited', [7, { k: true }]);
  assert.equal(await noticesOf(() => noticesIn(damaged).look(ready)), 0);
});

test('“ready again” goes by how long the episode has lasted, in whichever window it began', async () => {
  const limit = limitOf();
  const snapshot = snapshotOf(keyOf({ models: [modelOf(limit.model, { limits: [limit] })] }));
  const settings = { warn: true, readyAgain: 'afterLongWaits' } as Settings;
  const tell = (crossing: Crossing, lasted: number) =>
    noticesOf(
      () =>
        void new Warnings(actions, quiet).announce(
          { id: limit.id, crossing, isNews: true, lasted, snapshot },
          settings,
        ),
    );
  assert.equal(await tell('ready', 61), 1);
  assert.equal(await tell('ready', 59), 0);
});
