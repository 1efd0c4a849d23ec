import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { placeIn } from '../support/place.ts';
import { type OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { situations } from './situations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from './snapshots.ts';

/** What must be readable in each situation, and what would be a lie there. */
const expectations: Record<keyof typeof situations, { says: readonly string[]; not?: readonly string[] }> = {
  noKey: { says: ['No key yet', 'Add a key', 'Try the demo'], not: ['Limits now', 'Check now', '%'] },
  starting: { says: ['Starting', 'the first check is under way', 'Waiting for the first answer.', 'Checking now'] },
  noModels: { says: ['No model yet', 'choose which models of the key “work”', 'No model of this key is watched.'] },
  fine: {
    says: [
      'Fine',
      'gpt-5 has 82% of its tokens per minute left',
      '410K of 500K left',
      'full in 11 s',
      'own check, 3 s ago',
    ],
    not: ['low', 'unknown', 'Last error'],
  },
  low: {
    says: [
      'Running low',
      'gpt-5 has 19% of its tokens per minute left',
      '97K of 500K left (93K–101K)',
      'full in 48 s',
      'Something else with this key uses about 670K tokens a minute',
      'Something else is using this limit. gpt-5, tokens per minute: others take 134% of what refills.',
      'Next check in 5 s: a level is moving or low',
      '2 of 4 limits are not known now.',
    ],
  },
  soon: {
    says: [
      'Soon empty',
      'gpt-5, tokens per minute: empty in 40 s',
      '210K of 500K left (120K–214K)',
      'soon empty',
      'Something else with this key sends about 7 requests of 96K tokens a minute',
    ],
  },
  critical: {
    says: ['Nearly empty', 'critical', '3%', 'gpt-5-mini has 3% of its tokens per minute left', 'empty in 6 s'],
  },
  empty: { says: ['Empty', 'no requests per day left; full again in 22 h 30 min', 'empty', '0 of 10K left', 'muted'] },
  unknown: {
    says: ['Unknown', 'unknown', "was 1.9M of 2M 2 min ago; a minute's limit forgets", 'No check planned'],
    not: ['of 2M left', 'fine', 'full in', 'empty'],
  },
  noHeaders: {
    says: ['No limits told', 'That is normal', 'No rate-limit headers', 'OpenAI-compatible', 'price unknown'],
    not: ['error', 'refused by the provider'],
  },
  refused: {
    says: [
      'Fix the key',
      'The provider does not accept this key',
      'Waiting will not help',
      'Incorrect API key provided',
      'HTTP 401',
      'Replace key',
    ],
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
  },
  missing: { says: ['Key missing', 'The environment variable that held it is not set', 'the key is not there'] },
  waiting: {
    says: [
      'Wait 24 s',
      'A rate limit of your account is used up for now',
      'A rate limit was reached',
      'asked to wait, 24 s left',
      'Please try again in 24s.',
    ],
  },
  offline: {
    says: [
      'offline',
      'The provider could not be reached',
      'api.openai.com could not be found. Check the network',
      'ENOTFOUND',
    ],
    not: ['0%'],
  },
  trouble: { says: ['Provider trouble', 'The provider is overloaded', 'not about your limits', 'HTTP 529'] },
  demo: { says: ['demo', 'simulated on this machine', 'End the demo'], not: ['Rename', 'Replace'] },
  eight: {
    says: [
      'Tokens per day',
      'Tokens per minute (project)',
      'Images per minute',
      'full',
      '80K left, of an unknown capacity',
      'not read yet; holds 90K when full',
    ],
  },
  several: {
    says: [
      'Fix the key',
      'northern region',
      'Last errors',
      'llama-4-maverick',
      'Taken from the environment',
      'Kept until this window closes',
      'Checking has cost today: 97 requests',
    ],
  },
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
      const text = await panel.text();
      for (const words of says) assert.ok(text.toLowerCase().includes(words.toLowerCase()), `"${words}" in: ${text}`);
      for (const words of not) assert.ok(!text.includes(words), `no "${words}" in: ${text}`);
      assert.deepEqual(await panel.complaints(), []);
    });
  }

  it('counts down without a timer of its own', async () => {
    const waiting = (wait: number) =>
      snapshotOf(keyOf({ status: 'waiting', lastFailure: failureOf({}, { wait }), models: [modelOf('gpt-5')] }));
    await panel.show(waiting(24));
    await panel.show(waiting(23));
    assert.match(await panel.text(), /Wait 23 s/);
  });

  it('speaks only when the state changes', async () => {
    const live = panel.page.locator('[aria-live]');
    assert.equal(await live.getAttribute('aria-live'), 'polite');
    const low = (estimate: number, timeToEmpty: number) =>
      snapshotOf(
        keyOf({
          models: [
            modelOf('gpt-5', {
              limits: [limitOf({ state: 'soon', level: { estimate, low: estimate, high: estimate }, timeToEmpty })],
            }),
          ],
        }),
      );
    await panel.show(low(90_000, 30));
    const spoken = await live.textContent();
    assert.equal(spoken, 'Soon empty: tokens per minute of gpt-5');
    await panel.show(low(80_000, 20));
    assert.equal(await live.textContent(), spoken);
    await panel.show(situations.critical);
    assert.equal(await live.textContent(), 'Nearly empty: tokens per minute of gpt-5-mini');
  });

  it('says it in the language of the editor', async () => {
    const german = await browser.open();
    const translations = {
      'Limits now': 'Grenzen jetzt',
      '{0} of {1} left': { message: 'noch {0} von {1}', comment: ['level'] },
    };
    await german.send({ type: 'words', language: 'de', translations, ...placeIn('vscode') });
    await german.show(situations.fine);
    assert.match(await german.text(), /grenzen jetzt.*noch 496 von 500/i);
    assert.equal(await german.page.locator('html').getAttribute('lang'), 'de');
    await german.send({ type: 'words', language: 'no language at all', translations: null, ...placeIn('vscode') });
    await german.show(situations.fine);
    assert.match(await german.text(), /limits now/i);
    assert.deepEqual(await german.complaints(), []);
    await german.close();
  });
});
