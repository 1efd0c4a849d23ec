import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyCause } from '../../../../src/core/model/failure.ts';
import { DAY, HOUR, MINUTE, units } from '../../../../src/core/model/limit.ts';
import { type ProviderId, providerIds } from '../../../../src/core/model/provider.ts';
import type { TeamPlan } from '../../../../src/core/shown/teamPlan.ts';
import { advice, type StepId, steps } from '../../../../src/words/advice/advice.ts';
import { type Advice, type AdviceContext, adviceFor, recognized } from '../../../../src/words/advice/adviceFor.ts';
import { editors } from '../../../../src/words/advice/editor.ts';
import { addressOf, pagesOf, toolLinks } from '../../../../src/words/advice/links.ts';
import {
  type Scope,
  type StepTemplate,
  situations,
  type Topic,
  type Value,
} from '../../../../src/words/advice/step.ts';
import { fc, runsAtLeast } from '../../core/fastCheck.ts';

const topics: readonly Topic[] = [...everyCause, ...situations];
const pages = pagesOf();
const somewhere: AdviceContext = { provider: 'openai', editor: 'other', pages };

const origins = [null, 'https://openrouter.ai', 'https://api.groq.com', 'http://localhost:4000'];

const known = {
  provider: [null, ...providerIds],
  origin: origins,
  editor: editors,
  window: [null, MINUTE, HOUR, DAY],
  unit: [null, ...units],
  wait: [null, 24],
} as const;

/** Every mixture of what the steps of a topic depend on. */
function* everyContext(topic: Topic): Generator<AdviceContext> {
  const scopes = advice[topic].steps.map((id): StepTemplate => steps[id]);
  const depends = (on: keyof Scope, value?: Value) =>
    scopes.some(({ only, values }) => only?.[on] !== undefined || (value && values?.includes(value)));
  for (const provider of known.provider) {
    for (const origin of provider === 'compatible' ? known.origin : [null]) {
      for (const editor of depends('editors') ? known.editor : ['other' as const]) {
        for (const window of depends('windows') ? known.window : [null]) {
          for (const unit of depends('units') ? known.unit : [null]) {
            for (const wait of depends('wait', 'wait') ? known.wait : [null])
              yield { provider, origin, editor, pages, window, unit, wait };
          }
        }
      }
    }
  }
}

function idsFor(topic: Topic, context: Partial<AdviceContext> = {}): StepId[] {
  return adviceFor(topic, { ...somewhere, ...context }).steps.map((step) => step.id);
}

/** Steps that follow on another, or that others have to do. */
const later = /^(check-after-|ask-|report|copilot-|cursor-|about-|errors)/;

test('whatever is known, there is something to do, no text twice, and first what does not follow on another', () => {
  for (const topic of topics) {
    for (const context of everyContext(topic))
      assert.equal(faultOf(adviceFor(topic, context)), null, `${topic} ${JSON.stringify(context)}`);
  }
});

test('nor does anything else that is known change that', () => {
  const context = fc.record({
    provider: fc.constantFrom(...known.provider),
    origin: fc.constantFrom(...known.origin),
    editor: fc.constantFrom(...known.editor),
    window: fc.constantFrom(...known.window),
    unit: fc.constantFrom(...known.unit),
    wait: fc.constantFrom(...known.wait),
  });
  fc.assert(
    fc.property(fc.constantFrom(...topics), context, (topic, some) => {
      assert.equal(faultOf(adviceFor(topic, { ...some, pages })), null);
    }),
    { numRuns: runsAtLeast(5000) },
  );
});

function faultOf({ title, explanation, never, steps }: Advice): string | null {
  const [first] = steps;
  if (!title || !explanation || !never || !first) return 'something is missing';
  if (later.test(first.id) || /^(Or|Then)\b/.test(first.text)) return `it begins with ${first.id}`;
  const shown = steps.map(({ text, args }) => text.replace(/\{(\d)\}/g, (_, index) => args[Number(index)] ?? '?'));
  if (new Set(shown).size < shown.length) return 'it says something twice';
  const broken = shown.find((text) => /[{}?]\d|\?\?|undefined|null|NaN/.test(text));
  if (broken) return broken;
  const astray = steps.find(({ action }) => action && 'open' in action && !addressOf(action.open));
  return astray ? `${astray.id} opens no page` : null;
}

test('the first step is the one that helps the soonest', () => {
  const first = (topic: Topic, context: Partial<AdviceContext> = {}) => idsFor(topic, context)[0];
  assert.equal(first('rate', { wait: 24, window: MINUTE }), 'wait-told');
  assert.equal(first('rate', { window: MINUTE }), 'wait-minute');
  assert.equal(first('rate', { window: HOUR }), 'wait-hour');
  assert.equal(first('rate', { window: DAY }), 'wait-day');
  assert.equal(first('rate'), 'wait-longer');
  assert.equal(first('request-too-large'), 'new-chat');
  assert.equal(first('quota-exhausted'), 'buy-credit');
  assert.equal(first('spend-limit'), 'spend-limit-openai');
  assert.equal(first('spend-limit', { provider: 'anthropic' }), 'spend-limit-anthropic');
  assert.equal(first('key-invalid'), 'replace-key');
  assert.equal(first('model-not-found'), 'listed-model');
  assert.equal(first('network'), 'are-you-online');
  assert.equal(first('relayed', { editor: 'cursor' }), 'check-key');
  assert.equal(first('running-low'), 'pause-agents');
  assert.equal(first('context-too-long'), 'new-chat');
  assert.equal(first('concurrency'), 'close-sessions');
  assert.equal(first('forbidden'), 'key-permissions');
  assert.equal(first('shared-use'), 'usage');
  assert.equal(first('low-tier'), 'limits');
  assert.equal(first('cold-cache'), 'new-chat');
});

test('what follows on another step stands right behind it', () => {
  for (const topic of topics) {
    const ids = idsFor(topic, { editor: 'vscode' });
    const follows = ids.indexOf('copilot-utility');
    if (follows >= 0) assert.equal(ids[follows - 1], 'copilot-quota', topic);
  }
});

test('a wait is told once, and as long as it is', () => {
  const [step] = adviceFor('rate', { ...somewhere, wait: 24, window: MINUTE }).steps;
  assert.deepEqual(step?.args, ['24 s']);
  assert.deepEqual(
    idsFor('rate', { wait: 24, window: MINUTE }).filter((id) => id.startsWith('wait-')),
    ['wait-told'],
  );
  assert.ok(!idsFor('rate', { wait: 0 }).includes('wait-told'), 'a wait that is over is none');
});

test('links lead to the pages of the provider, or of the one whose endpoint it is, and to none when nobody knows', () => {
  const opened = (topic: Topic, context: Partial<AdviceContext>) =>
    adviceFor(topic, { ...somewhere, ...context }).steps.flatMap(({ action }) =>
      action && 'open' in action ? action.open : [],
    );
  assert.ok(opened('quota-exhausted', {}).includes('openai-billing'));
  assert.ok(opened('quota-exhausted', { provider: 'anthropic' }).includes('anthropic-billing'));
  for (const topic of topics)
    assert.deepEqual(
      opened(topic, { provider: null }).filter((link) => !(link in toolLinks)),
      [],
      topic,
    );
  const openrouter = { provider: 'compatible', origin: 'https://openrouter.ai' } as const;
  assert.ok(opened('quota-exhausted', openrouter).includes('openrouter-billing'));
  assert.ok(!idsFor('quota-exhausted', openrouter).includes('unknown-service'));
  const local = { provider: 'compatible', origin: 'http://localhost:4000' } as const;
  assert.ok(idsFor('quota-exhausted', local).includes('unknown-service'));
  assert.deepEqual(opened('quota-exhausted', local), []);
});

test('a page that a provider does not have is not offered; where everybody has one, it is told without a link', () => {
  const steps = (topic: Topic, provider: ProviderId | null) => adviceFor(topic, { ...somewhere, provider }).steps;
  assert.ok(!steps('forbidden', 'groq').some(({ id }) => id === 'regions'));
  const [usage] = steps('shared-use', 'cerebras');
  assert.deepEqual([usage?.id, usage?.args, usage?.button, usage?.action], ['usage', ['Cerebras'], null, null]);
  const [unnamed] = steps('shared-use', null);
  assert.deepEqual([unnamed?.id, unnamed?.args, unnamed?.button], ['usage', ['your provider'], null]);
});

test('whose advice it is follows from the key, or from the address of its endpoint', () => {
  assert.equal(recognized('compatible', 'https://api.groq.com'), 'groq');
  assert.equal(recognized('compatible', 'not an address'), 'compatible');
  assert.equal(recognized('openai', 'https://openrouter.ai'), 'openai');
  assert.equal(recognized(null, 'https://openrouter.ai'), null);
});

test('advice on one editor is given only there', () => {
  const of = { cursor: /^cursor-/, vscode: /^(vscode|copilot)-/, windsurf: /^windsurf-/ } as const;
  for (const editor of editors) {
    const ids = topics.flatMap((topic) => idsFor(topic, { editor, provider: 'compatible' }));
    for (const [owner, own] of Object.entries(of)) {
      assert.equal(
        ids.some((id) => own.test(id)),
        owner === editor,
        `${owner} in ${editor}`,
      );
    }
  }
});

test('only given models are named, those with the most left first, and none that is low or refused', () => {
  const headroom = [
    { model: 'low', left: 0.1, room: 9_000 },
    { model: 'refused', left: 0.9, room: 90_000 },
    { model: 'some', left: 0.4, room: 40_000 },
    { model: 'most', left: 0.64, room: 6_400 },
    { model: 'least', left: 0.3, room: null },
  ];
  const named = (context: Partial<AdviceContext>) =>
    adviceFor('rate', { ...somewhere, ...context }).steps.filter(({ id }) => id === 'model-with-headroom');
  assert.deepEqual(
    named({ model: 'refused', headroom }).map(({ args }) => args),
    [
      ['most', '64%'],
      ['some', '40%'],
    ],
  );
  assert.deepEqual(named({ headroom: headroom.slice(0, 1) }), []);
  assert.deepEqual(named({}), []);
  const steps = adviceFor('rate', { ...somewhere, model: 'refused', headroom, size: 11_000 }).steps;
  const fitting = steps.filter(({ id }) => id === 'model-that-fits' || id === 'model-with-headroom');
  assert.deepEqual(
    fitting.map(({ args }) => args),
    [['some', '40%', '11K']],
  );
});

test('watching is offered for a model that is known not to be watched', () => {
  const offered = (context: Partial<AdviceContext>) =>
    adviceFor('rate', { ...somewhere, ...context }).steps.find(({ id }) => id === 'watch-refused-model');
  assert.deepEqual(offered({ model: 'gpt-5', watched: false })?.args, ['gpt-5']);
  assert.equal(offered({ model: 'gpt-5', watched: true }), undefined);
  assert.equal(offered({ model: 'gpt-5' }), undefined);
  assert.equal(offered({ watched: false }), undefined);
});

test('advice on tokens is not given for requests, and the other way round', () => {
  assert.ok(idsFor('rate', { unit: 'requests' }).includes('space-requests'));
  assert.ok(!idsFor('rate', { unit: 'requests' }).includes('new-chat'));
  assert.ok(!idsFor('rate', { unit: 'tokens' }).includes('space-requests'));
  assert.ok(idsFor('rate', { unit: 'tokens' }).includes('new-chat'));
  assert.ok(idsFor('rate', { provider: 'anthropic', unit: 'output-tokens' }).includes('shorter-answers'));
});

test('a key of the environment is put right there, any other one in the editor', () => {
  for (const storage of [undefined, null, 'secret', 'session'] as const) {
    const ids = idsFor('key-invalid', { ...(storage !== undefined && { storage }) });
    assert.equal(ids[0], 'replace-key', String(storage));
    assert.ok(!ids.includes('replace-variable'), String(storage));
  }
  const ids = idsFor('key-invalid', { storage: 'environment' });
  assert.equal(ids[0], 'replace-variable');
  assert.ok(!ids.includes('replace-key'));
});

test('in Cursor, what is known of the team’s plan takes the place of where to look', () => {
  const said = (team: TeamPlan | null, editor: 'cursor' | 'vscode' = 'cursor') =>
    adviceFor('rate', { editor, pages, provider: 'openai', team })
      .steps.filter(({ id }) => /^cursor-(?:plan|on-demand)/.test(id))
      .map(({ text, args }) => [text.split(' ')[0], ...args].join(' '));
  assert.deepEqual(said(null), ['See', 'When']);
  assert.deepEqual(said({ spent: 43, beyond: 12.5, limit: 100 }), ['Your $43.00 $12.50', 'On-demand $87.50 $100.00']);
  assert.deepEqual(said({ spent: 43, beyond: 0, limit: 0 }), ['Your $43.00 $0.00', 'When']);
  assert.deepEqual(said({ spent: 43, beyond: 9, limit: null }), ['Your $43.00 $9.00', 'When']);
  assert.deepEqual(said({ spent: 43, beyond: 101, limit: 100 }).at(-1), 'On-demand $0.00 $100.00');
  assert.deepEqual(said({ spent: 43, beyond: 12.5, limit: 100 }, 'vscode'), []);
});
