import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MoneyGauge } from '../../../src/core/model/money.ts';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';
import { accountWords, mayAddAdminKey } from '../../../src/words/accountWords.ts';
import { calendarDay } from '../../../src/words/clockTime.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { moneyWarning } from '../../../src/words/moneyWarning.ts';
import { moneyAmount, moneyOutlook, moneyText, moneyTitle } from '../../../src/words/moneyWords.ts';
import {
  at,
  balanceOf,
  gaugeOf,
  named,
  organizationLimit,
  organizationOf,
  organizationSituations,
  useOf,
  withOrganizations,
} from '../../panel/organizations.ts';
import { keyOf, limitOf, modelOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';
import { fc } from '../core/fastCheck.ts';
import { hostileText } from './hostileText.ts';

const place = placeIn('vscode');
const near = at + 2 * 86_400_000;
const style = { style: 'compact', amount: 'left', limit: 'lowest' } as const;
const { balance, creditLow, money, spendReached } = organizationSituations;

const limited = keyOf({ models: [modelOf('gpt-5', { limits: [limitOf()] })] });
const withGauge = (gauge: MoneyGauge, ...keys: Parameters<typeof withOrganizations>[1][]) =>
  withOrganizations([organizationOf({ gauges: [gauge] })], ...(keys.length > 0 ? keys : [limited]));

describe('a sum of money', () => {
  it('is told with no more than is known of it', () => {
    for (const [gauge, ...expected] of [
      [gaugeOf(), 'Spend limit this month', '$58.80 of $100.00 left', 'fine'],
      [
        gaugeOf({ spent: null, state: 'unknown' }),
        'Spend limit this month',
        '$100.00, of which nobody tells what is left',
        'unknown',
      ],
      [gaugeOf({ whole: null }), 'Spent this month', '$41.20 spent', null],
      [gaugeOf({ scope: 'tier', period: 'month' }), 'Usage tier this month', '$58.80 of $100.00 left', 'fine'],
      [
        gaugeOf({ scope: 'project', name: 'Web', period: 'day' }),
        'Project Web today',
        '$58.80 of $100.00 left',
        'fine',
      ],
      [
        gaugeOf({ kind: 'budget', spent: 130, left: 0, state: 'empty' }),
        'Your budget this month',
        '$130.00 spent, of $100.00',
        'over your budget',
      ],
      [balanceOf(12.4), 'Balance', '$12.40 left', 'fine'],
      [
        balanceOf(7, { state: 'soon', usedUpAt: near }),
        'Balance',
        '$7.00 left',
        `at this pace used up on ${calendarDay(near, 'en')}`,
      ],
      [balanceOf(0, { state: 'empty' }), 'Balance', '$0.00 left', 'used up'],
    ] as const)
      assert.deepEqual([moneyTitle(gauge), moneyAmount(gauge), moneyOutlook(gauge)], expected);
  });

  it('keeps its own currency, whatever a provider calls it', () => {
    assert.equal(moneyText(1_234.5, 'EUR'), '€1,234.50');
    assert.equal(moneyText(1_234, 'JPY'), '¥1,234');
    assert.equal(moneyText(0.00002, 'USD'), '$0.00002');
    assert.equal(moneyText(12, 'credits'), '12 credits');
    assert.equal(moneyText(12, '$(gear)'), '12 $\u2060(gear)');
  });
});

describe('in the status bar money', () => {
  for (const [what, snapshot, text, alert] of [
    ['stands where a key has a balance in place of limits', balance, '$(credit-card) $12.40', 'none'],
    ['warns when credit is low', creditLow, '$(credit-card) $0.80 left', 'warning'],
    ['is what refuses once its limit is reached', spendReached, '$(credit-card) Acme: spend limit', 'error'],
    ['keeps out of the way while it lasts for days', money, '$(keygauge-7) \u200782%', 'none'],
    [
      'keeps out of the way when only a budget is spent',
      withGauge(gaugeOf({ kind: 'budget', left: 0, state: 'empty' })),
      '$(keygauge-7) \u200782%',
      'none',
    ],
    [
      'shows the day when it is near',
      withGauge(gaugeOf({ state: 'soon', usedUpAt: near })),
      `$(credit-card) Acme: $58.80 left · until ${calendarDay(near, 'en')}`,
      'warning',
    ],
    [
      'comes before a limit that is in trouble, once nothing is left',
      withGauge(
        gaugeOf({ left: 0, state: 'empty' }),
        keyOf({ models: [modelOf('gpt-5', { limits: [limitOf({ state: 'critical' })] })] }),
      ),
      '$(credit-card) Acme: spend limit',
      'error',
    ],
    [
      'gives way to a limit that is in trouble now',
      withGauge(
        gaugeOf({ state: 'low' }),
        keyOf({ models: [modelOf('gpt-5', { limits: [limitOf({ state: 'critical' })] })] }),
      ),
      '$(warning) 82% tokens/min',
      'warning',
    ],
  ] as const)
    it(what, () => {
      const gauge = gaugeText(snapshot, style);
      assert.deepEqual([gauge.text, gauge.alert], [text, alert]);
    });

  it('is read out in words', () => {
    assert.equal(gaugeText(creditLow, style).label, 'Keygauge: deep, Balance: $0.80 of $20.00 left, low');
  });
});

describe('the other surfaces', () => {
  it('say the same of the money that the verdict is about, and what to do', () => {
    const words = headlineWords(creditLow, place);
    assert.equal(words.lead, 'Credit is low');
    assert.equal(words.title, 'Balance: $0.80 of $20.00 left, low.');
    assert.deepEqual(headlineWords(spendReached, place).steps[0]?.intent, { type: 'open-link', link: 'openai-limits' });
    assert.match(hoverText(creditLow, place, hoverCommands), /Credit is low.*\n.*\\\$0\\\.80/);
  });

  it('show money in one line of the hover, beside the verdict', () => {
    const hover = hoverText(money, place, hoverCommands).replaceAll('\\', '');
    assert.match(hover, /Acme: Your budget this month: \$71.20 spent, of \$60.00, over your budget./);
  });

  it('list money, use and limits as the panel does', () => {
    const list = listWords(money, place);
    const from = list.findIndex(({ label }) => label === 'Money and use');
    const rows = list.slice(from + 1, from + 8).map(({ label, description = '' }) => `${label}: ${description}`);
    assert.deepEqual(rows.slice(0, 6), [
      'Spend limit this month: $28.80 of $100.00 left · at this pace reached on Nov 24',
      'Your budget this month: $71.20 spent, of $60.00 · over your budget',
      'Spent today: $3.40 spent',
      'Last hour: work 64%, ci 30%, others 6%',
      'o3: unknown, 30K tokens per minute, 500 requests per minute',
      'gpt-5-mini: unknown, 200K tokens per minute',
    ]);
  });

  it('may be had with an admin key where a provider has such keys and none is known', () => {
    assert.equal(mayAddAdminKey(withOrganizations([], limited)), true);
    assert.equal(mayAddAdminKey(withOrganizations([organizationOf()], limited)), false);
    assert.equal(mayAddAdminKey(withOrganizations([], keyOf({ provider: 'groq' }))), false);
    assert.equal(mayAddAdminKey(withOrganizations([], keyOf({ storage: 'demo' }))), false);
    assert.equal(mayAddAdminKey(withOrganizations([])), false);
  });

  it('is told as old as the oldest sum of its account: costs may be missing while a balance is read', () => {
    const gauges = [gaugeOf({ age: 5 * 3_600 }), balanceOf(12, { id: 'b', age: 60 })];
    const [acme] = accountWords(withOrganizations([organizationOf({ gauges })], limited));
    assert.ok(acme?.notes.includes('Money as of 5 h ago, told by the provider.'), acme?.notes.join(' '));
  });

  it('tell a part that is not available in one line, and let the rest stand', () => {
    const [acme] = accountWords(money);
    assert.equal(acme?.notes.at(-1), 'Spend limits: not available. The key may not do this. Asked again in 1 h.');
    assert.equal(acme?.money.length, 3);
  });

  it('say nothing of a level that nobody knows', () => {
    const organization = organizationOf({ limits: [organizationLimit('o3'), organizationLimit('gpt-5')] });
    const [acme] = accountWords(withOrganizations([organization], limited));
    assert.deepEqual(acme?.limits, [{ model: 'o3', text: 'unknown, 30K tokens per minute' }]);
  });
});

describe('names from outside', () => {
  it('are only ever text, and short', () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const gauge = gaugeOf({ scope: 'workspace', name, currency: name, state: 'low', usedUpAt: at });
        const organization = organizationOf({
          label: name,
          gauges: [gauge],
          usage: [{ span: 'hour', from: at, to: at, uses: [useOf(named(name, name), name, 5)] }],
          limits: [organizationLimit(name)],
        });
        const snapshot = withOrganizations([organization], limited);
        const { text, label } = gaugeText(snapshot, style);
        const shown = [text.replace(/^\$\(credit-card\) /, ''), label, moneyWarning(gauge, organization)];
        for (const item of listWords(snapshot, place))
          shown.push(item.label, item.description ?? '', item.detail ?? '');
        for (const one of shown) {
          assert.doesNotMatch(one, /\$\(|\]\(|\n/, one);
          assert.ok(one.length < 700, one);
        }
        // Ids are never shown.
        const long = JSON.stringify(accountWords(snapshot), (field, value) => (field === 'id' ? '' : value));
        assert.ok(long.length < 4_000, long);
        assert.doesNotMatch(long, /[\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});
