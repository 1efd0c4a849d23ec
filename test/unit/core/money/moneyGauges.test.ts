import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Balance, MoneyGauge, MoneyReading, Spend } from '../../../../src/core/model/money.ts';
import { moneyGauges } from '../../../../src/core/money/moneyGauges.ts';
import { boundsOf, dayLength } from '../../../../src/core/money/period.ts';
import { fc } from '../fastCheck.ts';

const now = Date.UTC(2026, 10, 19, 14, 31);
const dollars = (amount: number) => ({ amount, currency: 'USD' });

function spend(changes: Partial<Spend>): Spend {
  const about = { kind: 'spend', scope: 'organization', name: null, period: 'month', from: null, until: null } as const;
  return { ...about, spent: null, limit: null, isEnforced: false, ...changes };
}

function gauges(
  readings: readonly MoneyReading[],
  { toldAt = now, budget = null as number | null } = {},
): MoneyGauge[] {
  const told = readings.map((reading) => ({ reading, toldAt }));
  return moneyGauges(told, { budget, perDay: () => null, now });
}

const left = (readings: readonly MoneyReading[]) => gauges(readings).map((one) => [one.spent, one.whole, one.left]);

describe('what is told of money', () => {
  it('becomes one sum, although costs and limits are told apart', () => {
    const costs = spend({ spent: dollars(30) });
    const limit = spend({ limit: dollars(100), isEnforced: true });
    assert.deepEqual(left([costs, limit]), [[30, 100, 70]]);
    assert.deepEqual(left([costs]), [[30, null, null]]);
    assert.deepEqual(left([limit]), [[null, 100, null]]);
    assert.equal(gauges([limit])[0]?.state, 'unknown');
  });

  it('keeps apart what is of another period, project or currency', () => {
    const limit = spend({ limit: dollars(100) });
    for (const other of [
      spend({ period: 'day', spent: dollars(30) }),
      spend({ scope: 'project', name: 'Web', spent: dollars(30) }),
      spend({ spent: { amount: 30, currency: 'EUR' } }),
    ])
      assert.equal(gauges([limit, other]).find(({ whole }) => whole !== null)?.left, null);
  });

  it('is over with its period, and says nothing when it is old', () => {
    const october = { from: Date.UTC(2026, 9, 1), until: Date.UTC(2026, 10, 1) };
    assert.deepEqual(left([spend({ ...october, spent: dollars(30) })]), []);
    assert.deepEqual(
      left([spend({ ...october, spent: dollars(30) }), spend({ limit: dollars(100) })]),
      [[null, 100, null]],
      'what was spent last month is not spent of this one',
    );
    const old = gauges([spend({ spent: dollars(96), limit: dollars(100) })], { toldAt: now - 2 * dayLength });
    assert.equal(old[0]?.state, 'unknown');
  });

  it('counts half of a hundredth as nothing, and never less than nothing', () => {
    const balance = (amount: number): Balance => ({ kind: 'balance', scope: 'key', left: dollars(amount), paid: null });
    assert.deepEqual(gauges([balance(0.004)])[0]?.left, 0);
    assert.deepEqual(gauges([balance(-3)])[0]?.state, 'empty');
    assert.deepEqual(gauges([balance(0.006)])[0]?.state, 'low');
    assert.deepEqual(left([spend({ spent: dollars(130), limit: dollars(100) })]), [[130, 100, 0]]);
  });

  it('counts the smaller of two limits on the same', () => {
    const limits = [500, 100, 300].map((amount) => spend({ spent: dollars(30), limit: dollars(amount) }));
    assert.deepEqual(left(limits), [[30, 100, 70]]);
  });

  it('is worth less in some currencies', () => {
    const state = (amount: number, currency: string) =>
      gauges([{ kind: 'balance', scope: 'key', left: { amount, currency }, paid: null }])[0]?.state;
    assert.equal(state(9, 'CNY'), 'low');
    assert.equal(state(9, 'USD'), 'fine');
  });

  it('gives numbers, whatever the sums are', () => {
    const amount = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const reading = fc.record({ spent: fc.option(amount), limit: fc.option(amount), budget: fc.option(amount) });
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 4 }), (told) => {
        const money = told.map(({ spent, limit }) =>
          spend({ spent: spent === null ? null : dollars(spent), limit: limit === null ? null : dollars(limit) }),
        );
        for (const one of gauges(money, { budget: told[0]?.budget ?? null })) {
          for (const value of Object.values(one)) assert.ok(typeof value !== 'number' || Number.isFinite(value));
          assert.ok(one.left === null || one.left >= 0);
        }
      }),
    );
  });
});

describe('the bounds of a period', () => {
  it('are those of UTC where the provider leaves them out', () => {
    const of = (period: Spend['period'], from: number | null = null, until: number | null = null) =>
      Object.values(boundsOf({ period, from, until }, now)).map((at) => at && new Date(at).toISOString().slice(0, 16));
    assert.deepEqual(of('day'), ['2026-11-19T00:00', '2026-11-20T00:00']);
    assert.deepEqual(of('week'), ['2026-11-16T00:00', '2026-11-23T00:00']);
    assert.deepEqual(of('month'), ['2026-11-01T00:00', '2026-12-01T00:00']);
    assert.deepEqual(of('month', Date.UTC(2026, 10, 15, 6)), ['2026-11-15T06:00', '2026-12-15T06:00']);
    assert.deepEqual(of('month', null, Date.UTC(2026, 10, 15)), ['2026-10-15T00:00', '2026-11-15T00:00']);
    assert.deepEqual(of('ever'), [null, null]);
  });

  it('are months apart, however long these are and though this machine’s clock is some minutes slow', () => {
    const until = (from: string) =>
      new Date(boundsOf({ period: 'month', from: Date.parse(from), until: null }, now).until ?? 0).toISOString();
    assert.equal(until('2026-02-28T23:55:00Z'), '2026-03-31T23:55:00.000Z');
    assert.equal(until('2026-10-31T23:55:00Z'), '2026-11-30T23:55:00.000Z');
    assert.equal(until('2026-01-31T00:00:00Z'), '2026-02-28T00:00:00.000Z');
    assert.equal(until('2026-12-31T08:00:00Z'), '2027-01-31T08:00:00.000Z');
  });
});
