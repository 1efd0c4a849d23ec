import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UsageTold, Use } from '../../../../src/core/model/observation.ts';
import { isEstimated, keyCosts } from '../../../../src/core/use/keyCosts.ts';
import { named, useOf } from '../../../panel/organizations.ts';

const key = { fingerprint: '…7f3a' };
const own = named('cursor', '7f3a');
const other = named('ci', 'Q2wA');
const month = Date.UTC(2026, 10, 1);

function told(uses: readonly Use[], span: UsageTold['span'] = 'month'): UsageTold {
  const account = { kind: 'organization', provider: 'openai', id: 'acme' } as const;
  return { kind: 'usage', source: 'admin', account, span, from: month, to: month, uses };
}
const spent = (uses: readonly Use[], amount: number | null = 100) =>
  keyCosts([told(uses)], key, () => (amount === null ? null : { amount, currency: 'USD' })).map((one) => one.spent);

describe('what a key of the user costs', () => {
  it('is the sum of its dollars where its organization counts them by key', () => {
    const uses = [useOf(own, 'gpt-5', 5), useOf(own, 'o3', 5), useOf(other, 'gpt-5', 5)];
    assert.deepEqual(spent(uses.map((use) => ({ ...use, dollars: 2 }))), [{ amount: 4, currency: 'USD' }]);
    assert.equal(isEstimated(uses, key), true);
    assert.equal(isEstimated([{ ...useOf(own, 'gpt-5', 5), dollars: 1 }], key), false);
  });

  it('is else its part of what the organization spent, by the prices of the models', () => {
    // A token of gpt-5 costs five times one of gpt-5-mini.
    const uses = [useOf(own, 'gpt-5', 100), useOf(other, 'gpt-5-mini', 500)];
    assert.deepEqual(spent(uses), [{ amount: 50, currency: 'USD' }]);
  });

  it('is not made up where a price, the costs or the key is not known', () => {
    assert.deepEqual(spent([useOf(own, 'gpt-5', 1), useOf(other, 'somebody/else', 1)]), []);
    assert.deepEqual(spent([useOf(own, 'gpt-5', 1), useOf(other, null, 1)]), []);
    assert.deepEqual(spent([useOf(own, 'gpt-5', 1)], null), []);
    assert.deepEqual(spent([useOf(own, 'gpt-5', 0)]), []);
    assert.deepEqual(spent([useOf(other, 'gpt-5', 1), useOf(null, 'gpt-5', 1)]), []);
    assert.deepEqual(
      keyCosts([told([useOf(own, 'gpt-5', 1)], 'hour')], key, () => null),
      [],
    );
  });
});
