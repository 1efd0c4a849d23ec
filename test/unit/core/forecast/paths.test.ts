import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conversation } from '../../../../src/core/forecast/conversation.ts';
import { Paths } from '../../../../src/core/forecast/paths.ts';

/** Seconds; too few for a second request of the same conversation. */
const within = 5;
/** A request is more than half of it, and it does not refill. */
const supply = { capacity: 100, refill: 0, paidLater: false };

/** The probability that one of `count` conversations is refused; those in `places` send 60 units, the others nothing. */
function refusedOf(count: number, places: readonly number[], level: number): number {
  const conversations = Array.from({ length: count }, (_, place) => {
    const one = new Conversation('input');
    one.send(0, places.includes(place) ? 60 : 0);
    return one;
  });
  const paths = new Paths();
  paths.play(10, level, supply, conversations, null);
  return paths.probability(10, within);
}

test('conversations go on regardless of each other: two come together as often as chance wants', () => {
  for (let first = 0; first < 5; first++) {
    for (let second = first + 1; second < 6; second++) {
      const alone = [first, second].map((place) => refusedOf(6, [place], 50));
      const [one = 0, other = 0] = alone;
      assert.ok(one > 0.3 && one < 0.7);
      const both = refusedOf(6, [first, second], 100);
      assert.ok(Math.abs(both - one * other) < 0.1, `${first} and ${second}: ${both}, not ${one * other}`);
    }
  }
});
