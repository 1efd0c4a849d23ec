import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CalmBoard } from '../../../src/engine/calmBoard.ts';
import { failed, reading, stage } from './stage.ts';

/** A board over an engine whose limit of requests holds `left` at each check; counts its repaints. */
async function open(left: (seconds: number) => number) {
  const staged = stage();
  staged.provider.script = (now) => ({ readings: [reading(left(now), 10_000)] });
  const board = new CalmBoard(staged.engine, staged.clock);
  const repaints: number[] = [];
  board.onDidChange(() => repaints.push(staged.clock.now() / 1000));
  await staged.clock.pass(1);
  const check = async () => {
    const done = board.ask({ type: 'check-now', keyId: null });
    await staged.clock.pass(0.01);
    await done;
  };
  return { ...staged, board, repaints, check };
}

test('all surfaces change together, every five seconds at most while only levels move', async () => {
  const { clock, repaints } = await open((now) => 5_000 - Math.floor(now) * 10);
  repaints.length = 0;
  await clock.pass(100);
  assert.ok(repaints.length >= 5 && repaints.length <= 20, `${repaints}`);
  const gaps = repaints.slice(1).map((at, index) => at - (repaints[index] ?? 0));
  assert.ok(Math.min(...gaps) >= 4.9, `${gaps}`);
});

test('what gets worse is shown at once', async () => {
  let left = 9_000;
  const { clock, board, check, repaints } = await open(() => left);
  await clock.pass(3);
  repaints.length = 0;
  left = 300;
  await check();
  assert.ok(repaints.length > 0);
  assert.equal(board.current.keys[0]?.models[0]?.limits[0]?.state, 'critical');
});

test('a wait that the provider named is counted by the second', async () => {
  const { clock, provider, check, repaints } = await open(() => 9_000);
  provider.script = { failure: failed('rate', 30) };
  await check();
  repaints.length = 0;
  await clock.pass(10);
  assert.ok(repaints.length >= 9 && repaints.length <= 11, `${repaints}`);
});

test('an announcement shows the same as all other surfaces', async () => {
  let left = 9_000;
  const { board, check } = await open(() => left);
  const told: unknown[] = [];
  board.onDidAnnounce(({ snapshot }) => told.push(snapshot));
  left = 300;
  await check();
  assert.equal(told.length, 1);
  assert.deepEqual((told[0] as typeof board.current).ranking, board.current.ranking);
});

test('ages are right whenever somebody looks, also where nothing has moved for long', async () => {
  const { clock, engine, board } = await open(() => 10_000);
  await clock.pass(700);
  void engine.ask({ type: 'in-use', inUse: false });
  await clock.pass(1_000);
  const age = board.current.keys[0]?.models[0]?.age ?? 0;
  assert.ok(age >= 995, `${age}`);
});

test('nothing is left to be done once it is disposed of', async () => {
  const { clock, board, engine, repaints } = await open((now) => 5_000 - Math.floor(now));
  await clock.pass(2);
  board.dispose();
  engine.dispose();
  repaints.length = 0;
  await clock.pass(100);
  assert.deepEqual(repaints, []);
  assert.equal(clock.pending, 0);
});
