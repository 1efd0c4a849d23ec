import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AskedTimes, Turns } from '../../../../src/sources/admin/turns.ts';
import { memoryTimes } from '../../../support/memoryTimes.ts';
import { fc } from '../../core/fastCheck.ts';
import { DrivenClock, settled } from '../../engine/drivenClock.ts';
import { adminStage, noon } from './adminStage.ts';

const HOUR = 3600;

function turnsAt(clock: DrivenClock, asked: AskedTimes, id = 'key'): Turns {
  return new Turns(id, { clock, wall: () => clock.now(), random: () => 0, asked });
}

test('nothing leaves while the window is not in use', async () => {
  await using stage = await adminStage();
  await stage.pass(5 * 60);
  stage.source.setWindowInUse(false);
  const before = stage.watched.sentAt.length;
  await stage.pass(8 * HOUR);
  assert.equal(stage.watched.sentAt.length, before);
  const backAt = stage.clock.now();
  stage.source.setWindowInUse(true);
  await stage.pass(2 * HOUR);
  const next = stage.watched.sentAt[before] ?? 0;
  assert.ok(next >= backAt && next < backAt + 2000, `${next - backAt} ms`);
});

test('a report that waited for the window through a night is of the hour in which it is asked for', async () => {
  await using stage = await adminStage();
  await stage.pass(4 * 60);
  stage.source.setWindowInUse(false);
  await stage.pass(9 * HOUR);
  const [told, backAt] = [stage.of('usage').length, noon + stage.clock.now()];
  stage.source.setWindowInUse(true);
  await stage.pass(2);
  const first = stage.of('usage')[told];
  assert.equal(first?.span, 'hour');
  assert.ok(backAt - first.from <= 3_660_000, `${(backAt - first.from) / 60_000} minutes ago`);
});

test('of many windows that share a key no two ask within a minute, however the user goes from one to the other', async () => {
  const stays = fc.array(fc.record({ window: fc.nat(3), stay: fc.integer({ min: 1, max: 200 }) }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(stays, async (visits) => {
      const clock = new DrivenClock();
      const asked: number[] = [];
      const times = memoryTimes();
      const windows = Array.from({ length: 4 }, () => turnsAt(clock, times));
      for (const turns of windows) {
        turns.setInUse(false);
        void (async () => {
          while ((await turns.take(1, async () => asked.push(clock.now()))) !== null);
        })();
      }
      let spent = 0;
      for (const { window, stay } of visits) {
        windows[window]?.setInUse(true);
        await clock.pass(stay);
        windows[window]?.setInUse(false);
        spent += stay;
      }
      for (const turns of windows) turns.end();
      await settled();
      const gaps = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
      assert.ok(gaps.every((gap) => gap >= 60_000));
      assert.ok(asked.length >= Math.floor(spent / 120), 'and nobody who uses a window waits for long');
    }),
  );
});

test('a clock that was set back keeps nobody waiting', async () => {
  const clock = new DrivenClock();
  const asked: AskedTimes = { last: async () => 86_400_000, note: async () => {} };
  assert.equal(await turnsAt(clock, asked).take(1, async () => 'asked'), 'asked');
});

test('the lowest rank goes first, one at a time, and the minute is counted from the end of a request', async () => {
  const clock = new DrivenClock();
  const turns = turnsAt(clock, memoryTimes());
  const asked: [number, number][] = [];
  const take = (rank: number) =>
    turns.take(rank, async () => {
      asked.push([rank, clock.now() / 1000]);
      await new Promise<void>((resolve) => clock.after(30_000, resolve));
    });
  const all = [take(4), take(3), take(1), take(2)];
  await clock.pass(300);
  await Promise.all(all);
  assert.deepEqual(asked, [
    [4, 0],
    [1, 90],
    [2, 180],
    [3, 270],
  ]);
});

test('the wait that a provider asks for is kept by every part', async () => {
  await using stage = await adminStage();
  await stage.pass(3 * 60);
  stage.simulator.setAnswer({ kind: 'throttled', retryAfter: 1500 }, { times: 1 });
  await stage.pass(HOUR);
  const refused = stage.simulator.requests.findIndex(({ answer }) => answer === 'throttled');
  const [then, next] = stage.simulator.requests.slice(refused);
  assert.ok(then && next && next.at - then.at >= 1_500_000, `${((next?.at ?? 0) - (then?.at ?? 0)) / 1000} s`);
  assert.equal(stage.of('missing').length, 1);
  assert.equal(stage.of('missing')[0]?.retryIn, 1500);
});

test('a key that is refused is asked with once, and every part says why', async () => {
  await using stage = await adminStage({ answer: { kind: 'refused-key' } });
  await stage.pass(12 * HOUR);
  assert.equal(stage.simulator.requests.length, 1);
  assert.deepEqual(
    stage.of('missing').map(({ part, failure, retryIn }) => [part, failure.cause, retryIn]),
    [
      ['usage', 'key-invalid', null],
      ['costs', 'key-invalid', null],
      ['spend-limits', 'key-invalid', null],
      ['limits', 'key-invalid', null],
    ],
  );
  assert.doesNotMatch(JSON.stringify(stage.observations), /sk-admin-simulator/);
});

test('a provider that nobody reaches is asked ever more rarely, and all parts come once it is there', async () => {
  await using stage = await adminStage();
  stage.simulator.setAnswer({ kind: 'no-answer' });
  await stage.pass(6 * HOUR);
  const tries = stage.watched.sentAt.length;
  assert.ok(tries >= 8 && tries <= 30, `${tries} tries in six hours`);
  stage.simulator.setAnswer(null);
  await stage.pass(HOUR);
  for (const part of ['limits', 'usage', 'money'] as const) assert.ok(stage.of(part).length > 0, part);
});

test('an organization that is no longer watched is not asked about, nor told of', async () => {
  await using stage = await adminStage();
  await stage.pass(3 * 60);
  stage.source.watch([]);
  const [sent, told] = [stage.watched.sentAt.length, stage.observations.length];
  await stage.pass(HOUR);
  assert.deepEqual([stage.watched.sentAt.length, stage.observations.length], [sent, told]);
  assert.equal(stage.clock.pending, 0);
});
