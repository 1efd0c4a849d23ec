import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LikelyConversations } from '../../../../src/core/forecast/likelyConversations.ts';

/** A request of `bytes`, counted in the tokens that they probably are. */
function asked(second: number, bytes: number) {
  return { sentAt: second * 1000, conversation: null, input: bytes / 3.9, inputAtMost: bytes / 3.1 };
}

/** A conversation that has so many bytes for a token, and what it asks next. */
function talk(told: LikelyConversations, tokens: number, bytesPerToken: number, growth = 700) {
  let size = tokens;
  return (second: number) => {
    const request = asked(second, size * bytesPerToken);
    const { conversation, input } = told.leaves(request);
    const off = input / size - 1;
    assert.equal(told.ended(request, size), conversation);
    size += growth;
    return { conversation, off };
  };
}

suite('requests that name no conversation', () => {
  test('are told apart by sizes that grow, in whatever order they come', () => {
    const told = new LikelyConversations();
    const talks = [talk(told, 30_000, 4.4), talk(told, 90_000, 3.3), talk(told, 200_000, 3.9, 4_000)];
    const names = talks.map(() => new Set<string>());
    [...'0120210012211020120012'].forEach((who, i) => {
      names[Number(who)]?.add(talks[Number(who)]?.(i * 5).conversation ?? '');
    });
    assert.deepEqual(
      names.map(({ size }) => size),
      [1, 1, 1],
    );
    assert.equal(new Set(names.flatMap((set) => [...set])).size, 3);
  });

  test('go on with the last one where they are sent again or are shorter by a trifle, and begin anew where they are much shorter', () => {
    const told = new LikelyConversations();
    const names = [400_000, 400_000, 399_000, 402_000, 90_000, 92_000].map(
      (bytes, i) => told.leaves(asked(i * 10, bytes)).conversation,
    );
    assert.equal(new Set(names.slice(0, 4)).size, 1);
    assert.equal(new Set(names.slice(4)).size, 1);
    assert.equal(new Set(names).size, 2);
  });

  test('are each counted as those before them were charged for their bytes', () => {
    const told = new LikelyConversations();
    const long = talk(told, 60_000, 4.6);
    const short = talk(told, 40_000, 3.2);
    const last = Array.from({ length: 8 }, (_, i) => [long(i * 20), short(i * 20 + 10)]).at(-1) ?? [];
    for (const { off } of last) assert.ok(Math.abs(off) < 0.01, `${off}`);
  });

  test('are never counted as more or fewer tokens than their bytes can be, whatever they were charged', () => {
    for (const [charged, share] of [
      [900_000, 3.9 / 3.1],
      [100, 0.83],
    ] as const) {
      const told = new LikelyConversations();
      const after = Array.from({ length: 12 }, (_, i) => {
        const request = asked(i * 10, 390_000);
        const { input } = told.leaves(request);
        told.ended(request, charged);
        return input / 100_000;
      }).at(-1);
      assert.ok(Math.abs((after ?? 0) - share) < 0.001, `${after}`);
    }
  });

  test('teach nothing where nobody knows what they took', () => {
    const told = new LikelyConversations();
    const inputs = [0, 10, 20].map((second) => {
      const request = asked(second, 390_000);
      const { input } = told.leaves(request);
      told.ended(request, 0);
      return input;
    });
    assert.deepEqual(inputs, [100_000, 100_000, 100_000]);
  });

  test('are of a conversation even where they were not seen to leave', () => {
    const told = new LikelyConversations();
    const name = told.ended(asked(0, 200_000), 50_000);
    assert.equal(told.leaves(asked(12, 203_000)).conversation, name);
  });

  test('are of the one silent for longest no more once there are many others', () => {
    const told = new LikelyConversations();
    const bytesOf = (who: number) => 40_000 + who * 200_000;
    const names = Array.from({ length: 17 }, (_, who) => told.leaves(asked(who, bytesOf(who))).conversation);
    assert.equal(new Set(names).size, 17);
    assert.equal(told.leaves(asked(30, bytesOf(16) + 2_000)).conversation, names[16]);
    assert.notEqual(told.leaves(asked(31, bytesOf(0) + 2_000)).conversation, names[0]);
  });
});
