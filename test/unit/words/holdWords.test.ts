import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aged } from '../../../src/bus/agedSnapshot.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { rankedModels } from '../../../src/core/shown/ranking.ts';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';
import { parseIntent } from '../../../src/words/advice/intent.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { holdRows, whileHeld } from '../../../src/words/holdWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { rowWord } from '../../../src/words/rowWords.ts';
import { statusDocument } from '../../../src/words/served/statusDocument.ts';
import { sourcesWords } from '../../../src/words/sourceWords.ts';
import { easing, holding, holdOf } from '../../panel/holding.ts';
import { situations } from '../../panel/situations.ts';
import { failureOf, keyOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';
import { hostileNames } from './hostileText.ts';

const place = placeIn('vscode');
const look = { style: 'compact', amount: 'left', limit: 'lowest' } as const;
const gauge = (snapshot: Snapshot) => gaugeText(snapshot, look).text;
const held = (...holds: NonNullable<Snapshot['holds']>) => ({ ...holding, holds });

test('one that is held is told with its tool and its seconds, several with the time of the next', () => {
  assert.equal(gauge(held(holdOf())), '$(debug-pause) Claude Code 6 s');
  assert.equal(gauge(held(holdOf(), holdOf({ until: 34 }))), '$(debug-pause) 2 held · 6 s');
  assert.equal(gauge(held(holdOf({ until: 0 }))), '$(debug-pause) Claude Code 1 s', 'what is due has yet to go');
  const words = headlineWords(holding, place);
  assert.deepEqual([words.tone, words.lead], ['held', 'The next request goes out in 6 s']);
  assert.doesNotMatch(words.announcement, /\d/);
});

test('the verdict is about the request that goes out next, whichever came first', () => {
  const words = headlineWords(held(holdOf({ until: 34 }), holdOf({ id: 'two', model: 'gpt-5', until: 2 })), place);
  assert.deepEqual([words.lead, words.subject], ['The next request goes out in 2 s', 'gpt-5']);
});

test('a row, the list and the hover have no other wait for its model than the hold itself', () => {
  const snapshot = { ...easing, holds: [holdOf({ until: 43 })] };
  const lines = (shown: Snapshot) => {
    const list = listWords(shown, place).map(({ description = '' }) => description);
    const rows = rankedModels(shown).map((view) => rowWord(whileHeld(view, shown), shown.at));
    return [...list, ...rows, ...hoverText(shown, place, hoverCommands).split('\n')];
  };
  const count = (shown: Snapshot, word: RegExp) => lines(shown).filter((line) => word.test(line)).length;
  assert.deepEqual([count(easing, /fits in 5 s/), count(snapshot, /fits in 5 s/)], [3, 0]);
  assert.equal(count(snapshot, /fits in 43 s/), 3);
  const alone = { ...snapshot, keys: easing.keys.map((key) => ({ ...key, tools: [] })) };
  assert.equal(count(alone, /fits in 43 s/), 3, 'the first that goes through the gateway');
  const another = easing.keys.map((key) => ({ ...key, id: `${key.id}-2`, tools: [] }));
  const ranking = easing.ranking.flatMap((one) => [one, { ...one, keyId: `${one.keyId}-2` }]);
  const two = { ...snapshot, keys: [...easing.keys, ...another], ranking };
  const words = rankedModels(two).map((view) => rowWord(whileHeld(view, two), two.at));
  assert.equal(words.filter((word) => word === 'fits in 43 s').length, 1, 'no tool of the other key is held');
});

test('seconds are counted down between two snapshots', () => {
  assert.equal(gauge(aged(held(holdOf()), 4)), '$(debug-pause) Claude Code 2 s');
  assert.equal(gauge(aged(held(holdOf()), 400)), '$(debug-pause) Claude Code 1 s');
});

test('a hold that is over before anybody has read of it is not shown', () => {
  const short = held(holdOf({ since: 0.2, until: 1 }));
  assert.equal(gauge(short), gauge({ ...short, holds: [] }));
  assert.deepEqual(holdRows(short), []);
});

test('what stops the work until the user does something goes before; a refusal that is waited for does not', () => {
  const holds = [holdOf()];
  for (const [cause, isShown] of [
    ['quota-exhausted', false],
    ['key-invalid', false],
    ['rate', true],
  ] as const) {
    const failure = failureOf({ cause });
    const keys = [
      keyOf({ status: cause === 'rate' ? 'waiting' : 'refused', lastFailure: { ...failure, model: null } }),
    ];
    const snapshot = { ...holding, keys, holds };
    assert.equal(gauge(snapshot).includes('debug-pause'), isShown, cause);
    assert.equal(headlineWords(snapshot, place).tone === 'held', isShown, cause);
  }
  assert.ok(gauge({ ...situations.noKey, holds }).includes('debug-pause'));
});

test('each row says what its request waits for, and its place where that is not the first', () => {
  const rows = holdRows(held(holdOf(), holdOf({ place: 2 }), holdOf({ limit: null })));
  assert.deepEqual(
    rows.map(({ what }) => what),
    [
      'claude-sonnet-5: waits for about 11K of 30K input tokens/min',
      'claude-sonnet-5: waits for about 11K of 30K input tokens/min (place 2)',
      'claude-sonnet-5: the provider asked to wait',
    ],
  );
});

test('what is held for a key that the user has hidden stands with the gateway alone, which lets it go', () => {
  const state = { kind: 'live', holdsFor: 60, port: 4141 } as const;
  const snapshot = { ...held(holdOf({ isHidden: true })), sources: [{ id: 'gateway', state } as const] };
  assert.equal(gauge(snapshot), gauge({ ...snapshot, holds: [] }));
  assert.deepEqual(headlineWords(snapshot, place), headlineWords({ ...snapshot, holds: [] }, place));
  assert.deepEqual(holdRows(snapshot), []);
  const row = sourcesWords(snapshot, place).rows.find(({ source }) => source === 'gateway');
  assert.match(row?.sees ?? '', /^Listens at 127\.0\.0\.1:4141\. .*Requests with hidden keys that it holds now: 1\.$/);
  assert.deepEqual(row?.offers[0], { button: 'Send now', intent: { type: 'send-now', holdId: 'one-1' } });
  assert.ok(listWords(snapshot, place).some(({ intent }) => intent?.type === 'send-now'));
  assert.equal(
    gauge({ ...snapshot, holds: [holdOf({ isHidden: true }), holdOf({ id: 'b' })] }),
    '$(debug-pause) Claude Code 6 s',
  );
  assert.deepEqual(statusDocument(snapshot).holds, []);
});

test('in the list a request that is held can be sent with the keyboard', () => {
  const rows = listWords(holding, place).filter(({ intent }) => intent?.type === 'send-now');
  assert.deepEqual(
    rows.map(({ description, intent }) => [description, intent]),
    [
      ['in 6 s · Send now', { type: 'send-now', holdId: 'one-1' }],
      ['in 34 s · Send now', { type: 'send-now', holdId: 'one-2' }],
    ],
  );
  for (const { intent } of rows) assert.deepEqual(parseIntent(intent), intent);
});

test('names from outside are shown as they are, and are no icons', () => {
  for (const name of hostileNames) {
    const text = gauge(held(holdOf({ tool: name })));
    assert.equal(text.match(/\$\([a-z~-]+\)/g)?.length, 1, text);
  }
});
