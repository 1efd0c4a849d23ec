import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Conversation } from '../../../../src/core/forecast/conversation.ts';

/** A conversation that has sent a request every ten seconds until 0. */
function talk(): Conversation {
  const one = new Conversation('input', { isLikely: true });
  for (let at = -200; at <= 0; at += 10) one.send(at, 50_000);
  return one;
}

/** The share of all that is possible in which it goes on. */
function goesOn(one: Conversation, now: number): number {
  one.look(now);
  const all = Array.from({ length: 100 }, (_, i) => one.nextAt((i + 0.5) / 100));
  for (const at of all) assert.ok(at > 0, `${at}`);
  return all.filter((at) => at < Infinity).length / all.length;
}

suite('a conversation', () => {
  test('may go on however long it has been silent', () => {
    for (const silent of [0, 60, 600, 899, 10_000]) assert.equal(goesOn(talk(), silent), 1);
  });

  test('that another may have replaced is over, the surer the longer it is silent, until it goes on', () => {
    const one = talk();
    one.mayBeReplaced(0.3);
    const shares = [1, 20, 60, 600, 10_000].map((silent) => goesOn(one, silent));
    assert.equal(shares[0], 0.7);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => b - a),
    );
    assert.ok((shares[2] ?? 1) < 0.4, `${shares}`);
    assert.equal(shares.at(-1), 0);
    one.mayBeReplaced(0.3);
    assert.equal(goesOn(one, 1), 0.49);
    one.send(601, 50_000);
    assert.equal(goesOn(one, 602), 1);
  });

  test('whose requests were not seen learns its rhythm more slowly', () => {
    const gapAfter = (isUnseen: boolean) => {
      const one = new Conversation('input', { isUnseen });
      for (let at = 0; at <= 60; at += 30) one.send(at, 50_000);
      return one.rhythm.loopGap;
    };
    assert.ok(gapAfter(true) < gapAfter(false) - 1);
    assert.ok(gapAfter(true) > new Conversation('input').rhythm.loopGap);
  });
});
