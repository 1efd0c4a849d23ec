import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { beforeEach, describe, it } from 'node:test';
import { limitIdOf } from '../../../src/core/model/limit.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import type { Intent } from '../../../src/words/advice/intent.ts';
import { failureOf, keyOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';
import { asked, willAnswer } from './fakeQuestions.ts';
import { day, hour, limitOf, liveThrough, type Month, memento, november } from './simulatedMonth.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { MoneyNotices } = await import('../../../src/host/notifications/moneyNotices.ts');
const { MoneyTellings } = await import('../../../src/host/notifications/moneyTellings.ts');
const { Quiet } = await import('../../../src/host/notifications/quiet.ts');

const place = placeIn('vscode');
beforeEach(() => willAnswer());

/** A window's notices. */
function notices({ state = memento(), quietAt = () => 0, muted = new Set<string>() } = {}) {
  const obeyed: (Intent | 'panel')[] = [];
  const actions = { perform: (intent: Intent) => void obeyed.push(intent), openPanel: () => void obeyed.push('panel') };
  const quiet = new Quiet(memento(), quietAt);
  const ids = () => new Set([...muted].map(limitIdOf));
  return { notices: new MoneyNotices(actions, quiet, new MoneyTellings(state), ids), quiet, obeyed };
}

/** Every notification of a month, with the day of the month on which it came. A new window looks each day. */
async function told(month: Month): Promise<string[]> {
  const state = memento();
  let window = notices({ state }).notices;
  let opened = november.from;
  const said: string[] = [];
  await liveThrough(month, (snapshot, at) => {
    if (at - opened >= day) {
      opened += day;
      window = notices({ state }).notices;
    }
    const before = asked.length;
    window.look(snapshot, true, place, true);
    for (const text of asked.slice(before)) said.push(`${new Date(at).getUTCDate()}: ${text}`);
  });
  return said;
}

/** Forecasts are of a day where the user is, so a test leaves out one that is as likely as the day before or after. */
const withoutDay = (text: string) => text.replace(/Nov (?:20|21|22)/, '…');

const steady = (dollarsADay: number) => () => dollarsADay / 24;
const workdays = (dollarsADay: number) => (at: number) =>
  [0, 6].includes(new Date(at).getUTCDay()) ? 0 : dollarsADay / 24;

describe('in a simulated month the user is told of money', () => {
  it('in time that the spend limit will be reached, and when, and once that it is', async () => {
    const said = await told({ costs: steady(5), limits: [limitOf(100)] });
    assert.deepEqual(said.map(withoutDay), [
      '4: OpenAI · Acme: at this pace the spend limit of $100.00 is reached on …. Spend limit this month: $85.83 of $100.00 left.',
      '21: OpenAI · Acme: the spend limit of $100.00 is reached. Spend limit this month: $100.42 spent, of $100.00.',
    ]);
  });

  it('the same where only totals are told, a few days later', async () => {
    const said = await told({ costs: workdays(6), limits: [limitOf(100)], tellsDays: false });
    assert.equal(said.length, 2, said.join('\n'));
    assert.match(said[0] ?? '', /^[4-9]: .*at this pace the spend limit of \$100.00 is reached on Nov [12]\d/);
  });

  it('of a budget of their own, which stops nothing', async () => {
    const said = await told({ costs: steady(5), budget: 60, limits: [limitOf(1_000)] });
    assert.equal(said.length, 2, said.join('\n'));
    assert.match(said[0] ?? '', /^4: .*at this pace your budget of \$60.00 is spent on Nov 1[234]/);
    assert.match(said[1] ?? '', /^13: .*your budget of \$60.00 is spent. Nothing is stopped/);
  });

  it('of the tier, apart from a limit that is far away', async () => {
    const said = await told({ costs: steady(5), limits: [limitOf(1_000), limitOf(110, { scope: 'tier' })] });
    assert.equal(said.length, 2, said.join('\n'));
    assert.match(said[0] ?? '', /^4: .*Usage tier this month/);
  });

  it('of credit that gets low, in time and once, and again after it was paid in', async () => {
    const left = (at: number) => {
      const days = (at - november.from) / day;
      return days < 16 ? 50 - 3 * days : 95 - 3 * days;
    };
    const said = await told({ balance: left });
    assert.match(
      said[0] ?? '',
      /^1[34]: OpenAI · Work: at this pace the credit is used up on Nov 1[6-9]. Balance: \$\d/,
    );
    assert.equal(said.length, 2, said.join('\n'));
    assert.match(said[1] ?? '', /^(?:29|30): .*at this pace/);
  });

  it('of a sudden use as soon as little is left, although nobody knows the pace', async () => {
    const said = await told({ costs: (at) => (at < november.from + 43 * hour ? 2 : 0), limits: [limitOf(100)] });
    assert.equal(said.length, 1, said.join('\n'));
    assert.match(said[0] ?? '', /^[23]: .*the spend limit of \$100.00 is nearly reached/);
  });

  for (const [what, month] of Object.entries<Month>({
    'a quiet month': { costs: workdays(2), limits: [limitOf(100)], budget: 80 },
    'a month that ends below its limit': { costs: steady(2.6), limits: [limitOf(100)] },
    'the first hours of a month that begins with a burst': {
      costs: (at) => (at < november.from + 3 * hour ? 8 : 1 / 24),
      limits: [limitOf(100)],
    },
    'one day out of the ordinary': {
      costs: (at) => (Math.floor((at - november.from) / day) === 5 ? 40 / 24 : 1 / 24),
      limits: [limitOf(100)],
    },
    'a month without a limit': { costs: steady(50) },
    'a month in which hardly a window is open': {
      costs: steady(2),
      limits: [limitOf(100)],
      isClosed: (at) => at % (60 * hour) > 0,
    },
    'nothing known of what is spent': { limits: [limitOf(100)], costs: () => 0, budget: 5 },
    'a limit in another currency': {
      costs: steady(50),
      limits: [limitOf(1, { limit: { amount: 1, currency: 'JPY' } })],
    },
  })) {
    it(`never in ${what}`, async () => {
      assert.deepEqual(await told(month), []);
    });
  }
});

describe('a notification about money', () => {
  const soon = async (): Promise<Snapshot> => {
    let last: Snapshot | null = null;
    await liveThrough({ costs: steady(5), limits: [limitOf(100)] }, (snapshot, at) => {
      if (at < november.from + 10 * day) last = snapshot;
    });
    return last ?? assert.fail();
  };

  it('leads to the page on which something can be done, or shows up never again', async () => {
    const snapshot = await soon();
    const { notices: window, obeyed } = notices();
    willAnswer('Open limits');
    window.look(snapshot, true, place, true);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(obeyed, [{ type: 'open-link', link: 'openai-limits' }]);
    willAnswer("Don't Show Again");
    const other = notices();
    other.notices.look(snapshot, true, place, true);
    await new Promise((resolve) => setImmediate(resolve));
    const [mute] = other.obeyed;
    assert.ok(typeof mute === 'object' && mute.type === 'mute-limit');
    willAnswer();
    notices({ muted: new Set([mute.limitId]) }).notices.look(snapshot, true, place, true);
    assert.deepEqual(asked, []);
  });

  it('waits while the user wants quiet or none, and is told of by one window', async () => {
    const snapshot = await soon();
    const state = memento();
    const { notices: window, quiet } = notices({ state });
    window.look(snapshot, false, place, true);
    await quiet.begin();
    window.look(snapshot, true, place, true);
    assert.deepEqual(asked, []);
    await quiet.end();
    window.look(snapshot, true, place, true);
    notices({ state }).notices.look(snapshot, true, place, true);
    assert.equal(asked.length, 1);
  });

  it('is told of by the window that speaks, whichever looks first, and not again when another speaks', async () => {
    const snapshot = await soon();
    const state = memento();
    const [silent, speaking, elsewhere] = [notices({ state }), notices({ state }), notices()];
    for (const { notices: window } of [silent, elsewhere]) window.look(snapshot, true, place, false);
    assert.deepEqual(asked, []);
    speaking.notices.look(snapshot, true, place, true);
    assert.equal(asked.length, 1);
    for (const { notices: window } of [silent, elsewhere]) window.look(snapshot, true, place, true);
    assert.equal(asked.length, 1);
  });

  it('is left out where the refusal of a key has told of it', async () => {
    const snapshot = await soon();
    const gauges = snapshot.organizations
      .flatMap((one) => one.gauges)
      .filter(({ whole }) => whole !== null)
      .map((one) => ({ ...one, left: 0, state: 'empty' as const }));
    const reached = { ...snapshot, organizations: snapshot.organizations.map((one) => ({ ...one, gauges })) };
    const refused = keyOf({ lastFailure: failureOf({ cause: 'spend-limit', status: 400 }) });
    notices().notices.look({ ...reached, keys: [refused] }, true, place, true);
    assert.deepEqual(asked, []);
    notices().notices.look({ ...reached, keys: [] }, true, place, true);
    assert.equal(asked.length, 1);
  });

  it('survives whatever else is stored in its place', async () => {
    const snapshot = await soon();
    for (const stored of [
      7,
      'x',
      [null],
      [['a']],
      [['a', { stage: 'other' }]],
      [['a', { stage: 'warned', left: 'x' }]],
    ]) {
      const state = memento();
      await state.update('keygauge.moneyTold', stored);
      notices({ state }).notices.look(snapshot, true, place, true);
    }
    assert.equal(asked.length, 6);
  });
});
