import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Use } from '../../../src/core/model/observation.ts';
import { subjectText } from '../../../src/words/subjectText.ts';
import { useWords } from '../../../src/words/useWords.ts';
import { at, named, organizationOf, useOf } from '../../panel/organizations.ts';
import { keyOf } from '../../panel/snapshots.ts';

const own = keyOf({ label: 'mine', fingerprint: '…7f3a' });
const textsOf = (...uses: ReturnType<typeof useOf>[]) => {
  const organization = organizationOf({ usage: [{ span: 'hour', from: at - 3_600_000, to: at - 90_000, uses }] });
  return useWords(organization, [own], at).map(({ parts, asOf }) => [...parts.map(({ text }) => text), asOf]);
};

test('shares are told to the nearest percent, none as nothing and none of several as all', () => {
  const [cursor, ci] = [named('Cursor', '7f3a'), named('CI', 'Q2wA')];
  assert.deepEqual(textsOf(useOf(cursor, 'gpt-5', 776), useOf(ci, 'gpt-5', 224)), [
    ['mine 78%', 'CI 22%', 'Usage as of 90 s ago'],
  ]);
  assert.deepEqual(textsOf(useOf(cursor, 'gpt-5', 9999), useOf(ci, 'gpt-5', 1)), [
    ['mine 99%', 'CI 1%', 'Usage as of 90 s ago'],
  ]);
  assert.deepEqual(textsOf(useOf(cursor, 'gpt-5', 1)), [['mine 100%', 'Usage as of 90 s ago']]);
});

test('of a team it is told what paid: an own key is the user’s, and what is not told is nobody’s', () => {
  const uses: Use[] = [
    { ...useOf(null, 'gpt-5', 500), payer: 'own-key' },
    { ...useOf(null, 'gpt-5', 300), payer: 'plan' },
    { ...useOf(null, 'o3', 100), payer: 'on-demand' },
    useOf(null, 'o3', 100),
  ];
  const team = organizationOf({ provider: 'cursor', usage: [{ span: 'month', from: at, to: at, uses }] });
  const [words] = useWords(team, [own], at);
  assert.deepEqual(
    words?.parts.map(({ text, whose }) => `${text} ${whose}`),
    ['With an own key 50% own', 'Included in the plan 30% named', 'On demand 10% named', 'others 10% others'],
  );
  assert.equal(words?.byModel, 'gpt-5 80%, o3 20%');
});

test('a key whose name was not told is not said to be another one: it may be the own key', () => {
  const [texts = []] = textsOf(useOf(named(null, null), 'gpt-5', 100));
  assert.equal(texts[0], 'an unknown key 100%');
});

test('a label that names its provider needs no other name beside it', () => {
  const subjects = ['OpenAI', 'OpenAI organization', 'OpenAI 2', 'work'].map((label) =>
    subjectText('gpt-5', { provider: 'openai', label }),
  );
  assert.deepEqual(subjects, [
    'gpt-5 · OpenAI',
    'gpt-5 · OpenAI organization',
    'gpt-5 · OpenAI 2',
    'gpt-5 · OpenAI · work',
  ]);
});
