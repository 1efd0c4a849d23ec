import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { situations } from './situations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from './snapshots.ts';

/** What must be readable in each situation, and what would be a lie there. */
const expectations: Record<keyof typeof situations, { says: readonly string[]; not?: readonly string[] }> = {
  noKey: {
    says: ["See what is left of your API key's limits", 'Add a key…', 'Start the demo', 'Settings'],
    not: ['Limits now', 'Check now', 'Manage keys', '%'],
  },
  heardKeys: {
    says: [
      'OpenAI …3f9a · used by Cline',
      'No answer to OpenAI · The key of the agent that maintains the documentation of the northern region, second half has told a limit yet.',
      'Heard 3 s ago',
      'Listening along, no checks',
    ],
    not: ['Check now', 'Choose models', 'Checked'],
  },
  heardRefusal: {
    says: ['Try again in 48 s', 'A request was refused, and its text was not read.', 'Paste the text'],
    not: ['Check now', 'Choose models', 'The provider gave a reason', 'The provider said nothing more'],
  },
  starting: { says: ['Starting', 'The first check is under way.', 'waiting for the first answer', 'Checking now'] },
  noModels: {
    says: ['No model yet', 'Choose which models of the key “work” to watch.', 'No model of OpenAI · work is watched.'],
  },
  fine: {
    says: [
      '410K of 500K tokens per minute are left',
      '82%',
      'tokens/min · OpenAI · work',
      'next in 45 s',
      'An admin key would add what was spent',
      'Add an admin key',
    ],
    not: ['attention', 'unknown', 'Last error', 'What helps', 'Quiet'],
  },
  low: {
    says: [
      '1 needs attention',
      'Running low',
      '97K of 500K tokens per minute are left',
      '19%',
      'Something else is using',
    ],
  },
  soon: { says: ['210K of 500K', 'empty in 40 s', '42%', 'at risk'] },
  critical: { says: ['Nearly used up', '3%', '16K of 500K'] },
  empty: { says: ['Used up', '0 of 10K requests per day', '0%', 'muted'], not: ['empty'] },
  unknown: { says: ['Unknown', '97%', 'at ', 'Checked 2 min ago', 'none planned'], not: ['fine', 'fits', 'attention'] },
  noHeaders: {
    says: ['No limits told', 'That is normal', 'sends no limits', 'OpenAI-compatible', 'Checks took 3 requests today'],
    not: ['error', 'refused by the provider', '%'],
  },
  refused: {
    says: [
      'Fix the key',
      'The provider does not accept this key.',
      'Waiting will not help',
      'Incorrect API key provided',
      'HTTP 401',
      'key refused',
    ],
    not: ['fits', 'fine'],
  },
  noCredit: {
    says: [
      'Add credit',
      'There is no credit left',
      'Waiting will not help',
      'You exceeded your current quota',
      'insufficient_quota',
      'HTTP 429',
    ],
    not: ['fits', 'fine'],
  },
  missing: {
    says: ['Key missing', 'The environment variable that held it is not set', '82% key missing'],
    not: ['fine'],
  },
  changed: { says: ['Key changed', 'another value or address', '82% key changed'], not: ['fine'] },
  waiting: {
    says: [
      'Try again in 24 s',
      'The tokens per minute of gpt-5 are used up.',
      'wait 24 s',
      'asked to wait, 24 s left',
      'Please try again in 24s.',
    ],
  },
  offline: {
    says: [
      'The provider could not be reached',
      '82% at ',
      'api.openai.com could not be found. Check the network',
      'ENOTFOUND',
    ],
    not: ['0%', 'fits', 'fine', 'attention'],
  },
  trouble: { says: ['The provider is overloaded', 'not about your limits', 'HTTP 529'] },
  outage: {
    says: ['The provider is overloaded', 'Others have this too: OpenAI reports an outage since ', 'Open status page'],
  },
  demo: { says: ['demo', 'simulated on this machine', 'End the demo'] },
  eight: { says: ['Running low', '97K of 500K tokens per minute are left', '19%'] },
  several: {
    says: [
      'Fix the key',
      'northern region',
      'Last errors',
      'llama-4-maverick',
      '2 need attention',
      'Checks took 97 requests',
    ],
  },
  risk: {
    says: [
      'The next requests are at risk',
      '9,000 of 30K',
      'fits in 5 s',
      'fits 12 more',
      '4 more models are nearly full, checked 20 s to 2 min ago',
    ],
  },
  many: { says: ['All 20', '12%', '16 more models are nearly full'] },
  longNames: { says: ['41%', 'fits 99+ more'] },
  team: {
    says: [
      'Cursor · Acme',
      'Included in the plan this billing cycle',
      '$230.00 spent, 1,240 fast requests',
      'This billing cycle',
      'With an own key 26%',
      'claude-opus-5 58%, gpt-5 42%',
    ],
    not: ['unknown'],
  },
  money: {
    says: [
      'OpenAI · Acme',
      'Spend limit this month $28.80 of $100.00 left 28% at this pace reached on Nov 24',
      'Your budget this month $71.20 spent, of $60.00 0% over your budget',
      'Spent today $3.40 spent',
      'Last hour work 64%, ci 30%, others 6%. Usage as of 4 min ago.',
      'o3 unknown, 30K tokens per minute, 500 requests per minute',
      'gpt-5-mini unknown, 200K tokens per minute',
      'gpt-5 with work: the project is allowed only 150K tokens per minute.',
      'Money as of 2 h ago, told by the provider.',
      'Spend limits: not available. The key may not do this. Asked again in 1 h.',
      'Fine.',
    ],
    not: ['admin key', 'gpt-5 unknown'],
  },
  spendReached: {
    says: ['Raise the limit', 'Spend limit this month: $0.00 of $100.00 left, reached.', 'Open limits', '0% reached'],
    not: ['fits'],
  },
  balance: {
    says: ['$12.40 left. DeepSeek · deep: a balance in place of rate limits', 'deepseek-chat'],
    not: ['%', 'admin'],
  },
  creditLow: { says: ['Credit is low', 'Balance: $0.80 of $20.00 left, low.', 'Open billing', '4% low'] },
  noMoney: {
    says: [
      'Fine.',
      'Limits: not available. The provider could not be reached.',
      'Usage: not available.',
      'Costs: not available.',
      'Spend limits: not available.',
    ],
    not: ['of $', 'Asked again'],
  },
  toldNothing: { says: ['OpenAI · Acme', 'Nothing was told yet.'], not: ['of $', 'Usage as of'] },
  onlyOrganization: { says: ['Add a key…', '$28.80 of $100.00 left', 'ci 30%'], not: ['Limits now'] },
  longUsers: { says: ['€1,234,526.69 of €1,234,567.89 left', 'very very …', 'not checked (90)'] },
};

describe('every situation has its own words', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await PanelBrowser.start();
    panel = await browser.open();
  });
  after(() => browser.close());

  for (const [name, { says, not = [] }] of Object.entries(expectations)) {
    it(name, async () => {
      await panel.show(situations[name as keyof typeof situations]);
      await panel.unfold();
      const text = await panel.text();
      for (const words of says) assert.ok(text.toLowerCase().includes(words.toLowerCase()), `"${words}" in: ${text}`);
      for (const words of not) assert.ok(!text.includes(words), `no "${words}" in: ${text}`);
      assert.deepEqual(await panel.complaints(), []);
    });
  }

  it('an open row shows its other limits, what is behind its number, and where that comes from', async () => {
    await panel.show(situations.eight);
    await panel.page.locator('.row-name').click();
    const text = await panel.text();
    for (const words of [
      'Requests/min 99% 496 of 500',
      'Tokens/day',
      'Tokens per minute (project) 80% 201K of 250K',
      'Input tokens per minute (priority) 80K',
      'not read yet',
      'Between 93K and 101K; last seen 3 s ago.',
      'Own check, 3 s ago.',
      'Your tools use about 670K tokens a minute.',
      'In the last 4 min: between 19% and 98%.',
    ]) {
      assert.ok(text.includes(words), `"${words}" in: ${text}`);
    }
    assert.equal(await panel.page.getByRole('meter').count(), 6);
    await panel.page.locator('.row-name').click();
  });

  it('the keys have a page of their own', async () => {
    const fresh = await browser.open();
    await fresh.show(situations.several);
    await fresh.page.getByRole('button', { name: 'Manage keys' }).click();
    const text = await fresh.text();
    for (const words of [
      'Taken from the environment',
      'Kept until this window closes',
      'Checking has cost today: 97 requests',
      'Next check in 5 s: busy, looking often',
      'refused by the provider',
    ]) {
      assert.ok(text.includes(words), `"${words}" in: ${text}`);
    }
    await fresh.show(situations.heardKeys);
    const ofHeard = await fresh.text();
    for (const words of [
      'Heard in requests to https://api.openai.com',
      '41 requests in the last hour',
      '…9c1e',
      '1 heard key is hidden',
    ])
      assert.ok(ofHeard.includes(words), `"${words}" in: ${ofHeard}`);
    assert.equal(await fresh.page.getByRole('button', { name: /Replace|Choose models|Remove|Check now/ }).count(), 0);
    await fresh.show(situations.demo);
    assert.equal(await fresh.page.getByRole('button', { name: /Rename|Replace/ }).count(), 0);
    await fresh.close();
  });

  it('counts down without a timer of its own', async () => {
    const waiting = (wait: number) =>
      snapshotOf(keyOf({ status: 'waiting', lastFailure: failureOf({}, { wait }), models: [modelOf('gpt-5')] }));
    await panel.show(waiting(24));
    await panel.show(waiting(23));
    assert.match(await panel.text(), /Try again in 23 s/);
  });

  it('speaks when the state changes, and not when a number does or all is fine', async () => {
    const live = panel.page.locator('[aria-live]');
    assert.equal(await live.getAttribute('aria-live'), 'polite');
    const low = (estimate: number, timeToEmpty: number) =>
      snapshotOf(
        keyOf({
          models: [
            modelOf('gpt-5', {
              limits: [limitOf({ state: 'critical', level: { estimate, low: estimate, high: estimate }, timeToEmpty })],
            }),
          ],
        }),
      );
    await panel.show(low(20_000, 30));
    const spoken = await live.textContent();
    assert.equal(spoken, 'The next requests are at risk: tokens per minute of gpt-5');
    await panel.show(low(10_000, 20));
    assert.equal(await live.textContent(), spoken);
    await panel.show(situations.empty);
    assert.equal(await live.textContent(), 'Used up: requests per day of gpt-5-mini');
    await panel.show(situations.fine);
    assert.equal(await live.textContent(), '');
  });

  it('says it in the language of the editor', async () => {
    const german = await browser.open();
    const translations = {
      'Limits now': 'Grenzen jetzt',
      '{0} of {1}': { message: '{0} von {1}', comment: ['level'] },
    };
    await german.send({ type: 'words', language: 'de', translations });
    await german.show(situations.fine);
    await german.page.locator('.row-name').click();
    assert.match(await german.text(), /grenzen jetzt.*82\s%.*410.000 von 500.000/i);
    assert.equal(await german.page.locator('html').getAttribute('lang'), 'de');
    await german.send({ type: 'words', language: 'no language at all', translations: null });
    await german.show(situations.fine);
    assert.match(await german.text(), /limits now/i);
    assert.deepEqual(await german.complaints(), []);
    await german.close();
  });
});
