import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MINUTE, type Reading } from '../../../src/core/model/limit.ts';
import { diagnosticReport } from '../../../src/host/actions/diagnosticReport.ts';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';
import { parseToPanel } from '../../../src/wire/snapshotShape.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { warningText } from '../../../src/words/warningWords.ts';
import { messageOf } from '../../panel/snapshots.ts';
import { FakeSource } from '../../support/fakeSource.ts';
import { placeIn } from '../../support/place.ts';
import { failed, key, reading, stage } from './stage.ts';

const capacity = 500_000;
const request = 130_000;
const style = { style: 'compact', amount: 'left', limit: 'lowest' } as const;
const surroundings = { keygauge: '0', editor: 'test', platform: 'test', remote: null, settings: {} };

function tokens(left: number): Reading {
  const level = { low: left, high: left };
  return { unit: 'tokens', pool: 'standard', window: MINUTE, capacity, level, timeToFull: null };
}

/** An engine whose own checks show an unused limit of requests, and a second source. */
async function open(keys = [key()]) {
  const source = new FakeSource();
  const staged = stage({ keys, sources: [source] });
  staged.provider.script = { readings: [reading(10_000)] };
  await staged.clock.pass(1);
  const now = () => staged.clock.now();
  const limit = () => {
    const found = staged.only().models.flatMap(({ limits }) => limits);
    return found.find(({ unit }) => unit === 'tokens') ?? assert.fail('no limit on tokens');
  };
  /** What the user's agent does: a request of 130,000 tokens every ten seconds, as far as `charged` tells. */
  const work = async (requests: number, { tellsCharge = true, by = 'user' as 'user' | 'keygauge' } = {}) => {
    let left = capacity;
    for (let sent = 0; sent < requests; sent++) {
      if (sent > 0) await staged.clock.pass(10);
      left = Math.min(capacity, left + (sent > 0 ? (10 * capacity) / 60 : 0)) - request;
      const seen = by === 'user' ? source.leaves(now(), request) : source.request(now(), request);
      const charged = tellsCharge ? { requests: 1, tokens: request } : {};
      source.answered(seen, charged, { readings: [tokens(left)], by });
    }
  };
  return { ...staged, source, limit, work, now };
}

suite('a second source', () => {
  test('its readings reach every surface, and say where they are from', async () => {
    const { source, engine, limit, now } = await open();
    let warned = '';
    engine.onDidAnnounce(({ crossing, snapshot }) => {
      if (crossing !== 'over') warned ||= warningText(crossing, limit(), false, snapshot.at);
    });
    source.answered(source.leaves(now(), 410_000), { tokens: 410_000 }, { readings: [tokens(90_000)] });
    const { current } = engine;
    assert.match(gaugeText(current, style).text, /18%/);
    assert.match(hoverText(current, placeIn('vscode'), hoverCommands), /18\\%/);
    assert.ok(parseToPanel(JSON.parse(JSON.stringify(messageOf(current)))));
    assert.match(headlineWords(current, placeIn('vscode')).title, /90K of 500K tokens per minute are left/);
    assert.match(JSON.stringify(listWords(current, placeIn('vscode'))), /18% · /);
    assert.equal(limit().source, 'gateway');
    assert.match(diagnosticReport(current, surroundings, []), /"source": "gateway"/);
    assert.match(warned, /gpt-5: .*90K of 500K tokens per minute are left/);
  });

  test('who used a limit comes with it, checked on its way to the panel', async () => {
    const { clock, source, engine, limit, now } = await open();
    source.answered(source.leaves(now(), 100_000), { tokens: 100_000 }, { readings: [tokens(400_000)], tool: 'Cline' });
    await clock.pass(5);
    source.answered(source.leaves(now(), 50_000), { tokens: 50_000 }, { readings: [tokens(291_667)], tool: 'Zoo' });
    const shares = (limit().usedBy?.shares ?? []).map(({ user, share }) => [user, Math.round(share * 100)]);
    assert.deepEqual(shares, [
      [{ kind: 'tool', tool: 'Cline' }, 40],
      [{ kind: 'tool', tool: 'Zoo' }, 20],
      [{ kind: 'elsewhere' }, 40],
    ]);
    const message = JSON.parse(JSON.stringify(messageOf(engine.current)));
    assert.ok(parseToPanel(message));
    const told = message.snapshot.keys[0].models[0].limits.find((one: { usedBy?: unknown }) => one.usedBy);
    told.usedBy.shares[0].user.kind = 'somebody';
    assert.equal(parseToPanel(message), null);
  });

  test('its failures are the state of the key, at once and on every surface', async () => {
    const { source, engine, only, now } = await open();
    const failure = { ...failed('quota-exhausted'), message: 'You exceeded your current quota' };
    source.answered(source.leaves(now(), 10), {}, { failure });
    assert.equal(only().status, 'no-credit');
    const { current } = engine;
    assert.match(gaugeText(current, style).text, /no credit/);
    assert.match(hoverText(current, placeIn('vscode'), hoverCommands), /no credit/);
    assert.equal(headlineWords(current, placeIn('vscode')).tone, 'trouble');
    assert.match(JSON.stringify(listWords(current, placeIn('vscode'))), /credit/);
    assert.match(diagnosticReport(current, surroundings, []), /quota-exhausted/);
    assert.ok(parseToPanel(JSON.parse(JSON.stringify(messageOf(current)))));
  });

  test('a wait that the provider asks the user for is one for the next check as well', async () => {
    const { clock, provider, source, only, now } = await open();
    source.answered(source.leaves(now(), 10), {}, { failure: failed('rate', 300) });
    assert.deepEqual(only().nextCheck, { wait: 300, reason: 'retry-after' });
    await clock.pass(299);
    assert.equal(provider.requests.length, 1);
  });

  test('each observation is one change, with one snapshot', async () => {
    const { source, engine, now } = await open();
    let changes = 0;
    engine.onDidChange(() => changes++);
    source.answered(source.leaves(now(), 10), {}, { readings: [tokens(90_000)] });
    assert.equal(changes, 2);
  });

  test('a model that is not watched is shown as soon as it is used, and never checked', async () => {
    const { clock, provider, source, only, now } = await open();
    source.answered(source.leaves(now(), 10, null, 'o3'), {}, { readings: [tokens(400_000)] });
    assert.deepEqual(
      only().models.map(({ model, limits }) => [model, limits.length]),
      [
        ['gpt-5', 1],
        ['o3', 1],
      ],
    );
    await clock.pass(600);
    assert.ok(provider.requests.every(({ model }) => model === 'gpt-5'));
  });

  test('a reading of it puts the next check off', async () => {
    const checksWith = async (tellsReadings: boolean) => {
      const { clock, provider, source, now } = await open();
      for (let second = 0; second < 120; second += 5) {
        const readings = tellsReadings ? [reading(10_000)] : [];
        source.answered(source.leaves(now(), 1), { requests: 1 }, { readings });
        await clock.pass(5);
      }
      return provider.requests.length;
    };
    assert.equal(await checksWith(true), 1);
    assert.ok((await checksWith(false)) > 3);
  });

  test('its requests take nothing of what checks may take', async () => {
    const checksBeside = async (requestsASecond: number) => {
      const { clock, provider, source, now } = await open();
      for (let second = 0; second < 180; second++) {
        for (let nth = 0; nth < requestsASecond; nth++) source.answered(source.leaves(now(), 1), { requests: 1 });
        await clock.pass(1);
      }
      return provider.requests.length;
    };
    const alone = await checksBeside(0);
    assert.ok(alone > 3);
    assert.ok((await checksBeside(5)) >= alone);
  });

  test('a model that is refused to it goes on being checked: the fault may be one of that request', async () => {
    const checksAfter = async (by: 'user' | 'keygauge') => {
      const { clock, provider, source, now } = await open();
      source.answered(source.request(now(), 10), {}, { failure: failed('model-not-found'), by });
      await clock.pass(600);
      return provider.requests.length;
    };
    assert.ok((await checksAfter('user')) > 3);
    assert.equal(await checksAfter('keygauge'), 1);
  });
});

suite("what is known of the user's own requests", () => {
  test('makes a refusal foreseen, whether or not it is told what each was charged', async () => {
    for (const tellsCharge of [true, false]) {
      const { work, limit } = await open();
      await work(8, { tellsCharge });
      const { state, pace, others } = limit();
      assert.equal(state, 'soon', `${tellsCharge} ${state}`);
      assert.ok(pace && pace.requestsPerMinute > 4 && pace.requestsPerMinute < 7, JSON.stringify(pace));
      assert.ok(pace.typicalRequest > 120_000 && pace.typicalRequest < 140_000, JSON.stringify(pace));
      assert.equal(others, null, 'nothing else uses the key');
    }
  });

  test('is not taken for use by somebody else, while what nobody saw is', async () => {
    const { clock, source, limit, now } = await open();
    let left = capacity;
    for (let sent = 0; sent < 6; sent++) {
      // Each ten seconds one request is seen to leave, and as much again goes unseen.
      left = Math.min(capacity, left + (sent > 0 ? (10 * capacity) / 60 : 0)) - 2 * 60_000;
      source.answered(source.leaves(now(), 60_000), { tokens: 60_000 }, { readings: [tokens(left)] });
      await clock.pass(10);
    }
    const { pace, others } = limit();
    assert.ok(others && others.typicalRequest > 40_000 && others.typicalRequest < 130_000, JSON.stringify(others));
    assert.ok(pace && pace.requestsPerMinute > others.requestsPerMinute, JSON.stringify(pace));
  });

  test('of a check of ours is no use that goes on', async () => {
    const { work, limit } = await open();
    await work(7, { by: 'keygauge' });
    assert.equal(limit().pace, null);
    assert.notEqual(limit().state, 'soon');
  });

  test('is no more by what a check of ours took of a limit that its answer says nothing of', async () => {
    const paceWith = async (by: 'user' | 'keygauge' | null) => {
      const { work, limit, source, clock, now } = await open();
      await work(7);
      for (let check = 0; check < 3; check++) {
        await clock.pass(10);
        if (by !== null) source.answered(source.request(now(), request), { tokens: request }, { by });
      }
      return limit().pace;
    };
    assert.deepEqual(await paceWith('keygauge'), await paceWith(null));
    assert.notDeepEqual(await paceWith('user'), await paceWith(null));
  });
});
