import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { everyCause } from '../../../src/core/model/failure.ts';
import type { SourceId } from '../../../src/core/model/observation.ts';
import { checkReasons } from '../../../src/core/model/snapshot.ts';
import { rankedModels } from '../../../src/core/shown/ranking.ts';
import { causeWord } from '../../../src/words/causeWord.ts';
import { checksText } from '../../../src/words/footerWords.ts';
import { checkedWords, fullModelsText, rowWord } from '../../../src/words/rowWords.ts';
import { sentence } from '../../../src/words/sentence.ts';
import { stripWords } from '../../../src/words/stripWords.ts';
import { failureOf, keyOf, limitOf, modelOf, pastOf, snapshotOf } from '../../panel/snapshots.ts';

const withAges = (...ages: (number | null)[]) =>
  snapshotOf(
    keyOf({ models: ages.map((age, at) => modelOf(`m${at}`, { age, limits: [limitOf({ model: `m${at}` })] })) }),
  );

describe('the word of a row', () => {
  const wordOf = (key: Parameters<typeof keyOf>[0]) =>
    rankedModels(snapshotOf(keyOf(key))).map((view) => rowWord(view, 0));
  const models = [modelOf('gpt-5', { limits: [limitOf({ requestSize: 30_000 })] })];

  it('says first what stands in the way, then how long to wait, then what the level means', () => {
    assert.deepEqual(wordOf({ models }), ['fits 13 more']);
    assert.deepEqual(wordOf({ models: models.map((model) => ({ ...model, failure: failureOf() })) }), ['wait 24 s']);
    assert.deepEqual(wordOf({ models, status: 'missing' }), ['key missing']);
    const lastFailure = failureOf({ cause: 'quota-exhausted' }, { wait: 24 });
    assert.deepEqual(wordOf({ models, status: 'no-credit', lastFailure }), ['no credit']);
    assert.deepEqual(wordOf({ models: [modelOf('m', { headers: 'absent' })] }), ['sends no limits']);
    assert.deepEqual(wordOf({ provider: 'ollama', models: [modelOf('m', { headers: 'absent' })] }), ['has no limits']);
    assert.deepEqual(
      wordOf({ models: [modelOf('m', { failure: failureOf({ cause: 'overloaded' }, { wait: null }) })] }),
      ['overloaded'],
    );
  });

  it('exists for every cause, and holds no icon', () => {
    for (const cause of everyCause) assert.match(causeWord(cause), /^[a-z][a-z ]+$/, cause);
  });
});

describe('the line of the full models', () => {
  it('says how many there are and when they were checked', () => {
    const views = (...ages: (number | null)[]) => rankedModels(withAges(...ages));
    assert.equal(fullModelsText(views(12, 180), true), '2 more models are nearly full, read 12 s to 3 min ago');
    assert.equal(fullModelsText(views(12), true), '1 more model is nearly full, read 12 s ago');
    assert.equal(fullModelsText(views(5, 5), false), '2 models are nearly full, read 5 s ago');
    assert.equal(fullModelsText(views(null), false), '1 model is nearly full');
  });
});

describe('the time of the last check', () => {
  it('is that of the model checked last', () => {
    assert.deepEqual(checkedWords(withAges(40, 3, null)), { long: 'Checked 3 s ago', short: '3 s ago' });
    assert.equal(checkedWords(withAges(null)), null);
  });
});

describe('the line about checks', () => {
  const text = (...keys: Parameters<typeof keyOf>[0][]) => checksText(snapshotOf(...keys.map(keyOf)));

  it('tells the cost of today and the first of the next checks', () => {
    const today = { requests: 3, tokens: 60, dollars: 0.0004 };
    assert.equal(text({ today, nextCheck: { wait: 12, reason: 'calm' } }), 'Checks cost $0.0004 today, next in 12 s');
    const later = { today, nextCheck: { wait: 90, reason: 'calm' } } as const;
    const never = { today, nextCheck: { wait: null, reason: 'key-refused' } } as const;
    assert.equal(text(never, later), 'Checks cost $0.0008 today, next in 90 s');
    assert.equal(text(never), 'Checks cost $0.0004 today, none planned');
    assert.match(text({ today, nextCheck: { wait: 7_200, reason: 'calm' } }), /today, next at .*\d:\d\d/);
    assert.equal(
      text({ today: { ...today, dollars: null }, nextCheck: { wait: 0, reason: 'in-flight' } }),
      'Checks took 3 requests today, checking now',
    );
    for (const reason of checkReasons) assert.match(text({ nextCheck: { wait: 5, reason } }), /today, \w/);
  });
});

test('where no key can be checked, the line names what tells instead, as far as that is on', () => {
  const text = (...ids: SourceId[]) =>
    checksText({
      ...snapshotOf(keyOf({ storage: 'traffic' })),
      sources: ids.map((id) => ({ id, state: { kind: 'live' } })),
    });
  assert.equal(text('probe', 'gateway'), 'The gateway reads along, no checks');
  assert.equal(text('gateway', 'listener'), 'Listening along, no checks');
  assert.equal(text('probe'), 'No checks');
});

describe('the words of the chart', () => {
  it('name its lines, and tell it in one sentence', () => {
    const limit = limitOf({ requestSize: 11_000, history: pastOf([0.05, 0.5, 0.2, 0.9], 60), refusals: [500, 70, 20] });
    assert.deepEqual(stripWords(limit), {
      capacity: '500K tokens',
      request: 'one request ≈ 11K',
      refused: 'refused 20 s ago',
      spoken: 'In the last two minutes the lowest level of tokens per minute was 20%, and 2 requests were refused.',
    });
    const { refused, request, spoken } = stripWords(limitOf({ history: pastOf([1, 0.9]) }));
    assert.deepEqual([refused, request], [null, null]);
    assert.equal(
      spoken,
      'In the last two minutes the lowest level of tokens per minute was 82%, and nothing was refused.',
    );
  });
});

describe('a text as a sentence', () => {
  it('begins with a capital and ends once', () => {
    assert.equal(sentence('the first check is under way'), 'The first check is under way.');
    assert.equal(sentence('Done.'), 'Done.');
    assert.equal(sentence('確認中です'), '確認中です。');
    assert.equal(sentence(''), '');
  });
});
