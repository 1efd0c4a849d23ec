import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limitIdOf } from '../../../src/core/model/limit.ts';
import type { KeySnapshot } from '../../../src/core/model/snapshot.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { runningLow, soonEmpty } from '../../panel/exampleLimits.ts';
import { situations } from '../../panel/situations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';

const withLimits = (...limits: ReturnType<typeof limitOf>[]) =>
  snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits })] }));

describe('the headline', () => {
  it('has a tone of its own for fine, low, soon, critical, empty, unknown and trouble', () => {
    const tones = (['fine', 'low', 'soon', 'critical', 'empty', 'unknown', 'refused'] as const).map(
      (name) => headlineWords(situations[name], placeIn('vscode')).tone,
    );
    assert.deepEqual(tones, ['fine', 'low', 'soon', 'critical', 'empty', 'unknown', 'trouble']);
  });

  it('never shows a trouble as something unknown', () => {
    for (const name of ['trouble', 'offline', 'waiting', 'refused', 'noCredit'] as const) {
      assert.notEqual(headlineWords(situations[name], placeIn('vscode')).tone, 'unknown', name);
    }
  });

  it('tells what is left where the level does not fall', () => {
    const { title } = headlineWords(withLimits(runningLow), placeIn('vscode'));
    assert.equal(title, '97K of 500K tokens per minute are left.');
  });

  it('says that a wait is shorter than the provider asked for, where its own limit is full again before', () => {
    const limit = { unit: 'tokens', window: 60, capacity: 500_000, left: 0, requested: null } as const;
    const cutShort = 'The provider asked to wait 31 d, but this limit is full again after 60 s.';
    for (const [retryAfter, isSaid] of [
      [31 * 86_400, true],
      [24, false],
    ] as const) {
      const refused = snapshotOf(keyOf({ status: 'waiting', lastFailure: failureOf({ retryAfter, limit }) }));
      assert.equal(headlineWords(refused, placeIn('vscode')).details.includes(cutShort), isSaid);
    }
  });

  it('tells the time where it will soon be empty, and what others send', () => {
    const { title, details } = headlineWords(situations.soon, placeIn('vscode'));
    assert.match(title, /^210K of 500K tokens per minute are left\. At this pace empty in 40 s/);
    assert.ok(details.includes('Your tools send about 7 requests of 96K tokens a minute.'), String(details));
  });

  it('does not call a lower limit fine because another one is', () => {
    assert.equal(
      headlineWords(withLimits(limitOf(), { ...runningLow, id: limitIdOf('other') }), placeIn('vscode')).tone,
      'low',
    );
    const lower = limitOf({ id: 'lower', level: { estimate: 150_000, low: 150_000, high: 150_000 } });
    assert.equal(headlineWords(withLimits(lower, soonEmpty), placeIn('vscode')).tone, 'soon');
  });

  it('says first whether the next request fits, of which model and whose key', () => {
    const sized = (left: number, state: 'fine' | 'low' | 'soon' | 'critical') =>
      headlineWords(
        withLimits(limitOf({ state, requestSize: 110_000, level: { estimate: left, low: left, high: left } })),
        placeIn('vscode'),
      );
    assert.equal(sized(400_000, 'fine').lead, 'The next request fits');
    assert.equal(sized(90_000, 'critical').lead, 'The next requests are at risk');
    assert.equal(sized(90_000, 'critical').subject, 'gpt-5 · OpenAI · work');
    assert.equal(
      sized(90_000, 'critical').title,
      '90K of 500K tokens per minute are left, and your requests take about 110K. Pause 5 s and the next one fits.',
    );
  });

  it('names the limit that refused, and uses the numbers of a request that never fits', () => {
    const refused = (failure: Parameters<typeof failureOf>[0], wait: number | null) => {
      const last = failureOf(failure, { wait });
      const status = wait === null ? 'ok' : 'waiting';
      const key = keyOf({ status, models: [modelOf('gpt-5', { failure: last })], lastFailure: last });
      return headlineWords(snapshotOf(key), placeIn('vscode'));
    };
    const rate = refused({}, 23);
    assert.deepEqual([rate.lead, rate.title], ['Try again in 23 s', 'The tokens per minute of gpt-5 are used up']);
    const limit = { unit: 'tokens', window: 60, capacity: 30_000, left: null, requested: 36_741 } as const;
    assert.equal(
      refused({ cause: 'request-too-large', limit, retryAfter: null }, null).title,
      '36,741 tokens can never fit 30,000 per minute: cut at least 6,741 (19%).',
    );
  });

  it('offers no step that it cannot take', () => {
    for (const snapshot of Object.values(situations)) {
      for (const { text, button, intent } of headlineWords(snapshot, placeIn('vscode')).steps) {
        assert.ok(text !== '' && button !== '' && (button === null) === (intent === null) && intent?.type !== 'ready');
      }
    }
  });

  it('spoken words hold no number', () => {
    for (const [name, snapshot] of Object.entries(situations)) {
      const { announcement } = headlineWords(snapshot, placeIn('vscode'));
      assert.doesNotMatch(announcement.replace(/ of \S+$/, ''), /\d/, name);
    }
  });

  it('says that a key has changed, and leads to the one question that lets it work again', () => {
    const changed = keyOf({
      id: 'env',
      label: 'work',
      status: 'changed',
      storage: 'environment',
      models: [modelOf('gpt-5')],
    });
    const { title, details, steps } = headlineWords(snapshotOf(changed), placeIn('vscode'));
    assert.match(title, /another value or address for “work”/);
    assert.match(details.join(' '), /Nothing is sent/);
    assert.deepEqual(
      steps.map(({ intent }) => intent),
      [{ type: 'allow-key', keyId: 'env' }],
    );
  });

  it('says why a key is missing by where it was kept', () => {
    const details = (storage: KeySnapshot['storage']) =>
      headlineWords(
        snapshotOf(keyOf({ status: 'missing', storage, models: [modelOf('gpt-5')] })),
        placeIn('vscode'),
      ).details.join(' ');
    assert.match(details('environment'), /environment variable/);
    assert.match(details('session'), /only until the last window closed/);
    assert.match(details('secret'), /secret storage/);
  });
});
