import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrganizationSnapshot, ToldMoney } from '../../../src/core/model/snapshot.ts';
import { planUntoldText } from '../../../src/words/cursorWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';

const spend = (scope: 'plan' | 'on-demand', amount: number, limit: number | null): ToldMoney => {
  const of = { kind: 'spend', name: null, period: 'month', from: null, until: null, isEnforced: false } as const;
  const money = (dollars: number) => ({ amount: dollars, currency: 'USD' });
  return { age: 60, reading: { ...of, scope, spent: money(amount), limit: limit === null ? null : money(limit) } };
};
const team: OrganizationSnapshot = {
  ...{ id: 'o', label: 'Acme', provider: 'cursor', origin: 'https://api.cursor.com', fingerprint: '…' },
  ...{
    readings: [spend('plan', 43, null), spend('on-demand', 12.5, 100)],
    missing: [],
    gauges: [],
    limits: [],
    usage: [],
  },
};
const refused = keyOf({
  status: 'waiting',
  lastFailure: failureOf(),
  models: [modelOf('gpt-5', { failure: failureOf() })],
});
const low = limitOf({ state: 'critical', level: { low: 1, high: 1, estimate: 1 } });

test('a refusal and a low limit in Cursor are advised on with what is known of the team’s plan', () => {
  for (const key of [refused, keyOf({ models: [modelOf('gpt-5', { limits: [low] })] })]) {
    const said = (organizations: readonly OrganizationSnapshot[]) =>
      headlineWords({ ...snapshotOf(key), organizations }, placeIn('cursor'))
        .steps.map(({ text }) => text)
        .join('\n');
    assert.match(said([team]), /Your team has used \$43\.00 of what its Cursor plan includes, and \$12\.50 beyond it/);
    assert.match(said([team]), /\$87\.50 of the \$100\.00 that your team may spend on it are left/);
    assert.doesNotMatch(said([]), /Your team/);
  }
});

test('why a plan is not shown is said in Cursor, to whoever has no admin key of a team', () => {
  assert.match(planUntoldText(snapshotOf(refused), placeIn('cursor')) ?? '', /never reads/);
  assert.equal(planUntoldText(snapshotOf(refused), placeIn('vscode')), null);
  assert.equal(planUntoldText({ ...snapshotOf(refused), organizations: [team] }, placeIn('cursor')), null);
});
