import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addCheck, parseSpendings, type Spendings, spentOn, sumOf } from '../../../src/core/spending.ts';
import { fc } from './fastCheck.ts';

const today = '2026-08-19';
const check = { tokens: 9, dollars: 0.001, ceiling: 0.002 };
const onDay = (day: string) => ({ day, requests: 1, ...check });

test('a check of unknown price makes the day’s sum unknown, and its ceiling counts', () => {
  const once = addCheck({}, 'k', today, check);
  const twice = addCheck(once, 'k', today, { ...check, dollars: null });
  assert.deepEqual(twice.k, [{ day: today, requests: 2, tokens: 18, dollars: null, ceiling: 0.004 }]);
});

test('of an account the week nearest to today is kept, and no wrong date pushes it out', () => {
  const wrong = ['1970-01-01', '2026-02-30', '2099-12-31', '9999-99-99'];
  const recent = ['2026-08-14', '2026-08-15', '2026-08-16', '2026-08-17', '2026-08-18', today, '2026-08-20'];
  const all = sumOf([{ k: [...wrong, ...recent].map(onDay) }], today);
  assert.deepEqual(all.k?.map(({ day }) => day).sort(), recent);
});

test('nothing of a day is lost or made up, however its counts are put together', () => {
  const day = fc.constantFrom(today, '2026-08-18', '2026-08-20');
  const counts = fc.array(fc.tuple(fc.constantFrom('a', 'b', '__proto__', 'toString'), day), { maxLength: 12 });
  fc.assert(
    fc.property(counts, fc.nat(12), (checks, at) => {
      const add = (spendings: Spendings, [account, date]: readonly [string, string]) =>
        addCheck(spendings, account, date, check);
      const whole = checks.reduce(add, {});
      const parts = [checks.slice(0, at).reduce(add, {}), checks.slice(at).reduce(add, {})];
      const stored = JSON.parse(JSON.stringify(sumOf(parts, today)));
      for (const spendings of [whole, parseSpendings(stored)]) {
        for (const date of [today, '2026-08-18', '2026-08-20']) {
          const days = Object.values(spendings).flat();
          assert.equal(spentOn(date, days).requests, checks.filter(([, one]) => one === date).length);
        }
      }
    }),
  );
});

test('a part of a request counts as a whole one, so that sums of requests stay exact', () => {
  const day = { day: '2026-08-19', requests: 0.00125, tokens: 0, dollars: 0, ceiling: 0 };
  assert.equal(parseSpendings({ work: [day] }).work?.[0]?.requests, 1);
});

test('spendings are sound whatever was stored', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.array(fc.jsonValue()))), (stored) => {
      for (const { requests, tokens, dollars, ceiling } of Object.values(parseSpendings(stored)).flat())
        for (const amount of [requests, tokens, dollars ?? 0, ceiling]) assert.ok(amount >= 0 && amount < Infinity);
    }),
  );
});
