import assert from 'node:assert/strict';
import { presets } from '../../src/core/dialects/presets.ts';
import { DAY, MINUTE, type Unit } from '../../src/core/model/limit.ts';
import type { MoneyReading } from '../../src/core/model/money.ts';
import { type ProviderId, providers } from '../../src/core/model/provider.ts';
import { offeredProviders } from '../../src/host/keys/keyOrigins.ts';
import { simulatedHosts } from '../../src/simulator/hosts.ts';
import { addressOf, isLink } from '../../src/words/advice/links.ts';
import { headlineWords } from '../../src/words/headlineWords.ts';
import { listWords } from '../../src/words/listWords.ts';
import { placeIn } from '../support/place.ts';
import { PresetWindow } from './presetWindow.ts';

const rest = 'simulator0123456789';

/** A provider from its key to its refusals. */
interface Case {
  readonly id: ProviderId;
  /** Begins as its keys do; empty where none is needed. */
  readonly key: string;
  /** How its keys are told: by how they begin, by a choice among several that begin so, or because the user says so. */
  readonly told: 'by its key' | 'among several' | 'by the user';
  /** The address to type, where everybody has another one, and the base URL that it is. */
  readonly address?: readonly [typed: string, baseUrl: string];
  /** The limits that an answer tells, each with its window where that is told. */
  readonly limits?: readonly (readonly [Unit, number | null])[];
  readonly money?: readonly string[];
}

const cases: readonly Case[] = [
  { id: 'zai', key: `0123456789abcdef.${rest}`, told: 'by the user' },
  { id: 'moonshot', key: `sk-${rest}`, told: 'among several', money: ['USD 49.58894'] },
  {
    id: 'cerebras',
    key: `csk-${rest}`,
    told: 'by its key',
    limits: [
      ['requests', DAY],
      ['tokens', MINUTE],
    ],
  },
  { id: 'deepseek', key: `sk-${rest}`, told: 'among several', money: ['CNY 110'] },
  { id: 'together', key: rest, told: 'by the user' },
  { id: 'fireworks', key: `fw_${rest}`, told: 'by its key', limits: [['input-tokens', MINUTE]] },
  { id: 'ollama', key: '', told: 'by the user' },
  { id: 'lmstudio', key: '', told: 'by the user' },
  {
    id: 'sambanova',
    key: rest,
    told: 'by the user',
    limits: [
      ['requests', MINUTE],
      ['tokens', MINUTE],
    ],
  },
  {
    id: 'xai',
    key: `xai-${rest}`,
    told: 'by its key',
    limits: [
      ['requests', MINUTE],
      ['tokens', MINUTE],
    ],
  },
  {
    id: 'mistral',
    key: rest,
    told: 'by the user',
    limits: [
      ['requests', MINUTE],
      ['tokens', MINUTE],
    ],
  },
  { id: 'gemini', key: `AIza${rest}`, told: 'by its key' },
  {
    id: 'groq',
    key: `gsk_${rest}`,
    told: 'by its key',
    limits: [
      ['requests', DAY],
      ['tokens', MINUTE],
    ],
  },
  { id: 'github-models', key: `ghp_${rest}`, told: 'by its key' },
  {
    id: 'azure-openai',
    key: rest,
    told: 'by the user',
    address: [
      'https://mine.openai.azure.com/openai/deployments/gpt-5/chat/completions?api-version=2024-10-21',
      'https://mine.openai.azure.com/openai/v1',
    ],
    limits: [
      ['requests', MINUTE],
      ['tokens', MINUTE],
    ],
  },
  {
    id: 'openrouter',
    key: `sk-or-v1-${rest}`,
    told: 'by its key',
    money: ['day: 1.5', 'week: 5.5', 'month: 25.5 of 100', 'ever: 25.5', 'USD 74.75'],
  },
  {
    id: 'litellm',
    key: `sk-${rest}`,
    told: 'among several',
    address: ['http://localhost:4000/v1', 'http://localhost:4000/v1'],
    limits: [
      ['requests', null],
      ['tokens', null],
    ],
    money: ['month: 4.25 of 100'],
  },
  {
    id: 'compatible',
    key: rest,
    told: 'by the user',
    address: ['https://llm.example.com/v1', 'https://llm.example.com/v1'],
    limits: [
      ['requests', DAY],
      ['tokens', MINUTE],
    ],
  },
];

suite('every preset, from its key to its refusals', () => {
  let window: PresetWindow;
  suiteSetup(async () => {
    window = await PresetWindow.open();
  });
  suiteTeardown(() => window.close());
  teardown(() => window.clear());

  test('none is left out', () => {
    const [first, second, ...others] = offeredProviders();
    assert.deepEqual([first, second], ['openai', 'anthropic']);
    assert.deepEqual(cases.map(({ id }) => id).sort(), others.sort());
  });

  for (const one of cases) {
    test(one.id, async () => {
      const { id, key, address } = one;
      const baseUrl = address?.[1] ?? providers[id].baseUrl ?? '';
      const simulator = await window.simulate(simulatedHosts[id] ? id : null, baseUrl, key);

      const questions = await window.add(...answersOf(one));
      assert.equal(questions.includes('Whose key is it?'), one.told === 'among several');
      assert.deepEqual([window.key.provider, window.key.origin], [id, new URL(baseUrl).origin]);
      for (const url of window.sent) assert.equal(new URL(url).origin, new URL(baseUrl).origin);
      // A wrong key is not taken, by something that costs nothing.
      if (key !== '') assert.ok(questions.some((words) => / refused the key, so it was not stored/.test(words)));
      assert.ok(simulator.requests.every(({ method, keyAccepted }) => keyAccepted || method === 'GET'));

      assert.equal(window.key.status, 'ok');
      const limits = window.key.models.flatMap(({ limits }) => limits).map(toldOf(one));
      assert.deepEqual(limits.sort(), one.limits ?? []);
      assert.deepEqual(
        window.key.money.readings.map(({ reading }) => textOf(reading)),
        one.money ?? [],
      );
      assert.deepEqual(window.key.money.missing, []);
      await seeWhatIsShown(one);
      if (providers[id].limitsIn === 'refusals') {
        assert.ok(
          simulator.requests.every(({ method }) => method === 'GET'),
          'nothing was paid',
        );
        assert.equal(window.key.today.dollars, 0);
      }

      if (key !== '') await seeRefusals(one);
      else {
        simulator.setAnswer({ kind: 'no-answer' });
        await window.check();
        assert.match(window.gauge, /offline/);
        assert.ok(
          simulator.requests.every(({ method }) => method === 'GET'),
          'no model was loaded',
        );
      }
    });
  }

  /** What somebody answers who mistypes the key at first. */
  function answersOf({ id, key, told, address }: Case): string[] {
    const name = providers[id].name ?? 'Any OpenAI-compatible endpoint';
    if (key === '') return [name, 'ok'];
    // A list of models to choose from, or a box with the deployment that the address names.
    const models = presets[id].models === 'not-listed' ? '' : 'ok';
    const wrong = `${key.slice(0, -3)}bad`;
    const typed = address ? [address[0]] : [];
    const tried = [wrong, 'Try Again', key, models];
    if (told === 'by the user') return [name, ...typed, ...tried];
    const [first = '', ...later] = tried;
    return ['Paste a key', first, ...(told === 'among several' ? [name] : []), ...typed, ...later];
  }

  async function seeWhatIsShown({ id, limits }: Case): Promise<void> {
    await window.pass(10);
    const words = headlineWords(window.shown, placeIn('vscode'));
    const [, ...lines] = listWords(window.shown, placeIn('vscode'));
    if (limits) {
      assert.match(window.gauge, /\d+%/);
      return;
    }
    const isLocal = providers[id].limitsIn === 'nowhere';
    if (window.key.money.gauges.some(({ kind }) => kind === 'balance')) {
      assert.match(words.lead, / left$/, 'a balance stands in the place of limits');
      assert.ok(lines.some(({ description }) => description === words.lead));
      return;
    }
    assert.equal(words.lead, isLocal ? 'No limits' : 'No limits told');
    assert.ok(lines.some(({ description }) => description === (isLocal ? 'has no limits' : 'sends no limits')));
  }

  async function seeRefusals({ id, limits }: Case): Promise<void> {
    const simulator = window.simulator;
    const host = simulatedHosts[id];
    simulator.setAnswer({ kind: 'rate', retryAfter: 24 });
    await window.check();
    assert.match(headline().lead, /^(?:Try again|Slow down, try again) in |^Wait/, `${id}: ${headline().title}`);
    assert.equal(window.key.status, 'waiting');
    simulator.setAnswer(null);
    await window.pass(90);
    assert.equal(window.key.status, 'ok', 'the wait is over, and a request has found that out');
    if (!limits && id !== 'zai' && id !== 'together' && id !== 'deepseek')
      assert.ok((window.key.models[0]?.limits.length ?? 0) > 0, 'the limit was learnt from its refusal');

    if (!host || host.noCredit) {
      simulator.setAnswer({ kind: 'no-credit' });
      await window.check();
      assert.match(headline().lead, /^(?:Add credit|Raise the limit)$/, `${id}: ${headline().title}`);
      assert.equal(window.key.status, 'no-credit');
      await seeLink(id, 'billing');
    }

    // Who asks takes at most half of what is left of a limit, and some were learnt to be small.
    await window.pass(70);
    simulator.setAnswer({ kind: 'refused-key' });
    await window.check();
    assert.match(window.gauge, /key refused/);
    assert.equal(headline().lead, 'Fix the key');
    await seeLink(id, 'keys');
  }

  /** Where a provider has the page that helps, a step opens it. */
  async function seeLink(id: ProviderId, page: 'billing' | 'keys'): Promise<void> {
    const links = headline().steps.flatMap(({ intent }) => (intent?.type === 'open-link' ? [intent.link] : []));
    const expected = presets[id].pages[page];
    if (expected === undefined) return;
    assert.ok(links.includes(`${id}-${page}`), `${links.join(', ')} of ${id}`);
    for (const link of links) {
      assert.ok(isLink(link));
      assert.match(addressOf(link) ?? '', /^https:\/\/\S+$/);
    }
  }

  function headline() {
    return headlineWords(window.shown, placeIn('vscode'));
  }
});

function toldOf({ limits = [] }: Case) {
  return ({ unit, window }: { unit: Unit; window: number | null }): readonly [Unit, number | null] => [
    unit,
    limits.some(([of, told]) => of === unit && told === null) ? null : window,
  ];
}

function textOf(reading: MoneyReading): string {
  if (reading.kind === 'balance') return `${reading.left.currency} ${reading.left.amount}`;
  const limit = reading.limit ? ` of ${reading.limit.amount}` : '';
  return `${reading.period}: ${reading.spent?.amount}${limit}`;
}
