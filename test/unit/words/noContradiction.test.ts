import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LimitState, limitStates, type Snapshot } from '../../../src/core/model/snapshot.ts';
import { Calm } from '../../../src/core/shown/calm.ts';
import { type ModelView, rankedModels } from '../../../src/core/shown/ranking.ts';
import { hoverCommands } from '../../../src/host/settings/contributions.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { leftOfText } from '../../../src/words/limitDetailWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { warningText } from '../../../src/words/warningWords.ts';
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
  .map((keys): Snapshot => {
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
      return keyOf({ id: `k${k}`, label: `key ${k}`, models: all, lastFailure: last, status });
    });
    return { ...snapshotOf(...made), at: Date.UTC(2026, 7, 19, 14, 36, 55) };
  });

function agree(snapshot: Snapshot): void {
  const models = rankedModels(snapshot);
  const gauge = gaugeText(snapshot, style);
  const words = headlineWords(snapshot, place);
  const hover = hoverText(snapshot, place, hoverCommands).replaceAll('\\', '');
  const list = listWords(snapshot, place);
  for (const model of models) soundAlone(model, snapshot);

  // The hover and the list say the same of a model, in the same order.
  const rows = hover.split('\n').filter((line) => line.startsWith('`'));
  const items = list.filter(({ intent }) => intent?.type === 'pin-limit' && 'limitId' in intent);
  rows.forEach((row, index) => {
    const item = items.filter((one) => /%|when full|not read/.test(one.description ?? '') || one.description)[index];
    const [, number = '', model = '', word = ''] = /` \u2007*(\S+) (\S+) .*? · (.*?) *$/.exec(row) ?? [];
    assert.ok(item, row);
    assert.equal(item.label, model);
    assert.equal(item.description, number === '–' ? word : `${number} · ${word}`);
  });

  // The headline, the gauge and the hover are about the same thing.
  assert.ok(hover.includes(words.lead) && hover.includes(words.title), hover);
  assert.equal(list[0]?.label, words.lead);
  const lead = models
    .flatMap(({ binding, others }) => (binding ? [binding, ...others] : others))
    .find((view) => view.limit.id === words.limit);
  const wait = /(?:Try again in|try again in) (.+)$/.exec(words.lead)?.[1];
  if (wait !== undefined)
    assert.ok(gauge.text.endsWith(`· ${wait}`) || gauge.text.includes(`wait ${wait}`), gauge.text);
  const isLevel = lead && /fits|Fine|risk|low|used up|Used up|Refused just now/.test(words.lead) && wait === undefined;
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
