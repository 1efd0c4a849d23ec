import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { payers, type Use } from '../../../../src/core/model/observation.ts';
import { fewerUses } from '../../../../src/core/use/fewerUses.ts';
import { isSameKey, ownKey } from '../../../../src/core/use/namedKeys.ts';
import { sharesByKey, sharesByModel, sharesByPayer } from '../../../../src/core/use/shares.ts';
import { named, useOf } from '../../../panel/organizations.ts';
import { keyOf } from '../../../panel/snapshots.ts';
import { fc } from '../fastCheck.ts';

const work = keyOf({ fingerprint: '…7f3a' });
const sizeOf = ({ tokens }: Use) => tokens.input + tokens.output;

describe('a key that an organization names', () => {
  it('is one of the user’s if the ends of both values agree, however much of them is shown', () => {
    for (const ending of ['7f3a', 'x7f3a', 'f3a', 'sk-…7f3a', 'sk-...x7f3a', '****7f3a'])
      assert.ok(isSameKey(named('x', ending), work), ending);
    for (const ending of [null, '', '3a', 'a', '…', 'Q2wA', '7f3b', '7f3a…'])
      assert.ok(!isSameKey(named('x', ending), work), String(ending));
    assert.ok(!isSameKey(named('x', '7f3a'), { fingerprint: '…' }), 'a value too short to show any of');
  });

  it('is none of theirs at another provider', () => {
    assert.equal(ownKey(named('x', '7f3a'), [work], 'anthropic'), null);
    assert.equal(ownKey(named('x', '7f3a'), [work], 'openai'), work);
  });
});

describe('shares of use', () => {
  it('go by tokens, or by requests where no tokens were counted', () => {
    const users = sharesByKey([useOf(named('a', null), 'm', 30), useOf(named('b', null), 'm', 10)], [], 'openai');
    assert.deepEqual(
      users.map(({ share }) => share),
      [0.75, 0.25],
    );
    const uncounted = [useOf(named('a', null), 'm', 0), { ...useOf(named('b', null), 'm', 0), requests: 30 }];
    assert.deepEqual(
      sharesByKey(uncounted, [], 'openai').map(({ share }) => share),
      [0.75, 0.25],
    );
  });

  it('are none where nobody used anything', () => {
    assert.deepEqual(sharesByKey([], [], 'openai'), []);
    assert.deepEqual(sharesByModel([{ ...useOf(null, 'm', 0), requests: null }]), []);
  });

  it('are whole together, the largest first, with the user’s own keys by their own names', () => {
    const keys = [named('cursor', '7f3a'), ...'abcdefg'.split('').map((name) => named(name, null)), null];
    const row = fc.record({
      key: fc.constantFrom(...keys),
      model: fc.constantFrom('m', 'n', null),
      size: fc.nat(1_000),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const uses = rows.map(({ key, model, size }) => useOf(key, model, size));
        const sum = uses.reduce((total, use) => total + sizeOf(use), 0);
        if (sum === 0) return;
        for (const shares of [sharesByKey(uses, [work], 'openai'), sharesByModel(uses)]) {
          assert.ok(shares.length <= 5);
          assert.ok(Math.abs(shares.reduce((total, { share }) => total + share, 0) - 1) < 1e-9);
          const named = shares.filter(({ user }) => user.kind !== 'others').map(({ share }) => share);
          assert.deepEqual(
            named,
            [...named].sort((a, b) => b - a),
          );
        }
        const own = uses.filter(({ key }) => key?.ending === '7f3a').reduce((total, use) => total + sizeOf(use), 0);
        const shown = sharesByKey(uses, [work], 'openai').find(({ user }) => user.kind === 'own');
        if (shown) assert.ok(Math.abs(shown.share - own / sum) < 1e-9);
      }),
    );
  });
});

describe('what paid for use', () => {
  const paid: Use[] = [
    { ...useOf(null, 'gpt-5', 500), payer: 'own-key' },
    { ...useOf(null, 'gpt-5', 250), payer: 'on-demand' },
    useOf(null, 'gpt-5', 250),
  ];

  it('is told by shares, and left open where a row does not tell', () => {
    assert.deepEqual(sharesByPayer(paid), [
      { user: { kind: 'payer', payer: 'own-key' }, share: 0.5 },
      { user: { kind: 'payer', payer: 'on-demand' }, share: 0.25 },
      { user: { kind: 'others' }, share: 0.25 },
    ]);
    assert.deepEqual(sharesByPayer([useOf(null, 'gpt-5', 5)]), []);
  });

  it('stays apart however many rows become few', () => {
    assert.deepEqual(
      fewerUses(paid, () => false),
      paid,
    );
    const many: Use[] = Array.from({ length: 2000 }, (_, index) => {
      const payer = payers[index % 4];
      return { ...useOf(named(`key ${index}`, null), `model-${index}`, index), ...(payer && { payer }) };
    });
    const few = fewerUses(many, () => false);
    assert.ok(few.length <= 40, `${few.length} rows`);
    for (const payer of [...payers, undefined]) {
      const sum = (rows: readonly Use[]) =>
        rows.filter((use) => use.payer === payer).reduce((total, use) => total + sizeOf(use), 0);
      assert.equal(sum(few), sum(many), payer);
    }
  });
});

describe('ten thousand rows of use', () => {
  it('become few, nothing is lost, and the user’s own keys keep their names', () => {
    const uses = Array.from({ length: 10_000 }, (_, index) =>
      useOf(named(`key ${index % 700}`, `end${index % 700}`), `model-${index % 300}`, index),
    );
    const few = fewerUses([...uses, useOf(named('mine', '7f3a'), 'gpt-5', 1)], (key) => isSameKey(key, work));
    assert.ok(few.length <= 40, `${few.length} rows`);
    const sum = (rows: readonly Use[]) => rows.reduce((total, use) => total + sizeOf(use), 0);
    assert.equal(sum(few), sum(uses) + 1);
    assert.ok(few.some((use) => use.key?.name === 'mine' && use.model === 'gpt-5'));
    assert.equal(
      few.reduce((total, use) => total + (use.requests ?? 0), 0),
      100_010,
    );
  });
});
