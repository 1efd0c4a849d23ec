import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passing } from '../../../../src/core/pacing/parameters.ts';
import { fc } from '../fastCheck.ts';
import { play, type Story, type ToldRequest } from './pacingScene.ts';

const capacity = 100_000;

const request = fc.record({
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 90_000 })),
  tokens: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 100, max: 60_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 300_000 }) },
  ),
  conversation: fc.constantFrom('a', 'b', 'c'),
  stray: fc.double({ min: 0.97, max: 1.03, noNaN: true }),
});

const story = fc
  .record({
    requests: fc.array(request, { minLength: 1, maxLength: 25 }),
    others: fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 600_000 }), tokens: fc.integer({ min: 1, max: 90_000 }) }),
      {
        maxLength: 10,
      },
    ),
    patience: fc.oneof(fc.constant(60_000), fc.constant(60_000), fc.integer({ min: 0, max: 120_000 })),
    tellsUse: fc.boolean(),
  })
  .map(({ requests, ...rest }): Story => {
    let at = 0;
    const told = requests.map(({ wait, tokens, conversation, stray }, index): ToldRequest => {
      at += wait;
      const bytesPerToken = ({ a: 3.3, b: 3.8, c: 4.4 }[conversation] ?? 4) * stray;
      return { id: `${index}`, at, tokens, bytesPerToken, conversation };
    });
    return { ...rest, capacity, requests: told };
  });

describe('whatever comes', () => {
  it('every request is answered, each once, and none is sent again without a refusal', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { sent, heard } = play(told);
        assert.deepEqual([...heard.keys()].toSorted(), told.requests.map(({ id }) => id).toSorted());
        for (const { id } of told.requests) {
          const times = sent.filter((one) => one.id === id);
          assert.ok(times.slice(0, -1).every(({ admitted }) => !admitted));
          assert.equal(heard.get(id)?.admitted, times.at(-1)?.admitted);
        }
      }),
    );
  });

  it('nothing is held for longer than the patience', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { sent } = play(told);
        for (const { id, at } of sent) {
          const since = told.requests.find((one) => one.id === id)?.at ?? 0;
          assert.ok(at - since <= (told.patience ?? 0) + 1, `${id} was held for ${at - since} ms`);
        }
      }),
    );
  });

  it('what overtakes an earlier request delays it but little in all, unless it cannot fit the bucket', () => {
    fc.assert(
      fc.property(story, (told) => {
        // With less patience than a full refill takes, what does not fit in time overtakes as well.
        const { sent } = play({ ...told, patience: 60_000 });
        const first = told.requests.map(({ id }) => sent.findIndex((one) => one.id === id));
        told.requests.forEach(({ id }, index) => {
          // Of a conversation that is new the size is known to a third.
          const passers = told.requests.filter(
            ({ tokens }, other) =>
              other > index && (first[other] ?? 0) < (first[index] ?? 0) && tokens <= capacity * 0.7,
          );
          const taken = passers.reduce((sum, { tokens }) => sum + tokens, 0);
          const most = passing.most * capacity * 1.5;
          assert.ok(taken <= most, `${passers.length} requests of ${taken} tokens have overtaken ${id}`);
        });
      }),
    );
  });

  it('nothing is tried for ever: once where it is much too large, and ever more rarely', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { sent } = play(told);
        for (const { id, tokens } of told.requests) {
          const tries = sent.filter((one) => one.id === id).length;
          assert.ok(tries <= (tokens > 1.5 * capacity ? 1 : 7), `${id}, ${tokens} tokens, was tried ${tries} times`);
        }
      }),
    );
  });

  it('no number is senseless', () => {
    fc.assert(
      fc.property(story, (told) => {
        for (const number of play(told).numbers) assert.ok(number >= 0, `${number}`);
      }),
    );
  });

  it('without patience everything goes at once', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { sent } = play({ ...told, patience: 0 });
        assert.deepEqual(
          sent.map(({ id, at }) => [id, at]),
          told.requests.map(({ id, at }) => [id, at]),
        );
      }),
    );
  });
});
