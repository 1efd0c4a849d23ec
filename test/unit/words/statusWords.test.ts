import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cause } from '../../../src/core/model/failure.ts';
import type { ProviderStatus, StatusLevel } from '../../../src/core/model/providerStatus.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { providerStatusText } from '../../../src/words/statusWords.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';
import { hostileNames } from './hostileText.ts';

const at = new Date(2026, 10, 26, 14, 20).getTime();
const since = new Date(2026, 10, 26, 14, 2).getTime();
const place = placeIn('vscode');

function told(level: StatusLevel, changes: Partial<ProviderStatus> = {}): ProviderStatus {
  const incidents = [{ title: 'Elevated errors', level: level === 'outage' ? 'degraded' : level, since }] as const;
  return { provider: 'openai', level, incidents, readAt: at - 60_000, ...changes };
}

/** A key that fails for this cause, while a status page tells this. */
function failing(cause: Cause, status: ProviderStatus, origin = 'https://api.openai.com'): Snapshot {
  const failure = failureOf({ cause, message: 'no', limit: null, retryAfter: null }, { wait: null });
  const model = modelOf('gpt-5', { failure, limits: [limitOf()] });
  const status_ = cause === 'network' ? 'offline' : cause === 'rate' ? 'waiting' : 'trouble';
  const key = keyOf({ origin, status: status_, models: [model], lastFailure: failure });
  return { ...snapshotOf(key), at, statuses: [status] };
}

const saidOf = (snapshot: Snapshot) => headlineWords(snapshot, place).status?.text ?? null;

describe('what a status page tells', () => {
  it('is put into words, with the time where one is told', () => {
    assert.match(providerStatusText(told('degraded'), at), /^OpenAI reports degraded performance since .*2:02/);
    assert.match(providerStatusText(told('outage'), at), /^OpenAI reports an outage since .*2:02/);
    assert.match(providerStatusText(told('maintenance'), at), /^OpenAI reports maintenance since .*2:02/);
    assert.equal(providerStatusText(told('outage', { incidents: [] }), at), 'OpenAI reports an outage');
    const planned = { incidents: [{ title: 'Upgrade', level: 'maintenance', since }] } as const;
    assert.equal(providerStatusText(told('degraded', planned), at), 'OpenAI reports degraded performance');
  });

  it('stands by a failure that could be theirs, as something that others have too', () => {
    for (const cause of ['overloaded', 'server-error', 'network', 'throttled'] as const)
      assert.match(
        saidOf(failing(cause, told('outage'))) ?? '',
        /^Others have this too: OpenAI reports an outage/,
        cause,
      );
    assert.match(saidOf(failing('rate', told('degraded'))) ?? '', /^OpenAI reports degraded performance/);
  });

  it('stands by none that is surely the user’s own', () => {
    for (const cause of [
      'key-invalid',
      'quota-exhausted',
      'spend-limit',
      'unknown',
      'plan-window',
      'forbidden',
    ] as const)
      assert.equal(saidOf(failing(cause, told('outage'))), null, cause);
  });

  it('says nothing where it is fine, unknown, old, of another provider or of another address', () => {
    for (const level of ['fine', 'unknown'] as const) assert.equal(saidOf(failing('overloaded', told(level))), null);
    for (const readAt of [at - 16 * 60_000, at + 16 * 60_000])
      assert.equal(saidOf(failing('overloaded', told('outage', { readAt }))), null);
    assert.equal(saidOf(failing('overloaded', told('outage', { provider: 'anthropic' }))), null);
    assert.equal(saidOf(failing('overloaded', told('outage'), 'http://127.0.0.1:4000')), null);
  });

  it('is in the hover, which stays within eight lines, and in the list, which leads to the page', () => {
    const snapshot = failing('overloaded', told('outage'));
    const key = snapshot.keys[0];
    const limits = ['a', 'b', 'c', 'd', 'e'].map((model) =>
      modelOf(model, { limits: [limitOf({ model, level: { low: 1, high: 1, estimate: 1 }, state: 'low' })] }),
    );
    const keys = key ? [{ ...key, models: [...key.models, ...limits] }] : [];
    const hover = hoverText({ ...snapshotOf(...keys), at, statuses: snapshot.statuses }, place, hoverCommands);
    assert.match(hover, /Others have this too/);
    assert.ok(hover.split('\n').filter((line) => line !== '').length <= 8, hover);
    const line = listWords(snapshot, place).find(({ label }) => /^OpenAI reports an outage/.test(label));
    assert.deepEqual(line?.intent, { type: 'open-link', link: 'openai-status' });
    assert.equal(line?.detail, '“Elevated errors”');
  });

  it('is a text of others: what an incident is called is shown as it stands', () => {
    for (const title of hostileNames) {
      const status = told('outage', { incidents: [{ title, level: 'outage', since }] });
      const items = listWords(failing('overloaded', status), place);
      const shown = JSON.stringify(items) + hoverText(failing('overloaded', status), place, hoverCommands);
      assert.doesNotMatch(
        shown,
        /\$\((?:gear|sync|key)|\]\(command:(?!keygauge\.(?:openPanel|diagnose|quiet|checkNow))/,
        title,
      );
      assert.ok(items.every(({ detail = '' }) => detail.length <= 500));
    }
  });

  it('is shown in the list where nothing fails', () => {
    const snapshot = { ...snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [limitOf()] })] })), at };
    const labels = listWords({ ...snapshot, statuses: [told('degraded')] }, place).map(({ label }) => label);
    assert.ok(labels.some((label) => /^OpenAI reports degraded performance/.test(label)));
    assert.equal(headlineWords({ ...snapshot, statuses: [told('degraded')] }, place).status, null);
  });
});
