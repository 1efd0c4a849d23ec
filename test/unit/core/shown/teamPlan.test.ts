import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrganizationSnapshot, ToldMoney } from '../../../../src/core/model/snapshot.ts';
import { teamPlanOf } from '../../../../src/core/shown/teamPlan.ts';

function spend(
  scope: 'plan' | 'on-demand' | 'organization',
  amount: number | null,
  limit: number | null,
  age = 60,
): ToldMoney {
  const money = (dollars: number | null) => (dollars === null ? null : { amount: dollars, currency: 'USD' });
  const of = { kind: 'spend', name: null, period: 'month', from: null, until: null, isEnforced: false } as const;
  return { age, reading: { ...of, scope, spent: money(amount), limit: money(limit) } };
}

function organization(readings: readonly ToldMoney[], provider: 'cursor' | 'openai' = 'cursor'): OrganizationSnapshot {
  const identity = { id: 'o', label: 'Acme', provider, origin: 'https://api.cursor.com', fingerprint: '…' } as const;
  return { ...identity, readings, missing: [], gauges: [], limits: [], usage: [] };
}

const of = (...organizations: OrganizationSnapshot[]) => teamPlanOf({ organizations });

test('a team’s plan is what its provider told of the plan and of what goes beyond it', () => {
  const told = organization([spend('plan', 43, null), spend('on-demand', 12.5, 100)]);
  assert.deepEqual(of(told), { spent: 43, beyond: 12.5, limit: 100 });
  assert.deepEqual(of(organization([spend('organization', 1, 2)], 'openai'), told), {
    spent: 43,
    beyond: 12.5,
    limit: 100,
  });
});

test('nothing is known of it where half is missing, it is of another provider, or it was told a day ago', () => {
  const whole = [spend('plan', 43, null), spend('on-demand', 12.5, 100)];
  assert.equal(of(), null);
  assert.equal(of(organization([spend('plan', 43, null)])), null);
  assert.equal(of(organization([spend('plan', null, 50), spend('on-demand', 12.5, 100)])), null);
  assert.equal(of(organization(whole, 'openai')), null);
  assert.equal(of(organization([spend('plan', 43, null, 90_000), spend('on-demand', 12.5, 100, 90_000)])), null);
});
