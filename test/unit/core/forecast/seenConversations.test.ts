import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Counted } from '../../../../src/core/forecast/conversation.ts';
import { alarm, probeAlarm, severalAlarm } from '../../../../src/core/forecast/parameters.ts';
import { SeenConversations } from '../../../../src/core/forecast/seenConversations.ts';

function ask(seen: SeenConversations, sentAt: number, input: number, conversation: string | null = null) {
  const request = { sentAt, conversation, input };
  const leaving = seen.leaves(request);
  const { conversation: name, isLikely } = leaving;
  assert.deepEqual(seen.ended(request, input), { conversation: name, isLikely });
  return leaving;
}

suite('the conversations of what is seen', () => {
  test('are as they are named, with the tokens that are told', () => {
    const seen = new SeenConversations('input');
    assert.deepEqual(ask(seen, 0, 50_000, 'a'), { conversation: 'a', isLikely: false, input: 50_000 });
    assert.equal(seen.warningRule(1_000), alarm);
  });

  test('are told apart by sizes where the whole prompt counts', () => {
    const seen = new SeenConversations('input');
    const asked = [50_000, 150_000, 51_000, 151_000].map((input, i) => ask(seen, i * 10_000, input));
    assert.ok(asked.every(({ isLikely }) => isLikely));
    const names = asked.map(({ conversation }) => conversation);
    assert.deepEqual([names[0] === names[2], names[1] === names[3], names[0] === names[1]], [true, true, false]);
    assert.equal(seen.warningRule(31_000), severalAlarm);
  });

  test('have a rule of their own while several are at work, not one after another', () => {
    const seen = new SeenConversations('input');
    const rules = (['a', 'b', 'b', 'b', 'a'] as const).map((name, i) => {
      ask(seen, i * 40_000, 50_000, name);
      return seen.warningRule(i * 40_000);
    });
    assert.deepEqual(rules, [alarm, severalAlarm, alarm, alarm, severalAlarm]);
    assert.equal(seen.warningRule(4 * 40_000 + 19_999), severalAlarm);
    assert.equal(seen.warningRule(4 * 40_000 + 20_000), alarm);
  });

  test('are all one where a part of the prompt counts, or none of it, or nobody knows its size', () => {
    for (const counted of ['uncached', 'output', 'requests'] as const satisfies Counted[]) {
      const seen = new SeenConversations(counted);
      const first = ask(seen, 0, 50_000);
      assert.deepEqual([first.conversation, first.isLikely], [ask(seen, 10_000, 150_000).conversation, false]);
      assert.equal(seen.warningRule(10_000), probeAlarm);
    }
    const seen = new SeenConversations('input');
    assert.equal(ask(seen, 0, 0).conversation, ask(seen, 10_000, 0).conversation);
  });
});
