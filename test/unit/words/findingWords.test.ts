import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Use } from '../../../src/core/model/observation.ts';
import { findingWords } from '../../../src/words/findingWords.ts';
import { named, organizationOf, useOf, withOrganizations } from '../../panel/organizations.ts';
import { situations } from '../../panel/situations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';

const words = (...limits: ReturnType<typeof limitOf>[]) =>
  findingWords(snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits })] })), placeIn('cursor'));

test('use by others is told with its share, and leads to the usage page', () => {
  const [found] = words(limitOf({ burnRate: 6_000 }));
  assert.equal(found?.title, 'Something else is using this limit');
  assert.equal(found.evidence, 'gpt-5, tokens per minute: 72% of what refills is used elsewhere.');
  assert.deepEqual(found.steps[0]?.intent, { type: 'open-link', link: 'openai-usage' });
});

test('use by others names them, where the organization of the key has counted lately', () => {
  const at = Date.UTC(2026, 10, 19, 14, 31);
  const cursor = named('cursor', '7f3a');
  const uses = [useOf(cursor, 'gpt-5', 840), useOf(named('ci', 'Q2wA'), 'gpt-5', 160), useOf(cursor, 'o3', 9_000)];
  const evidence = (told: readonly Use[], minutes: number, provider: 'openai' | 'anthropic' = 'openai') => {
    const usage = [{ span: 'hour', from: at, to: at - minutes * 60_000, uses: told } as const];
    const key = keyOf({ models: [modelOf('gpt-5', { limits: [limitOf({ burnRate: 6_000 })] })] });
    const snapshot = withOrganizations([organizationOf({ provider, usage })], key);
    return findingWords(snapshot, placeIn('cursor'))[0]?.evidence;
  };
  const alone = 'gpt-5, tokens per minute: 72% of what refills is used elsewhere.';
  assert.equal(evidence(uses, 4), `${alone} By key, in the last hour: work 84%, ci 16%. Usage as of 4 min ago.`);
  assert.equal(evidence(uses, 45), alone, 'counted too long ago');
  assert.equal(evidence(uses, 4, 'anthropic'), alone, 'another provider');
  assert.equal(evidence(uses.slice(1, 2), 4), alone, 'an organization that does not name the key');
});

test('a low tier is told beside what an agent needs', () => {
  assert.equal(
    words(limitOf({ capacity: 30_000 }))[0]?.evidence,
    'gpt-5: 30K tokens per minute; one request of a coding agent often takes 100K.',
  );
  assert.equal(
    words(limitOf({ unit: 'requests', capacity: 1 }))[0]?.evidence,
    'gpt-5: 1 request per minute, where a coding agent may send 4.',
  );
});

test('a limit in slices is told with what was left', () => {
  const failure = failureOf({ limit: { unit: 'requests', window: 60, capacity: 50, left: 31, requested: null } });
  const [found] = findingWords(snapshotOf(keyOf({ models: [modelOf('gpt-5', { failure })] })), placeIn('vscode'));
  assert.equal(found?.evidence, 'gpt-5: the refusal itself counts 31 requests as left.');
  assert.match(found.steps[0]?.text ?? '', /^Wait 24 s/);
});

test('names from outside cannot disguise the sentence', () => {
  const limit = limitOf({ model: 'a\u202eb', capacity: 30_000 });
  assert.equal(words(limit)[0]?.evidence.startsWith('a\ufffdb: 30K'), true);
});

test('where nothing is the matter nothing is told', () => {
  for (const name of ['noKey', 'starting', 'fine', 'unknown', 'noHeaders', 'waiting'] as const)
    assert.deepEqual(findingWords(situations[name], placeIn('vscode')), [], name);
});
