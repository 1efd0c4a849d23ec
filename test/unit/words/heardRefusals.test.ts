import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { HeardExchange } from '../../../src/bus/heardExchange.ts';
import { HeardTraffic } from '../../../src/bus/heardTraffic.ts';
import { uniteKeys } from '../../../src/bus/keyUnion.ts';
import { withoutResponse } from '../../../src/core/causes/failureOf.ts';
import { causes, type Failure } from '../../../src/core/model/failure.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { heardExchange } from '../../../src/sources/listener/heardExchange.ts';
import type { Intent } from '../../../src/words/advice/intent.ts';
import { findingWords } from '../../../src/words/findingWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { placeIn } from '../../support/place.ts';
import { held } from '../bus/simulatedWindow.ts';
import { stage } from '../engine/stage.ts';

const origin = 'https://api.openai.com';
const place = placeIn('vscode');
const left = (tokens: string) => ({
  'x-ratelimit-limit-tokens': '500000',
  'x-ratelimit-remaining-tokens': tokens,
  'x-ratelimit-reset-tokens': '60s',
});
const wait = { 'retry-after': '90' };

type Headers = Readonly<Record<string, string>>;

/** What windows show after a request of a tool was answered, and then another one so. */
async function afterRefusal(
  isStored: boolean,
  status: number,
  headers: Headers,
  answeredBefore = true,
  read: Failure | null = null,
) {
  const own = isStored ? [held({ origin, digest: 'digest' })] : [];
  const shared = uniteKeys([{ store: 'editor', keys: own }], new Map([['editor', own]]), []);
  const stored = shared.map(({ watched }) => watched);
  const traffic: HeardTraffic = new HeardTraffic(() => staged.engine.watch([...stored, ...traffic.keys]));
  const staged = stage({ keys: stored, sources: [traffic] });
  staged.provider.script = { readings: [] };
  traffic.know(shared, new Set(['listener']));
  await staged.clock.pass(1);
  const hear = (code: number, sent: Headers) => {
    const [key, now] = [{ digest: 'digest', fingerprint: '…3f9a' }, staged.clock.now()];
    const request = { id: 'r', provider: 'openai', origin, key, tool: 'Cline', model: null, size: null } as const;
    const heard = { request: { ...request, sentAt: now - 500 }, status: code, headers: sent, receivedAt: now };
    const exchange = heardExchange(heard) as HeardExchange;
    traffic.heard(code < 400 || read === null ? exchange : { ...exchange, source: 'gateway', failure: read });
  };
  if (answeredBefore) hear(200, left('400000'));
  await staged.clock.pass(1);
  hear(status, headers);
  return { ...staged, hear, snapshot: staged.engine.current };
}

/** Status and headers, with what they lead to. */
const refusals: readonly (readonly [status: number, headers: Headers, lead: string, title: string])[] = [
  [401, {}, 'Fix the key', 'The provider does not accept this key'],
  [402, {}, 'Add credit', 'There is no credit left for this key'],
  [403, {}, 'Fix the key', 'The key is known, but may not do this'],
  [413, {}, 'Shrink the request', 'This one request is larger than the whole limit'],
  [429, {}, 'Try again in 60 s', 'A request was refused, and its text was not read'],
  [429, wait, 'Try again in 90 s', 'A rate limit of your account is used up for now'],
  [429, left('0'), 'Try again in 60 s', 'The tokens are used up'],
  [429, { ...left('0'), ...wait }, 'Try again in 90 s', 'The tokens are used up'],
  [500, {}, 'Wait', 'The provider had an error of its own'],
  [529, {}, 'Wait', 'The provider is overloaded'],
];
const named = ([status, headers]: (typeof refusals)[number]) => `${status} ${Object.keys(headers).join(' ')}`;

/** Whatever the surfaces offer to do. */
function offers(snapshot: Snapshot): Intent[] {
  const steps = [headlineWords(snapshot, place), ...findingWords(snapshot, place)].flatMap((words) => words.steps);
  return [...steps, ...listWords(snapshot, place)].flatMap(({ intent }) => intent ?? []);
}

const commands = {
  openPanel: 'p',
  diagnoseClipboard: 'd',
  quiet: 'q',
  checkNow: 'c',
  listenAlong: 'l',
  connectTool: 't',
  addKey: 'a',
  tryDemo: 'y',
};
/** What needs the value of a key. */
const impossible = ['check-now', 'replace-key', 'change-address', 'choose-models', 'allow-key'];

suite('a refusal that the gateway read', () => {
  test('leads to what its cause asks for, and to nothing that needs a value which nobody has', async () => {
    for (const cause of causes) {
      const read = { ...withoutResponse(cause, ''), status: 429 };
      for (const isStored of [false, true]) {
        const { snapshot } = await afterRefusal(isStored, 429, {}, true, read);
        const words = headlineWords(snapshot, place);
        if (words.tone !== 'fine') {
          assert.ok(
            words.details.some((text) => text.startsWith('The gateway read why')),
            cause,
          );
          assert.doesNotMatch(words.details.join(' '), /never its text/);
          assert.doesNotMatch(`${words.title}${words.details}`, /was not read|Listening along/);
        }
        if (isStored) continue;
        for (const { type } of offers(snapshot)) assert.ok(!impossible.includes(type), `${cause}: ${type}`);
      }
    }
  });
});

suite('a refusal that was heard', () => {
  test('leads to the cause as far as status and headers go, and says how far that is', async () => {
    for (const refusal of refusals) {
      const [status, headers, lead, title] = refusal;
      for (const isStored of [false, true]) {
        for (const answeredBefore of [false, true]) {
          const { snapshot, faults } = await afterRefusal(isStored, status, headers, answeredBefore);
          const words = headlineWords(snapshot, place);
          assert.deepEqual([words.lead, words.title], [lead, title], named(refusal));
          assert.ok(
            words.details.includes(
              `Only the status ${status} and the headers of the answer were heard, never its text.`,
            ),
            named(refusal),
          );
          assert.deepEqual(faults, []);
        }
      }
    }
  });

  test('has one button that finds out the rest: the text of the tool, where nobody has the key', async () => {
    for (const refusal of refusals) {
      const { snapshot } = await afterRefusal(false, refusal[0], refusal[1]);
      const { steps } = headlineWords(snapshot, place);
      const asks = steps.filter(({ intent }) => intent?.type === 'diagnose' || intent?.type === 'check-now');
      assert.deepEqual(
        asks.map(({ button }) => button),
        ['Paste the text'],
        named(refusal),
      );
      const shown = steps.filter(({ button }) => button !== null).slice(0, 2);
      assert.ok(
        shown.some((step) => step === asks[0]),
        named(refusal),
      );
    }
  });

  test('is asked for with a check of the stored key, but for a request that is too large', async () => {
    for (const refusal of refusals) {
      const { snapshot } = await afterRefusal(true, refusal[0], refusal[1]);
      const { steps } = headlineWords(snapshot, place);
      const asks = steps.filter(({ intent }) => intent?.type === 'diagnose' || intent?.type === 'check-now');
      const expected = refusal[0] === 413 ? 'Paste the text' : 'Check now';
      assert.deepEqual(
        asks.map(({ button }) => button),
        [expected],
        named(refusal),
      );
    }
  });

  test('offers nothing that needs the value of a key that nobody has', async () => {
    for (const refusal of [...refusals, [200, left('1000'), '', ''] as const, [404, {}, '', ''] as const]) {
      for (const answeredBefore of [false, true]) {
        const { snapshot } = await afterRefusal(false, refusal[0], refusal[1], answeredBefore);
        for (const { type } of offers(snapshot)) assert.ok(!impossible.includes(type), `${named(refusal)}: ${type}`);
        assert.doesNotMatch(hoverText(snapshot, place, commands), /command:c\)/);
      }
    }
    const { snapshot } = await afterRefusal(true, 200, left('1000'));
    assert.ok(offers(snapshot).some(({ type }) => type === 'check-now'));
  });

  test('that says nothing is none to show: neither a form that is not taken nor something that is not there', async () => {
    for (const status of [400, 404]) {
      const { snapshot } = await afterRefusal(false, status, {});
      assert.equal(headlineWords(snapshot, place).tone, 'fine', String(status));
    }
  });

  test('of one request is over with the next answer, and holds back no model', async () => {
    for (const status of [403, 413]) {
      const { engine, hear, only } = await afterRefusal(false, status, {});
      assert.deepEqual([only().status, only().lastFailure?.failure.status], ['ok', status]);
      hear(200, left('300000'));
      assert.deepEqual([only().lastFailure, headlineWords(engine.current, place).tone], [null, 'fine']);
    }
  });

  test('of one request is told of the only model that is used, or of none', async () => {
    const { hear, only } = await afterRefusal(false, 413, {});
    const refused = () => only().models.map(({ failure }) => failure?.failure.status ?? null);
    assert.deepEqual(refused(), [413]);
    hear(200, { 'x-ratelimit-limit-tokens': '30000', 'x-ratelimit-remaining-tokens': '29000' });
    hear(200, left('400000'));
    hear(413, {});
    assert.deepEqual([refused(), only().lastFailure?.failure.status], [[null, null], 413]);
  });

  test('warns of the limit that its headers show as empty, once while it is tried again', async () => {
    const { announced, hear, clock } = await afterRefusal(false, 429, { ...left('0'), ...wait });
    assert.equal(announced.filter((text) => / empty$/.test(text)).length, 1);
    for (let tries = 0; tries < 5; tries++) {
      await clock.pass(2);
      hear(429, { ...left('0'), ...wait });
    }
    assert.equal(announced.length, 1);
    assert.deepEqual((await afterRefusal(false, 429, wait)).announced, []);
  });
});
