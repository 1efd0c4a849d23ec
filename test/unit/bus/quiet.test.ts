import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, openWindows } from './openWindows.ts';

test('quiet that a window begins holds in all others, in those that open later, and whoever leads, until one ends it', async () => {
  const { clock, add, ...first } = await openWindows({}, {}, { store: 'other editor' });
  const opened = [...first.opened];
  const known = () => opened.map(({ quietUntil }) => quietUntil);
  const choose = async (place: number, until: number | null) => {
    at(opened, place).quietUntil = until;
    at(opened, place).engine.quiet(until);
    await clock.pass(0.5);
  };
  await choose(2, 900_000);
  opened.push(await add());
  await clock.pass(1);
  assert.deepEqual(known(), [900_000, 900_000, 900_000, 900_000]);
  at(opened, 0).process.kill();
  await clock.pass(2);
  opened.push(await add());
  await clock.pass(1);
  assert.equal(at(opened, 4).quietUntil, 900_000);
  await choose(3, null);
  assert.deepEqual(known().slice(1), [null, null, null, null]);
});

test('quiet that was ended stays so where an editor is opened that was closed before and remembers it', async () => {
  const { clock, add, ...first } = await openWindows({}, {});
  const opened = [...first.opened];
  const choose = async (until: number | null) => {
    at(opened, 1).quietUntil = until;
    at(opened, 1).engine.quiet(until);
    await clock.pass(0.5);
  };
  await choose(900_000);
  await choose(null);
  opened.push(await add({ store: 'other editor', quietUntil: 900_000 }));
  await clock.pass(1);
  assert.deepEqual(
    opened.map(({ quietUntil }) => quietUntil),
    [null, null, null],
  );
});
