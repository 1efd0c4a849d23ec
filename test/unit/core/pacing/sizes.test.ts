import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Unit } from '../../../../src/core/model/limit.ts';
import { freshPart } from '../../../../src/core/pacing/freshPart.ts';
import { PromptSizes } from '../../../../src/core/pacing/promptSizes.ts';
import type { PacedRequest, ReportedUse } from '../../../../src/core/pacing/request.ts';
import { fc } from '../fastCheck.ts';

function request(bytes: number, arrivedAt = 0, conversation = 'a', answerAtMost: number | null = null): PacedRequest {
  return { id: 'one', place: 'key/model', arrivedAt, bytes, conversation, answerAtMost };
}

/** What these requests were counted for, one a minute. */
function sizesAfter(uses: readonly (ReportedUse & { readonly bytes: number })[]): PromptSizes {
  const sizes = new PromptSizes();
  uses.forEach(({ bytes, ...use }, index) => {
    sizes.learn(request(bytes, index * 60_000), use, index * 60_000);
  });
  return sizes;
}

describe('the size of a request', () => {
  it('of a new conversation is its bytes by the usual ratio, with much doubt', () => {
    const { likely, doubt } = new PromptSizes().of(request(38_000), 'tokens');
    assert.ok(Math.abs(likely - 10_000) < 100 && doubt > 800 && doubt < 2_000);
  });

  it('follows what the provider counted for the conversation, with little doubt', () => {
    const uses = [30_000, 31_000, 32_000].map((bytes) => ({ bytes, input: bytes / 3.1, cached: 0, output: 5 }));
    const { likely, doubt } = sizesAfter(uses).of(request(31_000), 'tokens');
    assert.ok(Math.abs(likely - 10_000) < 100 && doubt < 300);
  });

  it('is what the answer may have at most, if that is more', () => {
    const asked = request(38_000, 0, 'a', 32_000);
    assert.deepEqual(new PromptSizes().of(asked, 'tokens'), { likely: 32_000, doubt: 0 });
  });

  it('counts a picture at its own price, and does not take what else it costs for words', () => {
    const pictured = (pictures: number) => ({ ...request(38_000), pictures });
    const sizes = new PromptSizes();
    assert.equal(Math.round(sizes.whole(pictured(10)).likely - sizes.whole(pictured(0)).likely), 7_650);
    const before = sizes.whole(pictured(0));
    sizes.learn(pictured(1), { input: 90_000, cached: 0, output: 0 }, 0);
    sizes.learnAtLeast(pictured(1), 90_000);
    assert.deepEqual(sizes.whole(pictured(0)), before);
  });

  it('leaves out what is cached, unless the cache has forgotten it or the prompt was written anew', () => {
    const sizes = sizesAfter([
      { bytes: 400_000, input: 100_000, cached: 0, output: 5 },
      { bytes: 404_000, input: 101_000, cached: 100_000, output: 5 },
    ]);
    const uncached = (bytes: number, at: number) => sizes.of(request(bytes, at), 'input-tokens').likely;
    assert.ok(uncached(408_000, 120_000) < 3_000);
    assert.ok(uncached(408_000, 400_000) > 95_000, 'five minutes later');
    assert.ok(uncached(200_000, 120_000) > 45_000, 'half as long');
    assert.ok(uncached(480_000, 120_000) > 12_000, 'with much that is new');
  });

  it('is close to what was added where that is much, however much it is', () => {
    for (let added = 8_000; added < 60_000; added *= 1.07) {
      const { likely, doubt } = freshPart({ likely: added, doubt: 600 }, 700);
      assert.ok(Math.abs(likely - added) < 200, `${added} became ${likely}`);
      assert.ok(doubt > 400 && doubt < 700, `${added} ± ${doubt}`);
    }
  });

  it('is about what others added where that says more than the difference of two prompts', () => {
    for (const difference of [-8_000, 0, 3_000]) {
      const { likely, doubt } = freshPart({ likely: difference, doubt: 20_000 }, 700);
      assert.ok(likely > 500 && likely < 5_000 && doubt < 10_000, `${difference} became ${likely} ± ${doubt}`);
    }
  });

  it('may be all but what conversations share after a large first prompt, as often as second ones were', () => {
    const chance = (sizes: PromptSizes, conversation = 'a') => {
      const possible = sizes.possible(request(244_000, 60_000, conversation), 'input-tokens');
      assert.ok(Math.abs(possible.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-9);
      return possible[1]?.probability ?? 0;
    };
    const begun = { bytes: 240_000, input: 60_000, cached: 0, output: 5 };
    const sizes = sizesAfter([begun]);
    const assumed = chance(sizes);
    assert.ok(assumed > 0.4 && assumed < 0.7, `${assumed}`);
    sizes.learn(request(244_000, 60_000), { input: 61_000, cached: 60_000, output: 5 }, 60_000);
    assert.equal(chance(sizes), 0, 'the third');
    sizes.learn(request(240_000, 60_000, 'b'), begun, 60_000);
    assert.ok(chance(sizes, 'b') < assumed, 'one was found');
    assert.ok(chance(sizesAfter([{ ...begun, bytes: 80_000, input: 20_000 }])) < 0.05, 'a small one');
  });

  it('is all of it where a tool never has anything cached, and one miss does not make it such a tool', () => {
    const missed = { bytes: 400_000, input: 100_000, cached: 0, output: 5 };
    const once = sizesAfter([missed, missed]).of(request(400_000, 120_000), 'input-tokens');
    assert.ok(once.likely < 5_000);
    const always = sizesAfter([missed, missed, missed, missed]).of(request(400_000, 240_000), 'input-tokens');
    assert.ok(always.likely > 95_000);
  });

  it('is at least what a refusal has shown', () => {
    const sizes = new PromptSizes();
    sizes.learnAtLeast(request(350_000), 110_000);
    assert.ok(sizes.of(request(350_000), 'tokens').likely >= 109_999);
  });

  it('is never senseless, whatever was counted', () => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10_000_000 }));
    const use = fc.record({ bytes: count, input: count, cached: count, output: count });
    const unit = fc.constantFrom<Unit>('requests', 'tokens', 'input-tokens', 'output-tokens', 'images');
    fc.assert(
      fc.property(fc.array(use, { maxLength: 6 }), count, unit, (uses, bytes, counted) => {
        const { likely, doubt } = sizesAfter(uses).of(request(bytes, uses.length * 60_000), counted);
        assert.ok(likely >= 0 && likely < Infinity && doubt >= 0 && doubt < Infinity, `${likely} ± ${doubt}`);
      }),
    );
  });

  it('is known of a bounded number of conversations', () => {
    const afterOthers = (count: number) => {
      const sizes = sizesAfter([{ bytes: 31_000, input: 10_000, cached: 0, output: 0 }]);
      const usual = { input: 7_000, cached: 0, output: 0 };
      for (let i = 0; i < count; i++) sizes.learn(request(31_000, 0, `other ${i}`), usual, 0);
      return sizes.of(request(31_000), 'tokens').likely;
    };
    assert.ok(afterOthers(100) > 9_900);
    assert.ok(afterOthers(200) < 8_000);
  });
});
