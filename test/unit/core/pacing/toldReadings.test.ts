import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Pacer } from '../../../../src/core/pacing/pacer.ts';
import { toldReadings } from '../../../../src/core/pacing/toldReadings.ts';
import { keyOf, limitOf, modelOf } from '../../../panel/snapshots.ts';
import { key, reading, stage } from '../../engine/stage.ts';

const place = 'key/model';

function arrive(pacer: Pacer, id: string, arrivedAt: number, bytes = 400): void {
  pacer.arrive({ id, place, arrivedAt, bytes, conversation: 'a', answerAtMost: null });
}

describe('what any source has told', () => {
  it('holds the first request that comes through the gateway, whoever saw that nothing is left', async () => {
    const { provider, clock, engine } = stage({ keys: [key()] });
    provider.script = { readings: [reading(0, 2)] };
    await clock.pass(1);
    const [known] = engine.current.keys;
    assert.ok(known);
    const pacer = new Pacer();
    pacer.told(place, toldReadings(known, 'gpt-5', clock.now()));
    arrive(pacer, 'first', clock.now());
    assert.deepEqual(pacer.release(clock.now()), []);
    assert.equal(pacer.holds[0]?.limit?.unit, 'requests');
  });

  it('is that of all names of the model, the newest first, as old as it is', () => {
    const level = { low: 1, high: 2 };
    const limit = (age: number, source: 'probe' | 'gateway') => limitOf({ lastLevel: level, age, source });
    const models = [
      modelOf('gpt-5', { limits: [limit(30, 'probe')] }),
      modelOf('gpt-5-2025-08-07', { limits: [limit(10, 'gateway')] }),
      modelOf('gpt-5-mini', { limits: [limit(1, 'probe')] }),
    ];
    const told = toldReadings(keyOf({ models }), 'GPT-5', 100_000);
    assert.deepEqual(
      told.map(({ at, isOwn, reading: { level } }) => [at, isOwn, level]),
      [
        [90_000, true, level],
        [70_000, false, level],
      ],
    );
  });

  it('leaves out what only repeats another limit', () => {
    const limits = (['tokens', 'input-tokens', 'output-tokens'] as const).map((unit) => limitOf({ unit }));
    const told = toldReadings(keyOf({ models: [modelOf('claude', { limits })] }), 'claude', 0);
    assert.deepEqual(
      told.map(({ reading: { unit } }) => unit),
      ['input-tokens', 'output-tokens'],
    );
  });
});

describe('pacing that has read answers of its own', () => {
  const requests = (left: number, at: number, isOwn = false) => ({
    reading: { ...reading(left, 60), window: 60 },
    at,
    isOwn,
  });
  const answer = { id: 'read', refusal: null, use: null };
  /** One request of sixty is left at 100 s, and that is sent. */
  function paced(): Pacer {
    const pacer = new Pacer();
    arrive(pacer, 'read', 100_000);
    assert.deepEqual(pacer.release(100_000), ['read']);
    pacer.answered({ ...answer, readings: [requests(1, 0).reading], receivedAt: 100_200 });
    arrive(pacer, 'last', 100_300);
    assert.deepEqual(pacer.release(100_300), ['last']);
    return pacer;
  }
  const goesAt = (pacer: Pacer, at: number) => {
    arrive(pacer, 'next', at);
    return pacer.release(at).length === 1;
  };

  it('learns from others what is newer, and only that', () => {
    assert.ok(!goesAt(paced(), 100_400), 'nothing is left');
    const newer = paced();
    newer.answered({ ...answer, id: 'last', readings: [requests(0, 0).reading], receivedAt: 100_500 });
    newer.told(place, [requests(40, 102_000)]);
    assert.ok(goesAt(newer, 102_100));
    const uncounted = paced();
    uncounted.told(place, [requests(40, 102_000)]);
    assert.ok(!goesAt(uncounted, 100_400), 'it may be from before the last request was admitted');
    const others = [
      requests(40, 99_000),
      requests(40, 100_500),
      requests(40, 100_390, true),
      requests(40, 102_000, true),
    ];
    for (const told of others) {
      const pacer = paced();
      pacer.told(place, [told]);
      assert.ok(!goesAt(pacer, 100_400), JSON.stringify(told));
    }
  });
});
