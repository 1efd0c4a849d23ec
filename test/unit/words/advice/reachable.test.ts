import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE } from '../../../../src/core/model/limit.ts';
import type { StepId } from '../../../../src/words/advice/advice.ts';
import { type AdviceContext, adviceFor } from '../../../../src/words/advice/adviceFor.ts';
import { type LinkId, pagesOf } from '../../../../src/words/advice/links.ts';
import type { Topic } from '../../../../src/words/advice/step.ts';

/**
 * What users are told to do, and where: each advice with the steps that hold it, the words that must be in them, and the
 * places they must lead to.
 */
const table: readonly {
  readonly told: string;
  readonly topic: Topic;
  readonly context: Omit<AdviceContext, 'pages'>;
  readonly steps: readonly StepId[];
  readonly says: readonly RegExp[];
  readonly opens?: readonly LinkId[];
}[] = [
  {
    told: 'look at the real usage, limits and recent requests, at OpenAI',
    topic: 'rate',
    context: { provider: 'openai', editor: 'vscode' },
    steps: ['usage', 'limits'],
    says: [/TPM/, /RPM/, /daily quota/, /requests and tokens/],
    opens: ['openai-usage', 'openai-limits'],
  },
  {
    told: 'look at the real usage, limits and recent requests, at Anthropic',
    topic: 'rate',
    context: { provider: 'anthropic', editor: 'vscodium' },
    steps: ['usage', 'limits'],
    says: [/TPM/, /RPM/, /daily quota/],
    opens: ['anthropic-usage', 'anthropic-limits'],
  },
  {
    told: 'add a payment method or credit, at OpenAI; free and trial keys',
    topic: 'quota-exhausted',
    context: { provider: 'openai', editor: 'cursor' },
    steps: ['buy-credit', 'free-key'],
    says: [/payment method/, /buy credit/, /free or trial key/, /very low limits/],
    opens: ['openai-billing'],
  },
  {
    told: 'add a payment method or credit, at Anthropic',
    topic: 'quota-exhausted',
    context: { provider: 'anthropic', editor: 'windsurf' },
    steps: ['buy-credit'],
    says: [/payment method/],
    opens: ['anthropic-billing'],
  },
  {
    told: 'limits rise with the tier, in steps',
    topic: 'rate',
    context: { provider: 'openai', editor: 'other' },
    steps: ['pay-tier-openai'],
    says: [/in steps \(tiers\)/],
    opens: ['openai-billing'],
  },
  {
    told: 'switch to a cheaper model or one with higher limits; the watched ones with their level',
    topic: 'rate',
    context: { provider: 'openai', editor: 'other', headroom: [{ model: 'gpt-5-nano', left: 0.8, room: null }] },
    steps: ['model-with-headroom', 'smaller-model'],
    says: [/gpt-5-nano for now: 80%/, /smaller or cheaper/],
  },
  {
    told: 'of a request whose size is known, the model that it fits',
    topic: 'rate',
    context: {
      provider: 'openai',
      editor: 'other',
      size: 11_000,
      headroom: [{ model: 'gpt-5-mini', left: 0.98, room: 196_000 }],
    },
    steps: ['model-that-fits'],
    says: [/Go on with gpt-5-mini, which has 98% left: a request of 11K fits/],
  },
  {
    told: "review Cursor's plan: own key or built-in access, included usage left, and how it was until June 2025",
    topic: 'rate',
    context: { provider: 'openai', editor: 'cursor' },
    steps: ['cursor-plan'],
    says: [/plan includes/, /left of it/, /500 fast requests.*June 2025/],
    opens: ['cursor-usage'],
  },
  {
    told: 'turn the own key off and use the built-in access; may be missing in some plans',
    topic: 'rate',
    context: { provider: 'anthropic', editor: 'cursor' },
    steps: ['cursor-key-off'],
    says: [/Cursor Settings > Models > API Keys/, /Some plans lack/],
  },
  {
    told: 'turn on-demand pricing on, what it costs, with a spend limit',
    topic: 'rate',
    context: { provider: 'anthropic', editor: 'cursor' },
    steps: ['cursor-on-demand'],
    says: [/on-demand/, /API prices/, /spend limit/, /costs money/],
    opens: ['cursor-dashboard'],
  },
  {
    told: 'stop what runs in the background',
    topic: 'shared-use',
    context: { provider: 'openai', editor: 'cursor' },
    steps: ['background', 'cursor-tab'],
    says: [
      /autocompletion/,
      /inline suggestions/,
      /docstring generation/,
      /refactoring hints/,
      /parallel agents/,
      /same key/,
      /Tab completion/,
    ],
  },
  {
    told: 'wait and retry: until when',
    topic: 'rate',
    context: { provider: 'anthropic', editor: 'other', wait: 90, window: MINUTE },
    steps: ['wait-told'],
    says: [/Wait 90 s/],
  },
  {
    told: 'wait and retry: what the refill says when the provider says nothing',
    topic: 'rate',
    context: { provider: 'openai', editor: 'other', window: DAY },
    steps: ['wait-day'],
    says: [/by the day/],
  },
  {
    told: 'it is not Cursor: it relays the answer, and requests pass through its servers',
    topic: 'relayed',
    context: { provider: null, editor: 'cursor' },
    steps: ['cursor-relays', 'cursor-report'],
    says: [/sets no limits for own keys/, /pass through its servers/, /Request ID/],
    opens: ['cursor-own-keys', 'cursor-report'],
  },
];

for (const { told, topic, context, steps, says, opens = [] } of table) {
  test(`reachable: ${told}`, () => {
    const given = adviceFor(topic, { ...context, pages: pagesOf() }).steps.filter(({ id }) => steps.includes(id));
    assert.deepEqual([...new Set(given.map(({ id }) => id))].sort(), [...steps].sort());
    const text = given
      .map(({ text, args }) => text.replace(/\{(\d)\}/g, (_, index) => args[Number(index)] ?? ''))
      .join(' ');
    for (const words of says) assert.match(text, words);
    const open = given.flatMap(({ action }) => (action && 'open' in action ? action.open : []));
    for (const link of opens) assert.ok(open.includes(link), link);
  });
}
