import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptTime } from '../../../src/core/keptTime.ts';
import { fc } from './fastCheck.ts';

const wall = Date.UTC(2026, 10, 26);
const day = 86_400_000;
const times = fc.double({ min: -1e16, max: 1e16, noNaN: true });

test('another process finds a moment as long ago as it is', () => {
  const kept = new KeptTime(5_000, wall).kept(2_000);
  assert.equal(new KeptTime(100, wall + 60_000).past(kept), 100 - 63_000);
});

test('a clock that was set back a little makes it now, by more makes it a time that nobody knows', () => {
  const kept = new KeptTime(5_000, wall).kept(5_000);
  assert.equal(new KeptTime(100, wall - 30_000).past(kept), 100);
  assert.equal(new KeptTime(100, wall - 3_600_000).past(kept), null);
  assert.equal(new KeptTime(100, wall + 63 * day).past(kept), null);
});

test('a wait lasts for the rest of itself, and never for longer than it was to last', () => {
  const time = (later: number) => new KeptTime(0, wall + later);
  assert.equal(time(600_000).end(wall, wall + 3_600_000), 3_000_000);
  assert.equal(time(-day).end(wall, wall + 3_600_000), 3_600_000);
  assert.ok(time(100 * day).end(wall, wall + 3_600_000) < 0);
  assert.ok(time(0).end(wall, wall - 5) <= 0);
});

test('whatever was kept and wherever the clocks stand, the past is past, and no wait lasts for months', () => {
  fc.assert(
    fc.property(times, times, times, times, (now, at, from, until) => {
      const time = new KeptTime(now, at);
      assert.ok((time.past(from) ?? now) <= now);
      assert.ok(time.end(from, until) <= now + 62 * day);
    }),
  );
});
