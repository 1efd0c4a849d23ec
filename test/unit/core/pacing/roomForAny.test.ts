import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leastLeft, nothingKnown } from '../../../../src/core/pacing/leastLeft.ts';
import { Pacer } from '../../../../src/core/pacing/pacer.ts';
import { leastRoom } from '../../../../src/core/pacing/parameters.ts';
import type { PacedRequest } from '../../../../src/core/pacing/request.ts';
import { keyOf, limitOf, modelOf } from '../../../panel/snapshots.ts';
import { fc, runsAtLeast } from '../fastCheck.ts';
import { arrive, pacerKnowing, reading } from './knowingPacer.ts';

const bytes = 1_000;
const full = 10 * leastRoom;
/** Seconds: of such a limit hardly anything comes back while a test goes on. */
const day = 86_400;

function requestOf(id: string, changes: Partial<PacedRequest> = {}): PacedRequest {
  return { id, place: 'key/model', arrivedAt: 200, bytes, conversation: 'a', answerAtMost: null, ...changes };
}

/** Whether there is room beside these limits. */
function hasRoom(unit: 'tokens' | 'input-tokens' | 'output-tokens' | 'requests', left: number): boolean {
  const capacity = unit === 'tokens' || unit === 'input-tokens' ? full : 10;
  return pacerKnowing([reading(unit, left, capacity, day)]).hasRoomFor(bytes, nothingKnown, 200);
}

const step = fc.record({
  wait: fc.integer({ min: 0, max: 40_000 }),
  place: fc.constantFrom('key/model', 'key/other', 'second/model'),
  conversation: fc.constantFrom('a', 'b'),
  bytes: fc.integer({ min: 100, max: 400_000 }),
  bytesPerToken: fc.double({ min: 2, max: 5, noNaN: true }),
  left: fc.double({ min: 0, max: 1, noNaN: true }),
  unit: fc.constantFrom('tokens' as const, 'input-tokens' as const, 'output-tokens' as const, 'requests' as const),
  asks: fc.boolean(),
  comes: fc.constantFrom('answered' as const, 'refused' as const, 'nothing' as const),
  retryAfter: fc.option(fc.integer({ min: 0, max: 90 })),
});

const last = fc.record({
  place: fc.constantFrom('key/model', 'key/other', 'second/model', 'third/model'),
  conversation: fc.constantFrom('a', 'b', 'c'),
  share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  answerAtMost: fc.option(fc.integer({ min: 1, max: leastRoom })),
});

describe('room for any request', () => {
  it('is only where each one would be sent at once, whatever has been', () => {
    let times = 0;
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 8 }),
        last,
        fc.integer({ min: 100, max: 300_000 }),
        (steps, one, most) => {
          const pacer = new Pacer();
          let at = 0;
          steps.forEach((step, index) => {
            const {
              wait,
              place,
              conversation,
              bytes: length,
              bytesPerToken,
              left,
              unit,
              asks,
              comes,
              retryAfter,
            } = step;
            at += wait;
            const id = `${index}`;
            const request = requestOf(id, { place, conversation, bytes: length, arrivedAt: at });
            if (asks) pacer.arrive(request);
            else pacer.hasLeft(request, at);
            pacer.release(at);
            const capacity = unit === 'requests' || unit === 'output-tokens' ? 50 : 900_000;
            const answer = { id, receivedAt: at + 100, readings: [reading(unit, left * capacity, capacity)] };
            const use = { input: Math.ceil(length / bytesPerToken), cached: 0, output: 1 };
            if (comes === 'answered') pacer.answered({ ...answer, refusal: null, use });
            if (comes === 'refused') pacer.answered({ ...answer, refusal: { retryAfter }, use: null });
          });
          at += 200;
          if (!pacer.hasRoomFor(most, nothingKnown, at)) return;
          times++;
          pacer.arrive(requestOf('last', { ...one, bytes: Math.ceil(one.share * most), arrivedAt: at }));
          assert.deepEqual(pacer.release(at), ['last']);
        },
      ),
      { numRuns: runsAtLeast(3_000) },
    );
    assert.ok(times > 300, `there was room ${times} times`);
  });

  it('is where a limit has as much left as a body has bytes, and as tools ask for as an answer', () => {
    assert.deepEqual([hasRoom('tokens', leastRoom + 500), hasRoom('tokens', leastRoom - 500)], [true, false]);
    assert.ok(!hasRoom('input-tokens', leastRoom - 500));
    const pacer = pacerKnowing([reading('tokens', full / 2, full)]);
    assert.ok(pacer.hasRoomFor(full / 2 - 1_000, nothingKnown, 200));
    assert.ok(!pacer.hasRoomFor(full / 2 + 5_000, nothingKnown, 200));
  });

  it('is where one request is left, and of an output limit anything', () => {
    assert.deepEqual([hasRoom('requests', 1), hasRoom('requests', 0)], [true, false]);
    assert.deepEqual([hasRoom('output-tokens', 1), hasRoom('output-tokens', 0)], [true, false]);
  });

  it('is not where a prompt as long as the longest would not fit: its conversation may be kept by the provider', () => {
    const hasRoomAfter = (input: number, answerAtMost: number | null) => {
      const pacer = pacerKnowing([reading('tokens', 2 * leastRoom, full, day)]);
      assert.ok(pacer.hasRoomFor(bytes, nothingKnown, 200));
      pacer.hasLeft(requestOf('before', { place: 'key/other', answerAtMost }), 200);
      pacer.ended('before', { input, cached: 0, output: 1 }, 300);
      return pacer.hasRoomFor(bytes, nothingKnown, 400);
    };
    assert.deepEqual([hasRoomAfter(1.9 * leastRoom, null), hasRoomAfter(2.1 * leastRoom, null)], [true, false]);
    assert.deepEqual([hasRoomAfter(10, 1.9 * leastRoom), hasRoomAfter(10, 2.1 * leastRoom)], [true, false]);
  });

  it('is not where others know of less, as far as it counts', () => {
    const knowing = (requests: number, tokens: number) => new Pacer().hasRoomFor(bytes, { requests, tokens }, 0);
    assert.deepEqual([knowing(1, leastRoom), knowing(0, leastRoom), knowing(1, leastRoom - 1)], [true, false, false]);
  });

  it('is not while anything is held, whoever’s it is', () => {
    const pacer = pacerKnowing([reading('tokens', full / 2, full)]);
    assert.ok(pacer.hasRoomFor(bytes, nothingKnown, 200));
    arrive(pacer, 'large', 200, 0.8 * full);
    assert.deepEqual(pacer.release(200), []);
    assert.ok(!pacer.hasRoomFor(bytes, nothingKnown, 200));
  });

  it('is not before the time that a provider has named to a tool, which may send the same again', () => {
    const pacer = pacerKnowing([reading('requests', 5, 10)]);
    arrive(pacer, 'refused', 200, 100);
    assert.deepEqual(pacer.release(200), ['refused']);
    const refusal = { retryAfter: 90 };
    assert.equal(pacer.answered({ id: 'refused', receivedAt: 300, readings: [], refusal, use: null }), 'pass');
    assert.deepEqual(
      [pacer.hasRoomFor(bytes, nothingKnown, 400), pacer.hasRoomFor(bytes, nothingKnown, 91_000)],
      [false, true],
    );
  });

  it('is less by what has left unasked, until an answer tells', () => {
    const pacer = pacerKnowing([reading('requests', 2, 10)]);
    pacer.hasLeft(requestOf('one'), 200);
    assert.ok(pacer.hasRoomFor(bytes, nothingKnown, 200));
    pacer.hasLeft(requestOf('two'), 200);
    assert.ok(!pacer.hasRoomFor(bytes, nothingKnown, 200));
    const readings = [reading('requests', 5, 10)];
    pacer.answered({ id: 'two', receivedAt: 300, readings, refusal: null, use: null });
    assert.ok(pacer.hasRoomFor(bytes, nothingKnown, 300));
  });
});

describe('the least that is left', () => {
  const of = (limits: Parameters<typeof limitOf>[0][]) =>
    leastLeft([keyOf({ models: [modelOf('gpt-5', { limits: limits.map((one) => limitOf(one)) })] }), keyOf()]);
  const level = (low: number) => ({ low, estimate: low + 1, high: low + 2 });

  it('is that of all limits that count alike, as far as any is known now', () => {
    assert.deepEqual(
      of([
        { unit: 'tokens', level: level(500) },
        { unit: 'input-tokens', level: level(300) },
        { unit: 'tokens', level: null },
        { unit: 'images', level: level(0) },
        { unit: 'output-tokens', level: level(7) },
        { unit: 'requests', level: level(9) },
      ]),
      { requests: 7, tokens: 300 },
    );
  });

  it('is without bound where nobody knows of any', () => {
    assert.deepEqual(leastLeft([]), nothingKnown);
    assert.deepEqual(of([{ unit: 'requests', level: null }]), nothingKnown);
  });
});
