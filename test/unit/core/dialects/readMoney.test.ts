import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MoneyPlace } from '../../../../src/core/dialects/moneyPlace.ts';
import { presets } from '../../../../src/core/dialects/presets.ts';
import { readMoney } from '../../../../src/core/dialects/readMoney.ts';
import { type MoneyReading, moneyPeriods, moneyScopes } from '../../../../src/core/model/money.ts';
import { providerIds } from '../../../../src/core/model/provider.ts';
import { fc } from '../fastCheck.ts';

const at = Date.UTC(2026, 10, 26, 13, 44);
const places = providerIds.flatMap((id) => presets[id].money ?? []);

function placeOf(provider: (typeof providerIds)[number], part: MoneyPlace['part']): MoneyPlace {
  const place = presets[provider].money?.find((one) => one.part === part);
  assert.ok(place, `${provider} tells no ${part}`);
  return place;
}

function read(place: MoneyPlace, answer: unknown, host = 'api.example.com'): MoneyReading[] | null {
  return readMoney(place, answer, { host, at });
}

/** As `currency amount`, with what was paid where that is known. */
function balances(found: readonly MoneyReading[] | null): string[] | undefined {
  return found?.map((one) => {
    assert.equal(one.kind, 'balance');
    return one.kind === 'balance'
      ? `${one.left.currency} ${one.left.amount}${one.paid === null ? '' : ` of ${one.paid}`}`
      : '';
  });
}

/** As `period: spent of limit`. */
function spends(found: readonly MoneyReading[] | null): string[] | undefined {
  return found?.map((one) => {
    assert.equal(one.kind, 'spend');
    if (one.kind !== 'spend') return '';
    const limit = one.limit ? ` of ${one.limit.amount}` : '';
    return `${one.period}: ${one.spent?.currency ?? ''} ${one.spent?.amount ?? 'unknown'}${limit}`;
  });
}

test('balances that are texts, in several currencies', () => {
  const place = placeOf('deepseek', 'balance');
  const info = (currency: unknown, total: unknown) => ({ currency, total_balance: total, granted_balance: '1.00' });
  assert.deepEqual(balances(read(place, { balance_infos: [info('CNY', '110.00'), info('usd', 3)] })), [
    'CNY 110',
    'USD 3',
  ]);
  assert.deepEqual(balances(read(place, { balance_infos: [info('CNY', 'much'), info('USD', '0.00')] })), ['USD 0']);
  for (const answer of [
    { balance_infos: [] },
    { balance_infos: null },
    { balance_infos: [info('points', '5')] },
    { balance_infos: [info(undefined, '5')] },
    { error: { message: 'no' } },
    [],
    null,
    '<!doctype html><title>Moved</title>',
  ])
    assert.equal(read(place, answer), null, JSON.stringify(answer));
});

test('a balance counts in the currency of the host, and a debt is less than nothing', () => {
  const place = placeOf('moonshot', 'balance');
  const answer = { code: 0, data: { available_balance: 49.5, cash_balance: -3 }, status: true };
  assert.deepEqual(balances(read(place, answer, 'api.moonshot.ai')), ['USD 49.5']);
  assert.deepEqual(balances(read(place, answer, 'api.moonshot.cn')), ['CNY 49.5']);
  assert.deepEqual(balances(read(place, { data: { available_balance: '-0.25' } })), ['USD -0.25']);
});

test('credits are what was paid less what was used', () => {
  const place = placeOf('openrouter', 'balance');
  const answer = (credits: unknown, usage: unknown) => ({ data: { total_credits: credits, total_usage: usage } });
  assert.deepEqual(balances(read(place, answer(100.5, 25.5))), ['USD 75 of 100.5']);
  assert.deepEqual(balances(read(place, answer('10', '12'))), ['USD -2 of 10']);
  assert.equal(read(place, answer(100, null)), null);
});

test('what a key has spent by day, week and month, against the limit of its period', () => {
  const place = placeOf('openrouter', 'spend-limits');
  const data = { usage: 25.5, usage_daily: 1, usage_weekly: 5.5, usage_monthly: 20, limit: 100, limit_remaining: 74.5 };
  const found = read(place, { data: { ...data, limit_reset: 'monthly' } });
  assert.deepEqual(spends(found), ['day: USD 1', 'week: USD 5.5', 'month: USD 25.5 of 100', 'ever: USD 25.5']);
  const spans = found?.map((one) => one.kind === 'spend' && [one.from, one.until, one.isEnforced]);
  assert.deepEqual(spans, [
    [Date.UTC(2026, 10, 26), Date.UTC(2026, 10, 27), false],
    [Date.UTC(2026, 10, 23), Date.UTC(2026, 10, 30), false],
    [Date.UTC(2026, 10, 1), Date.UTC(2026, 11, 1), true],
    [null, null, false],
  ]);
  const once = read(place, { data: { ...data, limit_reset: null } });
  assert.deepEqual(spends(once)?.at(-1), 'ever: USD 25.5 of 100');
  const free = read(place, { data: { usage: 0, limit: null, limit_remaining: null, limit_reset: null } });
  assert.deepEqual(spends(free), ['ever: USD 0']);
  const strange = read(place, { data: { usage: 3, limit: 10, limit_remaining: 7, limit_reset: 'fortnightly' } });
  assert.deepEqual(spends(strange), ['ever: USD 3'], 'a limit of an unknown period is not one of another');
});

test('a budget that a gateway gives a key', () => {
  const place = placeOf('litellm', 'spend-limits');
  const info = { spend: 4.25, max_budget: 100, budget_duration: '30d', budget_reset_at: '2026-12-01T00:00:00Z' };
  const found = read(place, { key: 'hashed', info });
  assert.deepEqual(spends(found), ['month: USD 4.25 of 100']);
  assert.ok(found?.[0]?.kind === 'spend' && found[0].until === Date.UTC(2026, 11, 1));
  assert.deepEqual(spends(read(place, { info: { spend: 0.5, max_budget: null, budget_duration: null } })), [
    'ever: USD 0.5',
  ]);
});

test('whatever answers, the readings make sense and nothing throws', () => {
  const names = [
    ...new Set(places.flatMap((place) => JSON.stringify(place).match(/[a-z_]{4,}/g) ?? [])),
    'data',
    '__proto__',
  ];
  const value = fc.oneof(
    { depthSize: 'small' },
    fc.double(),
    fc.string(),
    fc.constantFrom('110.00', '-1', '1e400', 'NaN', '9'.repeat(40), 'CNY', 'monthly', '30d', null, undefined, true),
  );
  const fields = fc.dictionary(fc.constantFrom(...names), value);
  const answer = fc.oneof(
    fc.anything(),
    fields,
    fc.dictionary(fc.constantFrom('data', 'info', 'balance_infos'), fc.oneof(fields, fc.array(fields))),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), answer, fc.integer({ min: 0, max: 4e12 }), (place, body, now) => {
      for (const one of readMoney(place, body, { host: 'h', at: now }) ?? []) {
        assert.ok(moneyScopes.includes(one.scope));
        const sums = one.kind === 'balance' ? [one.left] : [one.spent, one.limit].filter((sum) => sum !== null);
        assert.ok(sums.length > 0);
        for (const { amount, currency } of sums) {
          assert.ok(Number.isFinite(amount) && Math.abs(amount) <= 2e12, String(amount));
          assert.match(currency, /^[A-Z]{3}$/);
        }
        if (one.kind === 'balance') continue;
        assert.ok(moneyPeriods.includes(one.period));
        assert.ok((one.from ?? 0) <= now && (one.from === null || (one.until ?? 0) > now));
      }
    }),
    { numRuns: 1000 },
  );
});
