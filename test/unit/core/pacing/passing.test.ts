import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passing } from '../../../../src/core/pacing/parameters.ts';
import { arrive, capacity, pacerKnowing, reading, request } from './knowingPacer.ts';
import { play } from './pacingScene.ts';

describe('a later request', () => {
  it('that is small passes a large one that is held, which is not starved, however many come', () => {
    const small = Array.from({ length: 90 }, (_, i) => request(`s${i}`, 1_500 + i * 1_000, 1_600, 'b'));
    const requests = [request('0', 0, 90_000), request('large', 1_000, 70_000), ...small];
    const { sent } = play({ capacity, requests, patience: 120_000 });
    const order = sent.map(({ id }) => id);
    // 10,000 were left, so that it would have fitted after 36 s; each small one takes what comes in 0.96 s.
    const delay = (order.indexOf('large') - 1) * 0.96;
    assert.ok(delay > 10 && delay <= passing.most * 120, `it was delayed by ${delay} s`);
    const at = (sent.find(({ id }) => id === 'large')?.at ?? 0) / 1000;
    assert.ok(at > 36 && at < 36 + passing.most * 120 + 4, `it went after ${at} s`);
  });

  it('that is nearly as large as what is held does not pass it, nor one that would cost it its patience', () => {
    const held = (left: number, patience: number, tokens: number) => {
      const pacer = pacerKnowing([reading('tokens', left)], patience);
      arrive(pacer, 'large', 200, 60_000);
      assert.deepEqual(pacer.release(200), []);
      arrive(pacer, 'later', 300, tokens);
      return pacer.release(300);
    };
    assert.deepEqual(held(50_000, 60_000, 20_000), ['later'], 'twelve seconds more');
    assert.deepEqual(held(50_000, 60_000, 40_000), [], 'twenty-four seconds more');
    // It fits after six seconds or a little more, and no less than fifteen are to be left.
    assert.deepEqual(held(50_000, 30_000, 1_000), ['later']);
    assert.deepEqual(held(50_000, 20_000, 1_000), []);
  });

  it('passes what is held for another limit than the one that it takes much of', () => {
    const pacer = pacerKnowing([reading('tokens', 50_000), reading('requests', 150, 200, 86_400)]);
    arrive(pacer, 'large', 200, 60_000);
    assert.deepEqual(pacer.release(200), []);
    arrive(pacer, 'small', 300, 1_000);
    assert.deepEqual(pacer.release(300), ['small'], 'a day’s limit of which it takes seven minutes');
  });

  it('that may pass is looked at again when it fits by itself', () => {
    const pacer = pacerKnowing([reading('tokens', 0)], 120_000);
    arrive(pacer, 'large', 200, 60_000);
    arrive(pacer, 'small', 200, 5_000);
    assert.deepEqual(pacer.release(200), []);
    const { wakeAt } = pacer;
    assert.ok(wakeAt > 3_000 && wakeAt < 5_000, `${wakeAt}`);
    assert.deepEqual(pacer.release(wakeAt), ['small']);
  });

  it('that may not pass waits for all before it, also where one of them may', () => {
    const pacer = pacerKnowing([reading('tokens', 0)], 120_000);
    arrive(pacer, 'large', 200, 60_000);
    arrive(pacer, 'small', 200, 5_000);
    arrive(pacer, 'as large', 200, 60_000);
    pacer.release(200);
    const [large, small, asLarge] = pacer.holds.map(({ until }) => until);
    assert.ok(large && small && asLarge && small < large && asLarge > large + 35_000, `${[large, small, asLarge]}`);
  });

  it('makes what it has passed be said to wait for longer at once, unless it is too large itself', () => {
    const pacer = pacerKnowing([reading('tokens', 50_000)]);
    arrive(pacer, 'large', 200, 60_000);
    pacer.release(200);
    const [before] = pacer.holds;
    arrive(pacer, 'later', 300, 20_000);
    pacer.release(300);
    const [after] = pacer.holds;
    const longer = (after?.until ?? 0) - (before?.until ?? 0);
    assert.ok(longer > 11_000 && longer < 13_000, `${longer} ms`);
    arrive(pacer, 'too large', 300, 200_000);
    assert.deepEqual(pacer.release(300), ['too large']);
    const more = (pacer.holds[0]?.until ?? 0) - (after?.until ?? 0);
    assert.ok(Math.abs(more) < 1_000, `${more} ms for what will be refused, and takes nothing`);
  });
});
