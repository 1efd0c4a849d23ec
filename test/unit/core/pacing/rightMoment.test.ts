import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rightMoment } from '../../../../src/core/pacing/rightMoment.ts';
import { fc } from '../fastCheck.ts';

describe('the right moment', () => {
  it('is now where the request surely fits', () => {
    assert.equal(
      rightMoment(() => ({ alone: 1, besideOthers: 1 }), 5_000, 60_000),
      5_000,
    );
  });

  it('is when it fits, not before', () => {
    const fits = (at: number) => (at >= 9_000 ? 1 : 0);
    const at = rightMoment((moment) => ({ alone: fits(moment), besideOthers: fits(moment) }), 5_000, 60_000);
    assert.ok(at >= 9_000 && at < 9_500);
  });

  it('is a little later where its size is in doubt', () => {
    const chance = (at: number) => Math.min(1, Math.max(0, (at - 8_000) / 2_000));
    const at = rightMoment((moment) => ({ alone: chance(moment), besideOthers: chance(moment) }), 5_000, 60_000);
    assert.ok(at > 9_500 && at < 10_500);
  });

  it('does not wait long for what others may have taken', () => {
    const chances = (at: number) => ({ alone: 1, besideOthers: at >= 35_000 ? 1 : 0.5 });
    assert.equal(rightMoment(chances, 5_000, 60_000), 5_000);
  });

  it('is never earlier than now, nor later than allowed', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1 }), fc.nat(100_000), fc.nat(60_000), (values, now, longest) => {
        const value = (at: number) => values[Math.floor(at / 1_000) % values.length] ?? 0;
        const at = rightMoment((moment) => ({ alone: value(moment), besideOthers: value(moment) ** 2 }), now, longest);
        assert.ok(at >= now && at <= now + longest);
      }),
    );
  });
});
