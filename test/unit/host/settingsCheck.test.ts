import assert from 'node:assert/strict';
import { test } from 'node:test';
import { units } from '../../../src/core/model/limit.ts';
import { settings as names } from '../../../src/host/settings/contributions.ts';
import { checkSettings, type RawSettings, type Settings } from '../../../src/host/settings/settingsCheck.ts';
import { fc } from '../core/fastCheck.ts';

function check(raw: RawSettings): { settings: Settings; complaints: string[] } {
  const complaints: string[] = [];
  return { settings: checkSettings(raw, (complaint) => complaints.push(complaint)), complaints };
}

/** Without the function, so that it can be compared. */
function plain({ thresholds, ...rest }: Settings) {
  return { ...rest, thresholds: Object.fromEntries(units.map((unit) => [unit, thresholds(unit)])) };
}

const defaults = plain(check({}).settings);

test('the defaults are those of the manifest', () => {
  assert.deepEqual(defaults, {
    style: 'compact',
    amount: 'left',
    limit: 'lowest',
    alignment: 'right',
    warn: true,
    readyAgain: 'afterLongWaits',
    thresholds: Object.fromEntries(units.map((unit) => [unit, { low: 0.2, critical: 0.05 }])),
    budgets: new Map(),
    budget: { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 },
    statusPages: true,
  });
});

test('right values are taken and nothing is said', () => {
  const { settings, complaints } = check({
    [names.style]: 'full',
    [names.amount]: 'used',
    [names.limit]: 'key/gpt-5/standard/tokens/60',
    [names.alignment]: 'left',
    [names.warn]: false,
    [names.readyAgain]: 'never',
    [names.thresholds]: {
      tokens: { low: 30, critical: 10 },
      requests: { low: 90, critical: 90 },
      images: { low: 0, critical: 0 },
    },
    [names.budgets]: { work: 50, Acme: 0.5 },
    [names.shareOfRequestsPerMinute]: 10,
    [names.shareOfRequestsPerDay]: 0.1,
    [names.dollarsPerDay]: 0,
    [names.statusPages]: false,
  });
  assert.deepEqual(complaints, []);
  assert.deepEqual(plain(settings), {
    style: 'full',
    amount: 'used',
    limit: 'key/gpt-5/standard/tokens/60',
    alignment: 'left',
    warn: false,
    readyAgain: 'never',
    thresholds: {
      ...defaults.thresholds,
      tokens: { low: 0.3, critical: 0.1 },
      requests: { low: 0.9, critical: 0.9 },
      images: { low: 0, critical: 0 },
    },
    budgets: new Map([
      ['work', 50],
      ['Acme', 0.5],
    ]),
    budget: { shareOfRequestsPerMinute: 0.1, shareOfRequestsPerDay: 0.001, dollarsPerDay: 0 },
    statusPages: false,
  });
});

test('a threshold given alone moves the default of the other only where it has to', () => {
  const thresholds = (pair: unknown) => check({ [names.thresholds]: { tokens: pair } });
  for (const [pair, expected] of [
    [{ low: 30 }, { low: 0.3, critical: 0.05 }],
    [{ low: 3 }, { low: 0.03, critical: 0.03 }],
    [{ critical: 10 }, { low: 0.2, critical: 0.1 }],
    [{ critical: 40 }, { low: 0.4, critical: 0.4 }],
  ] as const) {
    const { settings, complaints } = thresholds(pair);
    assert.deepEqual(complaints, []);
    assert.deepEqual(settings.thresholds('tokens'), expected);
  }
});

const junk = [
  null,
  [],
  {},
  '',
  'x',
  0.01,
  -1,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  true,
  'ICON',
  ['icon'],
  { style: 'icon' },
] as const;
const wrong: Record<string, readonly unknown[]> = {
  [names.style]: [...junk, 'Compact', 'icon '],
  [names.amount]: junk,
  [names.limit]: junk.filter((value) => typeof value !== 'string'),
  [names.alignment]: junk,
  [names.warn]: junk.filter((value) => value !== true).concat(['false' as never]),
  [names.statusPages]: junk.filter((value) => value !== true),
  [names.readyAgain]: junk,
  [names.thresholds]: [
    null,
    [],
    [1],
    'tokens',
    20,
    true,
    { tokens: 30 },
    { tokens: [30, 5] },
    { tokens: null },
    { tokens: {} },
    { tokens: { lwo: 30 } },
    { tokens: { low: 30, critical: 10, empty: 1 } },
    { tokens: { low: 10, critical: 20 } },
    { tokens: { low: 91 } },
    { tokens: { low: -1 } },
    { tokens: { low: '30%' } },
    { tokens: { low: null } },
    { token: { low: 30 } },
    { Tokens: { low: 30 } },
    JSON.parse('{"__proto__": {"low": 30}}'),
    { toString: { low: 30 } },
  ],
  [names.budgets]: [null, [], 50, '50', { work: '50' }, { work: 0 }, { work: -1 }, { work: null }, { work: 1e12 }],
  [names.shareOfRequestsPerMinute]: [...junk.filter((value) => value !== 0.01), 0, 0.01, 11, '5', '5%'],
  [names.shareOfRequestsPerDay]: [...junk, 0, 21],
  [names.dollarsPerDay]: [...junk.filter((value) => value !== 0.01), 10.01, '$1'],
};

for (const [name, values] of Object.entries(wrong)) {
  for (const value of values) {
    test(`${name} = ${JSON.stringify(value)} is named once and the default is used`, () => {
      const { settings, complaints } = check({ [name]: value });
      assert.deepEqual(plain(settings), defaults);
      assert.equal(complaints.length, 1, complaints.join('\n'));
      assert.ok(complaints[0]?.startsWith(name), complaints[0]);
      assert.ok((complaints[0]?.length ?? 0) < 400);
    });
  }
}

test('of several thresholds only the wrong one is replaced', () => {
  const { settings, complaints } = check({ [names.thresholds]: { tokens: { low: 40 }, requests: { low: 'x' } } });
  assert.equal(complaints.length, 1);
  assert.equal(settings.thresholds('tokens').low, 0.4);
  assert.equal(settings.thresholds('requests').low, 0.2);
});

test('an empty object of thresholds is the default and no mistake', () => {
  assert.deepEqual(check({ [names.thresholds]: {} }).complaints, []);
});

test('whatever is written there, the settings are sound and every setting is complained of at most once', () => {
  const raw = fc.dictionary(fc.constantFrom(...Object.values(names)), fc.jsonValue());
  fc.assert(
    fc.property(raw, (values) => {
      const { settings, complaints } = check(values as RawSettings);
      const { budget, ...rest } = plain(settings);
      assert.ok(['icon', 'compact', 'full'].includes(rest.style));
      assert.ok(['left', 'used'].includes(rest.amount));
      assert.ok(['left', 'right'].includes(rest.alignment));
      assert.ok(['never', 'afterLongWaits', 'always'].includes(rest.readyAgain));
      assert.equal(typeof rest.warn, 'boolean');
      assert.ok(typeof rest.limit === 'string' && rest.limit !== '');
      for (const { low, critical } of Object.values(rest.thresholds))
        assert.ok(0 <= critical && critical <= low && low <= 0.9);
      assert.ok(budget.shareOfRequestsPerMinute >= 0.001 && budget.shareOfRequestsPerMinute <= 0.1);
      assert.ok(budget.shareOfRequestsPerDay >= 0.001 && budget.shareOfRequestsPerDay <= 0.2);
      assert.ok(budget.dollarsPerDay >= 0 && budget.dollarsPerDay <= 10);
      for (const name of Object.values(names)) {
        const said = complaints.filter((complaint) => complaint.startsWith(`${name} is`)).length;
        assert.ok(said <= 1);
        if (!(name in values)) assert.equal(said, 0);
      }
    }),
  );
});
