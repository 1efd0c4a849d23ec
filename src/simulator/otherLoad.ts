import type { LoadRequest } from './loadRequest.ts';
import { type Random, skewedBetween, wholeBetween } from './random.ts';

/** Bursts of 3 to 15 requests, three quarters of a minute apart on average. */
export function* otherRequests(random: Random): Generator<LoadRequest, void, undefined> {
  let at = 0;
  for (;;) {
    at += -Math.log(1 - random()) * 45;
    for (let left = wholeBetween(random, 3, 15); left > 0; left--) {
      const input = Math.ceil(skewedBetween(random, 500, 40_000));
      const output = Math.ceil(skewedBetween(random, 40, 1_500));
      yield { at, input, cached: 0, output, took: 1 + output / 60 };
      at += skewedBetween(random, 0.2, 4);
    }
  }
}
