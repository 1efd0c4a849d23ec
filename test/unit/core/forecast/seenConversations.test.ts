import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Counted } from '../../../../src/core/forecast/conversation.ts';
import { alarm, doubtfulAlarm, likelyAlarm, probeAlarm } from '../../../../src/core/forecast/parameters.ts';
import { SeenConversations } from '../../../../src/core/forecast/seenConversations.ts';

function ask(seen: SeenConversations, sentAt: number, input: number, conversation: string | null = null) {
  const request = { sentAt, conversation, input };
  const leaving = seen.leaves(request);
  assert.equal(seen.ended(request, input), leaving.conversation);
  return leaving;
}

suite('the conversations of what is seen', () => {
  test('are as they are named, with the tokens that are told', () => {
    const seen = new SeenConversations('input');
    assert.deepEqual(ask(seen, 0, 50_000, 'a'), { conversation: 'a', input: 50_000 });
    assert.equal(seen.warningRule, alarm);
  });

  test('are told apart by sizes where the whole prompt counts, and warned of less readily', () => {
    const seen = new SeenConversations('input');
    ask(seen, -200_000, 50_000);
    assert.equal(seen.warningRule, likelyAlarm);
    const names = [50_000, 150_000, 51_000, 151_000].map((input, i) => ask(seen, i * 10_000, input).conversation);
    assert.deepEqual([names[0] === names[2], names[1] === names[3], names[0] === names[1]], [true, true, false]);
    assert.equal(seen.warningRule, likelyAlarm);
  });

  test('are warned of least readily while one may have taken the place of another', () => {
    const seen = new SeenConversations('input');
    ask(seen, 0, 50_000);
    ask(seen, 10_000, 150_000);
    assert.equal(seen.warningRule, doubtfulAlarm);
    ask(seen, 20_000, 51_000);
    assert.equal(seen.warningRule, likelyAlarm, 'the first has sent another request');
    ask(seen, 30_000, 300_000);
    assert.equal(seen.warningRule, doubtfulAlarm);
    for (let at = 40_000; at <= 150_000; at += 10_000) ask(seen, at, 300_000 + at / 10);
    assert.equal(seen.warningRule, likelyAlarm, 'the others have rested for two minutes, so nobody expects them soon');
  });

  test('are all one where a part of the prompt counts, or none of it, or nobody knows its size', () => {
    for (const counted of ['uncached', 'output', 'requests'] as const satisfies Counted[]) {
      const seen = new SeenConversations(counted);
      assert.equal(ask(seen, 0, 50_000).conversation, ask(seen, 10_000, 150_000).conversation);
      assert.equal(seen.warningRule, probeAlarm);
    }
    const seen = new SeenConversations('input');
    assert.equal(ask(seen, 0, 0).conversation, ask(seen, 10_000, 0).conversation);
  });
});
