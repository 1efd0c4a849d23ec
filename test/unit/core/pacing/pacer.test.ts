import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reading } from '../../../../src/core/model/limit.ts';
import { Pacer } from '../../../../src/core/pacing/pacer.ts';
import { mostPlaces } from '../../../../src/core/pacing/parameters.ts';
import { arrive, capacity, pacerKnowing, reading, request } from './knowingPacer.ts';
import { play } from './pacingScene.ts';

describe('a request', () => {
  it('is held until it fits, hardly longer, and never refused once its conversation is known', () => {
    const requests = [request('0', 0, 60_000), request('1', 5_000, 60_000), request('2', 10_000, 90_000)];
    const { sent } = play({ capacity, requests });
    assert.ok(sent.every(({ admitted }) => admitted));
    // 40,000 were left, and 1,667 come in a second: the second fits after 12 s, the third 54 s after that.
    const [, second, third] = sent.map(({ at }) => at / 1000);
    assert.ok(second !== undefined && second >= 12 && second < 16, `${second}`);
    assert.ok(third !== undefined && third >= 66 && third < 71, `${third}`);
  });

  it('that is known to be larger than the bucket passes at once, and its tool hears so', () => {
    const { sent, heard } = play({ capacity, requests: [request('0', 0, 80_000), request('1', 2_000, 130_000)] });
    assert.deepEqual(sent.at(-1), { id: '1', at: 2_000, admitted: false });
    assert.equal(heard.get('1')?.admitted, false);
  });

  it('that is hardly larger than the bucket is passed on once the full bucket has refused it', () => {
    const { sent, heard } = play({ capacity, requests: [request('0', 0, 30_000), request('1', 2_000, capacity + 17)] });
    assert.ok(sent.filter(({ id }) => id === '1').length <= 2);
    assert.equal(heard.get('1')?.admitted, false);
  });

  it('of an account and model in use is held for what is known of them, while those unused for longest are forgotten', () => {
    const pacer = new Pacer();
    const know = (place: string) => pacer.told(place, [{ reading: reading('tokens', 0), at: 0, isOwn: false }]);
    const sentAtOnce = (place: string) => {
      arrive(pacer, place, 0, 50_000, { place });
      const sent = pacer.release(0).length > 0;
      pacer.cancel(place);
      return sent;
    };
    for (let number = 0; number < mostPlaces; number++) know(`place ${number}`);
    assert.equal(sentAtOnce('place 0'), false);
    know('one more');
    assert.equal(sentAtOnce('place 0'), false);
    assert.equal(sentAtOnce('place 1'), true);
  });

  it('that fits more likely than not waits until it is worth trying', () => {
    const pacer = pacerKnowing([reading('tokens', 50_000)]);
    arrive(pacer, 'doubtful', 200, 49_500);
    assert.deepEqual(pacer.release(200), []);
    assert.ok(pacer.wakeAt < 10_000, `${pacer.wakeAt}`);
  });

  it('that cannot fit within the patience is not held', () => {
    const pacer = pacerKnowing([reading('requests', 0, 200, 86_400)]);
    arrive(pacer, 'one', 200, 10);
    assert.deepEqual(pacer.release(200), ['one']);
  });

  it('goes at once when the user says so, and no longer when the tool has gone', () => {
    const pacer = pacerKnowing([reading('tokens', 0)]);
    for (const id of ['one', 'two', 'three']) arrive(pacer, id, 200, 20_000);
    assert.deepEqual(pacer.release(200), []);
    pacer.sendNow('three');
    pacer.cancel('one');
    assert.deepEqual(pacer.release(300), ['three']);
    assert.deepEqual(
      pacer.holds.map(({ id, place }) => [id, place]),
      [['two', 1]],
    );
  });

  it('waits for the limits of its own account and model alone', () => {
    const pacer = pacerKnowing([reading('tokens', 0)]);
    arrive(pacer, 'one', 200, 20_000);
    arrive(pacer, 'two', 200, 20_000, { place: 'key/other' });
    assert.deepEqual(pacer.release(200), ['two']);
  });

  it('that was sent in the same moment as another still counts once that one is answered', () => {
    const pacer = pacerKnowing([reading('tokens', capacity)]);
    for (const id of ['one', 'two']) arrive(pacer, id, 200, 30_000);
    assert.deepEqual(pacer.release(200), ['one', 'two']);
    const readings = [reading('tokens', 70_000)];
    pacer.answered({ id: 'one', receivedAt: 300, readings, refusal: null, use: null });
    arrive(pacer, 'three', 300, 60_000);
    assert.deepEqual(pacer.release(300), []);
  });

  it('waits for its turn among requests that are counted, and for output that is used up', () => {
    for (const limit of [reading('requests', 0, 60), reading('output-tokens', 0, 60)]) {
      const pacer = pacerKnowing([limit]);
      arrive(pacer, 'one', 200, 20);
      assert.deepEqual(pacer.release(200), []);
      assert.equal(pacer.holds[0]?.limit?.unit, limit.unit);
      assert.deepEqual(pacer.release(1_600), ['one']);
    }
  });
});

describe('a hold', () => {
  it('says for which limit, how large, until when, and in which place', () => {
    const pacer = pacerKnowing([reading('tokens', 10_000)]);
    arrive(pacer, 'one', 200, 20_000);
    arrive(pacer, 'two', 300, 30_000);
    pacer.release(300);
    const [one, two] = pacer.holds;
    assert.deepEqual(
      { ...one?.limit, size: Math.round(one?.limit?.size ?? 0) },
      {
        unit: 'tokens',
        pool: 'standard',
        window: 60,
        capacity,
        size: 20_000,
      },
    );
    assert.deepEqual([one?.since, one?.latest, one?.place, two?.place], [200, 60_200, 1, 2]);
    assert.ok(one && two && one.until > 6_000 && one.until < 9_000 && two.until > one.until + 17_500);
    assert.equal(pacer.wakeAt, one.until);
  });
});

describe('a queue that is longer than the patience', () => {
  it('is held all the same, and goes when it was told to go: in its order, and together when the patience is over', () => {
    const pacer = pacerKnowing([reading('tokens', 10_000, 30_000)]);
    for (const id of ['one', 'two', 'three', 'four']) arrive(pacer, id, 200, 25_000);
    assert.deepEqual(pacer.release(200), []);
    const told = pacer.holds.map(({ id, until, place }) => [id, Math.round(until / 1000), place]);
    assert.deepEqual(told.slice(1), [
      ['two', 60, 2],
      ['three', 60, 3],
      ['four', 60, 4],
    ]);
    const [first] = pacer.holds;
    assert.ok(first && first.until > 29_000 && first.until < 36_000, `${first?.until}`);
    assert.deepEqual(pacer.release(first.until), ['one']);
    assert.deepEqual(pacer.release(60_199), []);
    assert.deepEqual(pacer.release(60_200), ['two', 'three', 'four']);
  });
});

describe('after a refusal', () => {
  const refused = (pacer: Pacer, readings: readonly Reading[], retryAfter: number | null) =>
    pacer.answered({ id: 'one', receivedAt: 400, readings, refusal: { retryAfter }, use: null });

  it('it is held as long as the provider asks, before all that came later but the small', () => {
    const pacer = pacerKnowing([reading('tokens', capacity)]);
    arrive(pacer, 'one', 200, 20_000);
    assert.deepEqual(pacer.release(200), ['one']);
    arrive(pacer, 'two', 300, 40_000);
    arrive(pacer, 'small', 400, 500);
    assert.equal(refused(pacer, [reading('tokens', 1_000)], 12), 'retry');
    assert.deepEqual(pacer.release(1_000), ['small']);
    assert.deepEqual(pacer.release(12_000), []);
    assert.deepEqual(pacer.release(14_000), ['one']);
  });

  it('nothing passes it where it should have fitted, since the reason may hold for all', () => {
    const pacer = pacerKnowing([reading('tokens', capacity)]);
    arrive(pacer, 'one', 200, 500);
    assert.deepEqual(pacer.release(200), ['one']);
    arrive(pacer, 'two', 300, 500);
    assert.equal(refused(pacer, [reading('tokens', 90_000)], 12), 'retry');
    assert.deepEqual(pacer.release(1_000), []);
    assert.deepEqual(pacer.release(13_000), ['one', 'two']);
  });

  it('it is passed on where the wait is longer than the patience, or would not help', () => {
    const later = pacerKnowing([reading('tokens', capacity)]);
    arrive(later, 'one', 200, 20_000);
    later.release(200);
    assert.equal(refused(later, [reading('tokens', 1_000)], 3_600), 'pass');
    const never = pacerKnowing([reading('tokens', capacity)]);
    arrive(never, 'one', 200, 99_900);
    never.release(200);
    assert.equal(refused(never, [reading('tokens', capacity)], 1), 'pass');
  });

  it('that was passed on it is known of the same request when its tool sends it again', () => {
    const pacer = pacerKnowing([reading('tokens', capacity)], 10_000);
    arrive(pacer, 'one', 200, 5_000);
    pacer.release(200);
    assert.equal(refused(pacer, [reading('tokens', 1_000)], 12), 'pass');
    arrive(pacer, 'again', 5_000, 5_000);
    assert.deepEqual(pacer.release(12_000), []);
    assert.deepEqual(pacer.release(14_000), ['again']);
  });

  it('that was passed on and asks for more than the patience, the request is not held when it comes again', () => {
    const pacer = pacerKnowing([reading('tokens', capacity)]);
    arrive(pacer, 'one', 200, 20_000);
    pacer.release(200);
    assert.equal(refused(pacer, [reading('tokens', 90_000)], 3_600), 'pass');
    arrive(pacer, 'again', 70_000, 20_000);
    assert.deepEqual(pacer.release(70_000), ['again']);
  });

  it('a wait that makes no sense counts as none', () => {
    for (const wait of [Number.NaN, -5]) {
      const pacer = pacerKnowing([reading('tokens', capacity)]);
      arrive(pacer, 'one', 200, 20_000);
      pacer.release(200);
      assert.equal(refused(pacer, [reading('tokens', 19_000)], wait), 'retry');
      assert.ok(pacer.wakeAt > 400 && pacer.wakeAt < 5_000);
    }
  });

  it('without a reason that shows it is tried ever more rarely', () => {
    const pacer = pacerKnowing([reading('tokens', capacity)]);
    arrive(pacer, 'one', 0, 500);
    const tries: number[] = [];
    for (let at = 0; at <= 60_000; at += 500) {
      if (pacer.release(at).length === 0) continue;
      tries.push(at / 1_000);
      const answer = { id: 'one', receivedAt: at + 100, readings: [reading('tokens', capacity)], use: null };
      if (pacer.answered({ ...answer, refusal: { retryAfter: 0 } }) === 'pass') break;
    }
    assert.deepEqual(tries.map(Math.floor), [0, 1, 3, 7, 15, 31]);
  });
});
