import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../../src/core/model/failure.ts';
import type { MoneyTold, Observation } from '../../../src/core/model/observation.ts';
import { named, useOf } from '../../panel/organizations.ts';
import { key, preferences, stage } from './stage.ts';

const identity = {
  id: 'acme',
  label: 'Acme',
  provider: 'openai',
  origin: 'https://api.openai.com',
  fingerprint: '…7f3a',
} as const;
const account = { kind: 'organization', provider: 'openai', id: 'acme' } as const;
const seen = { source: 'admin', account } as const;
const refused: Failure = {
  cause: 'forbidden',
  status: 403,
  message: 'Missing scopes: api.usage.read',
  type: null,
  code: null,
  retryAfter: null,
  limit: null,
};
const spent: MoneyTold = {
  ...seen,
  kind: 'money',
  part: 'costs',
  toldAt: 0,
  money: [
    {
      kind: 'spend',
      scope: 'organization',
      name: null,
      period: 'month',
      from: null,
      until: null,
      spent: { amount: 12.5, currency: 'USD' },
      limit: null,
      isEnforced: false,
    },
  ],
};

describe('what admin APIs tell of an organization', () => {
  it('is in the snapshot, and a part that could not be had leaves the rest as it is', () => {
    const { engine } = stage();
    engine.watchOrganizations([identity]);
    engine.observe(spent);
    engine.observe({ ...seen, kind: 'missing', part: 'usage', failure: refused, retryIn: 60 });
    const [acme] = engine.current.organizations;
    assert.equal(acme?.label, 'Acme');
    assert.deepEqual(
      acme?.readings.map(({ reading }) => reading),
      spent.money,
    );
    assert.deepEqual(acme?.missing, [{ part: 'usage', failure: refused, retryIn: 60 }]);
  });

  it('is no longer missing once it was told', () => {
    const { engine } = stage();
    engine.watchOrganizations([identity]);
    engine.observe({ ...seen, kind: 'missing', part: 'usage', failure: refused, retryIn: null });
    engine.observe({ ...seen, kind: 'usage', span: 'hour', from: 0, to: 3_600_000, uses: [] });
    assert.deepEqual(engine.current.organizations[0]?.missing, []);
  });

  it('is dropped where nobody watches the organization', () => {
    const { engine } = stage();
    engine.observe(spent);
    assert.deepEqual(engine.current.organizations, []);
    engine.watchOrganizations([identity]);
    engine.watchOrganizations([]);
    assert.deepEqual(engine.current.organizations, []);
  });

  it('tells the user’s keys what they cost, as far as its usage names them', () => {
    const { engine, only } = stage({ keys: [key({ fingerprint: '…7f3a' })] });
    engine.watchOrganizations([identity]);
    engine.observe(spent);
    const own = useOf(named('cursor', '7f3a'), 'gpt-5', 100);
    const uses = [own, useOf(named('ci', 'Q2wA'), 'gpt-5', 300)];
    engine.observe({ ...seen, kind: 'usage', span: 'month', from: 0, to: 3_600_000, uses });
    assert.deepEqual(
      only().money.gauges.map(({ kind, scope, spent: amount }) => ({ kind, scope, amount })),
      [{ kind: 'spend', scope: 'key', amount: 3.125 }],
    );
  });

  it('tells no key that it cost in a month that has just begun what the one before did', () => {
    const { engine, only } = stage({ keys: [key({ fingerprint: '…7f3a' })] });
    engine.watchOrganizations([identity]);
    const before = Date.UTC(1969, 11);
    const told = (from: number, amount: number) =>
      ({ ...spent, money: [{ ...spent.money[0], from, spent: { amount, currency: 'USD' } }] }) as Observation;
    const uses = [useOf(named('cursor', '7f3a'), 'gpt-5', 100)];
    engine.observe(told(before, 500));
    engine.observe({ ...seen, kind: 'usage', span: 'month', from: 0, to: 60_000, uses });
    const amounts = () => only().money.gauges.map((gauge) => gauge.spent);
    assert.deepEqual(amounts(), []);
    engine.observe(told(0, 3));
    engine.observe({ ...seen, kind: 'usage', span: 'hour', from: 0, to: 120_000, uses });
    assert.deepEqual(amounts(), [3]);
  });

  it('is measured against a budget of the user’s own, by its name', () => {
    const { engine } = stage();
    engine.watchOrganizations([identity]);
    engine.observe(spent);
    engine.prefer({ ...preferences, budgets: new Map([['Acme', 50]]) });
    const budget = () => engine.current.organizations[0]?.gauges.find(({ kind }) => kind === 'budget');
    assert.deepEqual([budget()?.spent, budget()?.left, budget()?.isEnforced], [12.5, 37.5, false]);
    engine.prefer(preferences);
    assert.equal(budget(), undefined);
  });

  it('is passed on in few rows, however many there are', () => {
    const { engine } = stage();
    engine.watchOrganizations([identity]);
    const uses = Array.from({ length: 10_000 }, (_, index) => useOf(named(`k${index}`, null), `m${index}`, 1));
    engine.observe({ ...seen, kind: 'usage', span: 'hour', from: 0, to: 0, uses });
    const [hour] = engine.current.organizations[0]?.usage ?? [];
    assert.ok((hour?.uses.length ?? Infinity) <= 40);
    assert.ok(JSON.stringify(engine.current).length < 20_000);
  });

  it('sets the limits of several projects apart, although they are of the same models', () => {
    const { engine } = stage();
    engine.watchOrganizations([identity]);
    const limits = [{ unit: 'tokens', pool: 'standard', window: 60, capacity: 30_000 }] as const;
    for (const name of ['one', 'other'])
      engine.observe({ ...seen, kind: 'limits', scope: 'project', name, models: ['o3'], limits, toldAt: 0 });
    assert.deepEqual(
      engine.current.organizations[0]?.limits.map((limit) => limit.name),
      ['one', 'other'],
    );
  });
});
