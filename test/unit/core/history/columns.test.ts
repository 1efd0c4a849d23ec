import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Columns, type SavedColumns } from '../../../../src/core/history/columns.ts';
import type { HistoryStep } from '../../../../src/core/history/historyStep.ts';
import { otherTools } from '../../../../src/core/history/historyStep.ts';
import { fc } from '../fastCheck.ts';

const minute = 60_000;

function step(at: number, left: number | null, more: Partial<HistoryStep> = {}): HistoryStep {
  const level = left === null ? null : { least: left, mean: left, most: left };
  return { at, level, refusals: 0, checks: 1, requests: {}, ...more };
}

function stepsOf(columns: Columns): HistoryStep[] {
  return columns.steps(Number.NEGATIVE_INFINITY, Infinity);
}

test('what happens within a minute is one step, with the least, the mean and the most that was read', () => {
  const columns = new Columns(minute);
  columns.add(step(60_000, 0.8));
  columns.add(step(61_000, 0.2, { refusals: 1, checks: 0, requests: { listener: 1 } }));
  columns.add(step(119_999, null, { checks: 0, requests: { listener: 1, gateway: 2 } }));
  columns.add(step(120_000, 0.5));
  assert.deepEqual(stepsOf(columns), [
    {
      at: 60_000,
      level: { least: 0.2, mean: 0.5, most: 0.8 },
      refusals: 1,
      checks: 1,
      requests: { listener: 2, gateway: 2 },
    },
    step(120_000, 0.5),
  ]);
});

test('steps in any order are those of a plain list', () => {
  const events = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 40 * minute }),
      left: fc.option(fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)),
      tool: fc.constantFrom('a', 'b', null),
    }),
    { maxLength: 120 },
  );
  fc.assert(
    fc.property(events, (list) => {
      const columns = new Columns(minute);
      for (const { at, left, tool } of list)
        columns.add(step(at, left, { requests: tool === null ? {} : { [tool]: 1 } }));
      const numbers = [...new Set(list.map(({ at }) => Math.floor(at / minute)))].sort((a, b) => a - b);
      const found = stepsOf(columns);
      assert.deepEqual(
        found.map(({ at }) => at),
        numbers.map((number) => number * minute),
      );
      for (const { at, level, checks, requests } of found) {
        const within = list.filter((one) => one.at >= at && one.at < at + minute);
        const lefts = within.flatMap(({ left }) => left ?? []);
        assert.equal(checks, within.length);
        assert.equal(requests.a ?? 0, within.filter(({ tool }) => tool === 'a').length);
        assert.equal(level === null, lefts.length === 0);
        if (!level) continue;
        assert.deepEqual([level.least, level.most], [Math.min(...lefts), Math.max(...lefts)]);
        assert.ok(Math.abs(level.mean - lefts.reduce((sum, left) => sum + left, 0) / lefts.length) < 0.002);
      }
    }),
  );
});

test('what is kept comes back, where nothing newer is', () => {
  const columns = new Columns(minute);
  for (let index = 0; index < 100; index++)
    columns.add(step(index * 3 * minute, index / 100, { requests: { a: index } }));
  const copy = new Columns(minute);
  copy.add(step(3 * minute, 1, { requests: { b: 5 } }));
  const saved = JSON.parse(JSON.stringify(columns.save())) as SavedColumns;
  for (const time of ['once', 'twice']) {
    copy.restore(saved);
    assert.equal(copy.size, 100, time);
    const [, second, ...later] = stepsOf(copy);
    assert.deepEqual(second?.requests, { b: 5 });
    assert.deepEqual(later, stepsOf(columns).slice(2));
  }
  assert.deepEqual(columns.save(99).at, [297]);
});

test('whatever was kept, steps are in order, and levels within their bounds', () => {
  const lists = fc.array(fc.oneof(fc.integer({ min: -5, max: 70_000 }), fc.double()), { maxLength: 12 });
  const names = { at: lists, least: lists, mean: lists, most: lists, weight: lists, refusals: lists, checks: lists };
  const saved = fc.record({ ...names, requests: fc.dictionary(fc.string({ maxLength: 80 }), lists, { maxKeys: 20 }) });
  fc.assert(
    fc.property(saved, (kept) => {
      const columns = new Columns(minute);
      columns.restore(kept);
      columns.add(step(7 * minute, 0.3));
      const steps = stepsOf(columns);
      assert.deepEqual(
        steps.map(({ at }) => at),
        [...new Set(steps.map(({ at }) => at))].sort((a, b) => a - b),
      );
      for (const { level, refusals, checks, requests } of steps) {
        assert.ok(Object.keys(requests).length <= 9);
        assert.ok([refusals, checks, ...Object.values(requests)].every((count) => count >= 0 && count <= 0xffff));
        if (level)
          assert.ok(0 <= level.least && level.least <= level.mean && level.mean <= level.most && level.most <= 1);
      }
    }),
  );
});

test('many tools, and names without end, share a column', () => {
  const columns = new Columns(minute);
  for (let tool = 0; tool < 30; tool++) columns.add(step(0, null, { requests: { [`tool ${tool}`]: 2 } }));
  columns.add(step(0, null, { requests: { ['x'.repeat(10_000)]: 1 } }));
  const requests = stepsOf(columns)[0]?.requests ?? {};
  assert.equal(Object.keys(requests).length, 9);
  assert.equal(requests[otherTools], 22 * 2 + 1);
});
