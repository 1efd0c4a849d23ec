import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CostBucket, SpendCap } from '../../../../src/providers/admin/adminClient.ts';
import { CostSum, capsTold, type SpendContext } from '../../../../src/sources/admin/spendTold.ts';

const day = 86_400_000;
const month = Date.UTC(2026, 10);
const now = Date.UTC(2026, 10, 18, 12);
const context: SpendContext = {
  divisionScope: 'project',
  divisions: new Map([['p', 'Work']]),
  now,
  local: (at) => at - 1000,
};
const cost = (from: number, amount: number, divisionId: string | null = null, currency = 'USD'): CostBucket => ({
  from,
  to: from + day,
  costs: [{ divisionId, money: { amount, currency } }],
});

test('costs are those of the month, of the day and of each project that has a name', () => {
  const sum = new CostSum({ from: month, to: now });
  for (const [index, id] of ['p', 'p', 'archived'].entries())
    sum.add(cost(month + index * day, 2, id), context.divisions);
  sum.add(cost(Date.UTC(2026, 10, 18), 5), context.divisions);
  // Told twice.
  sum.add(cost(Date.UTC(2026, 10, 18), 5), context.divisions);
  assert.deepEqual(
    sum
      .told(context)
      .map(({ scope, name, period, spent, from, until }) => [scope, name, period, spent?.amount, from, until]),
    [
      ['organization', null, 'month', 11, month - 1000, Date.UTC(2026, 11) - 1000],
      ['organization', null, 'day', 5, Date.UTC(2026, 10, 18) - 1000, Date.UTC(2026, 10, 19) - 1000],
      ['project', 'Work', 'month', 4, month - 1000, Date.UTC(2026, 11) - 1000],
    ],
  );
});

test('what was given back is taken off, but nothing has cost less than nothing', () => {
  const sum = new CostSum({ from: month, to: now });
  sum.add(cost(month, 5), context.divisions);
  sum.add(cost(Date.UTC(2026, 10, 18), -2), context.divisions);
  assert.deepEqual(
    sum.told(context).map(({ period, spent }) => [period, spent?.amount]),
    [
      ['month', 3],
      ['day', 0],
    ],
  );
});

test('money of several currencies is never added up', () => {
  const sum = new CostSum({ from: month, to: now });
  sum.add(cost(month, 2), context.divisions);
  sum.add(cost(month + day, 3, null, 'EUR'), context.divisions);
  assert.deepEqual(
    sum.told(context).flatMap(({ period, spent }) => (period === 'month' ? [spent] : [])),
    [
      { amount: 2, currency: 'USD' },
      { amount: 3, currency: 'EUR' },
    ],
  );
});

test('costs that are told after midnight are of the day and month that they were asked for', () => {
  const december = Date.UTC(2026, 11);
  const sum = new CostSum({ from: month, to: december - 1 });
  sum.add(cost(december - day, 5), context.divisions);
  assert.deepEqual(
    sum.told({ ...context, now: december + 1 }).map(({ spent, from }) => [spent?.amount, from]),
    [
      [5, month - 1000],
      [5, december - day - 1000],
    ],
  );
});

test('a month without costs has cost nothing', () => {
  assert.deepEqual(
    new CostSum({ from: month, to: now }).told(context).map(({ spent }) => spent),
    [
      { amount: 0, currency: 'USD' },
      { amount: 0, currency: 'USD' },
    ],
  );
});

test('of several caps on the same the lowest is told, with what members have spent of it together', () => {
  const cap = (more: Partial<SpendCap>): SpendCap => ({
    divisionId: null,
    period: 'month',
    spent: null,
    limit: null,
    isEnforced: true,
    ...more,
  });
  const dollars = (amount: number) => ({ amount, currency: 'USD' });
  const told = capsTold(
    [
      cap({ limit: dollars(1000) }),
      cap({ limit: dollars(500) }),
      cap({ limit: dollars(700) }),
      cap({ limit: { amount: 100, currency: 'EUR' } }),
      cap({ limit: dollars(50), period: 'day' }),
      cap({ limit: dollars(200), divisionId: 'p' }),
      cap({ limit: dollars(1), divisionId: 'archived' }),
      cap({ spent: dollars(20), isEnforced: false }),
      cap({ spent: dollars(22.5), isEnforced: false }),
      cap({ spent: dollars(3), period: 'week' }),
      cap({}),
    ],
    context,
  );
  assert.deepEqual(
    told.map(({ name, period, limit, spent, isEnforced }) => [name, period, limit, spent, isEnforced]),
    [
      [null, 'month', dollars(500), dollars(42.5), true],
      [null, 'month', { amount: 100, currency: 'EUR' }, null, true],
      [null, 'day', dollars(50), null, true],
      ['Work', 'month', dollars(200), null, true],
      [null, 'week', null, dollars(3), false],
    ],
  );
});
