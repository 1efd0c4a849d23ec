import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headlineOf } from '../../../src/core/headline.ts';
import { type LimitState, limitStates, type Snapshot } from '../../../src/core/model/snapshot.ts';
import { something } from '../../../src/core/money/moneyGauges.ts';
import { moneyNews } from '../../../src/core/money/moneyNews.ts';
import { outlookOf } from '../../../src/core/money/moneyState.ts';
import { Calm } from '../../../src/core/shown/calm.ts';
import { type ModelView, rankedModels } from '../../../src/core/shown/ranking.ts';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';
import { accountWords } from '../../../src/words/accountWords.ts';
import type { GaugeText } from '../../../src/words/failureGauge.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { leftOfText } from '../../../src/words/limitDetailWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { moneyWarning } from '../../../src/words/moneyWarning.ts';
import { moneyAmount, moneyText } from '../../../src/words/moneyWords.ts';
import { sentence } from '../../../src/words/sentence.ts';
import type { HeadlineWords } from '../../../src/words/step.ts';
import { warningText } from '../../../src/words/warningWords.ts';
import { gaugeOf, organizationOf } from '../../panel/organizations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';
import { fc } from '../core/fastCheck.ts';

/*
 * All surfaces of one snapshot, exact or calm, compared with each other and with its numbers: one number, one state, one
 * answer, one time, one order. `FC_RUNS=100000` tries as many snapshots.
 */

const style = { style: 'compact', amount: 'left', limit: 'lowest' } as const;
const place = placeIn('vscode');
const capacity = 100_000;
const at = Date.UTC(2026, 7, 19, 14, 36, 55);
const day = 86_400_000;

/** A limit as an engine can make it: the state agrees with what is left. */
const limit = fc
  .record({
    unit: fc.constantFrom('tokens' as const, 'requests' as const, 'input-tokens' as const),
    window: fc.constantFrom(60, 86_400),
    left: fc.oneof(fc.constantFrom(0, 1, 0.999), fc.double({ min: 0, max: 1, noNaN: true })),
    doubt: fc.double({ min: 0, max: 1, noNaN: true }),
    size: fc.option(fc.integer({ min: 1, max: 150_000 })),
    state: fc.constantFrom(...limitStates),
    age: fc.integer({ min: 0, max: 4_000 }),
    isRead: fc.boolean(),
    muted: fc.boolean(),
  })
  .map(({ left, doubt, size, state, isRead, unit, ...rest }) => {
    const estimate = state === 'empty' && doubt < 0.5 ? 0 : left * capacity;
    const isKnown = state !== 'unknown';
    const level = { low: estimate * (1 - doubt), estimate, high: estimate + (capacity - estimate) * doubt };
    return {
      ...rest,
      unit,
      capacity,
      state: state as LimitState,
      level: isKnown ? level : null,
      soon: isKnown ? level : null,
      lastLevel: isKnown || isRead ? { low: estimate, high: estimate } : null,
      requestSize: unit === 'requests' && size !== null ? 1 : size,
    };
  });

/** A sum of money as an engine can make it: the state agrees with what is left. */
function moneyOf(scope: 'key' | 'organization') {
  const told = fc.record({
    isBalance: fc.boolean(),
    isBudget: fc.boolean(),
    whole: fc.option(fc.integer({ min: 1, max: 100_000 })),
    spent: fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
    perDay: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  });
  return fc.array(told, { maxLength: 2 }).map((sums) =>
    sums.map(({ isBalance, isBudget, whole, spent, perDay }, index) => {
      const kind = isBalance ? 'balance' : isBudget ? 'budget' : 'spend';
      const size = whole ?? 100;
      const known = kind === 'budget' ? size : whole;
      const left = spent === null || (known === null && !isBalance) ? null : something(size * (1 - spent));
      const bounds = isBalance ? { from: null, until: null } : { from: at - 20 * day, until: at + 10 * day };
      const pace = perDay === null ? null : perDay * size;
      const facts = { kind, currency: 'USD', whole: known, left, toldAt: at, perDay: pace, ...bounds } as const;
      return gaugeOf({
        id: `${scope}${index}`,
        kind,
        scope,
        whole: known,
        spent: spent === null ? null : size * spent,
        left,
        isEnforced: kind !== 'budget' && known !== null,
        ...bounds,
        ...outlookOf(facts, at),
      });
    }),
  );
}

const failure = fc.option(
  fc.record({
    cause: fc.constantFrom('rate' as const, 'quota-exhausted' as const, 'network' as const, 'model-not-found' as const),
    wait: fc.option(fc.integer({ min: 0, max: 100 })),
  }),
  { freq: 4 },
);

const snapshots = fc
  .array(fc.array(fc.record({ limits: fc.array(limit, { maxLength: 3 }), failure }), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((keys) => fc.tuple(fc.constant(keys), moneyOf('key'), moneyOf('organization'), fc.boolean()))
  .map(([keys, ofKey, ofOrganization, isHeld]): Snapshot => {
    const tools = isHeld ? [{ tool: 'Claude Code', requests: 3, age: 4, through: 'gateway' } as const] : [];
    const gateway = { id: 'gateway', state: { kind: 'live', holdsFor: 60 } } as const;
    const made = keys.map((models, k) => {
      const all = models.map(({ limits, failure: failed }, m) => {
        const model = `m${k}${m}`;
        const last =
          failed &&
          failureOf(
            {
              cause: failed.cause,
              limit: failed.cause === 'rate' ? failureOf().failure.limit : null,
              retryAfter: failed.wait,
            },
            { wait: failed.wait, model },
          );
        return modelOf(model, {
          failure: last,
          limits: limits.map((one, l) => limitOf({ ...one, model, keyId: `k${k}`, id: `k${k}/${model}/${l}` })),
        });
      });
      const last = all.flatMap((model) => model.failure ?? [])[0] ?? null;
      const status = !last ? 'ok' : last.wait ? 'waiting' : last.failure.cause === 'network' ? 'offline' : 'ok';
      const money = { readings: [], gauges: k === 0 ? ofKey : [], missing: [] };
      return keyOf({ id: `k${k}`, label: `key ${k}`, models: all, lastFailure: last, status, money, tools });
    });
    const organizations = ofOrganization.length === 0 ? [] : [organizationOf({ gauges: ofOrganization })];
    return { ...snapshotOf(...made), organizations, at, sources: isHeld ? [gateway] : [] };
  });

function agree(snapshot: Snapshot): void {
  const models = rankedModels(snapshot);
  const gauge = gaugeText(snapshot, style);
  const words = headlineWords(snapshot, place);
  const hover = hoverText(snapshot, place, hoverCommands).replaceAll('\\', '');
  const list = listWords(snapshot, place);
  moneyAgrees(snapshot, { gauge, words, hover });
  for (const model of models) soundAlone(model, snapshot);

  // The hover and the list say the same of a model, in the same order.
  const rows = hover.split('\n').filter((line) => line.startsWith('`'));
  const items = list.filter(({ intent }) => intent?.type === 'pin-limit' && 'limitId' in intent);
  rows.forEach((row, index) => {
    const item = items.filter((one) => /%|when full|not read/.test(one.description ?? '') || one.description)[index];
    const [, number = '', model = '', word = ''] =
      // Behind the word stands whose reading of when it is.
      /` \u2007*(\S+) (\S+) .*? · (.*?)(?: · [^·]*)?$/.exec(row.trimEnd()) ?? [];
    assert.ok(item, row);
    assert.equal(item.label, model);
    assert.equal(item.description, number === '–' ? word : `${number} · ${word}`);
  });

  // The headline, the gauge and the hover are about the same thing.
  assert.ok(hover.includes(words.lead) && hover.includes(sentence(words.title)), hover);
  assert.equal(list[0]?.label, words.lead);
  const lead = models
    .flatMap(({ binding, others }) => (binding ? [binding, ...others] : others))
    .find((view) => view.limit.id === words.limit);
  const wait = /(?:Try again in|try again in) (.+)$/.exec(words.lead)?.[1];
  if (wait !== undefined)
    assert.ok(gauge.text.endsWith(`· ${wait}`) || gauge.text.includes(`wait ${wait}`), gauge.text);
  const isLevel =
    lead && /fits|Fine|risk|low|used up|Used up|Refused just now|have to wait/.test(words.lead) && wait === undefined;
  if (!isLevel) return;
  const number = /(\d+)%/.exec(gauge.text)?.[1];
  if (number !== undefined) assert.equal(Number(number), lead.percent, `${gauge.text} ${words.title}`);
  assert.ok(words.title.includes(leftOfText(lead) ?? '?') || lead.next.kind === 'never', words.title);
  assert.equal(
    gauge.alert !== 'none',
    ['low', 'soon', 'critical', 'empty', 'trouble'].includes(words.tone),
    `${gauge.text} ${words.tone}`,
  );
  if (lead.state !== 'fine' && lead.state !== 'unknown') {
    const told = warningText(lead.state, lead.limit, false, snapshot.at);
    if (!lead.isRefusing)
      assert.equal(/will probably be refused/.test(told), lead.next.kind === 'later' && lead.state !== 'empty', told);
  }
}

/** Every surface says the same of a sum of money, and none that is used up what is not. */
function moneyAgrees(
  snapshot: Snapshot,
  { gauge, words, hover }: { gauge: GaugeText; words: HeadlineWords; hover: string },
): void {
  const { keys, organizations } = snapshot;
  const list = JSON.stringify(listWords(snapshot, place)).replaceAll('\u2060', '');
  const panel = accountWords(snapshot);
  for (const account of [...keys.map((key) => ({ ...key, ...key.money })), ...organizations]) {
    for (const one of account.gauges) {
      const shown = panel.find(({ id }) => id === account.id)?.money.find(({ id }) => id === one.id);
      const where = JSON.stringify({ one, shown });
      assert.ok(shown && list.includes(shown.amount), where);
      assert.equal(shown.percent === 0, one.whole !== null && one.left === 0, where);
      assert.equal(shown.percent === 100, one.whole !== null && one.left === one.whole, where);
      const isGone = /reached$|used up$|over your budget/.test(shown.word ?? '');
      assert.equal(isGone, one.state === 'empty', where);
      assert.equal(shown.word?.includes('at this pace') ?? false, one.usedUpAt !== null, where);
      const isTold = moneyNews(one, null) !== null;
      assert.equal(isTold, ['soon', 'low', 'empty'].includes(one.state), where);
      if (isTold) assert.ok(moneyWarning(one, account).includes(shown.amount), moneyWarning(one, account));
    }
  }
  const headline = headlineOf(snapshot, 'lowest');
  if (headline.kind !== 'money') return;
  const { left, state } = headline.gauge;
  const amount = moneyText(left ?? 0, 'USD');
  assert.ok(state === 'empty' || gauge.text.includes(amount), `${gauge.text} ${amount}`);
  assert.ok(
    `${words.lead} ${words.title}`.includes(state === 'empty' ? moneyAmount(headline.gauge) : amount),
    words.title,
  );
  assert.equal(gauge.alert !== 'none', words.tone !== 'fine', `${gauge.text} ${words.tone}`);
  assert.ok(hover.includes(words.lead), hover);
}

/** What a view says agrees with its own numbers. */
function soundAlone({ binding, others }: ModelView, { at }: Snapshot): void {
  for (const view of binding ? [binding, ...others] : others) {
    const { percent, low, left, next, state, isOld, limit } = view;
    const where = JSON.stringify({ view, at });
    if (percent !== null) assert.ok(percent >= 0 && percent <= 100 && low !== null && low <= percent, where);
    if (percent === 100) assert.ok((left ?? 0) >= capacity, where);
    if (percent === 0) assert.ok((left ?? 0) < 1, where);
    if (isOld) assert.equal(next.kind, 'unknown', where);
    if (next.kind === 'fits') assert.ok(next.more >= 1 && next.more * (limit.requestSize ?? 0) <= (left ?? 0), where);
    if (next.kind === 'later') assert.ok(next.wait > 0 && (limit.requestSize ?? 0) > (left ?? 0), where);
    if (state === 'empty' && !view.isRefusing && !isOld) assert.ok((left ?? 0) < Math.max(1, capacity / 200), where);
  }
}

test('no surface contradicts another, whatever there is to show', () => {
  fc.assert(fc.property(snapshots, (snapshot) => agree(snapshot)));
});

test('nor does any when the numbers move calmly', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(snapshots, fc.integer({ min: 0, max: 40_000 })), { minLength: 1, maxLength: 5 }),
      (list) => {
        const calm = new Calm();
        let now = 0;
        for (const [snapshot, step] of list) {
          now += step;
          agree(calm.show(snapshot, now));
        }
      },
    ),
  );
});
