import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BusyStretch } from '../../../src/core/busyStretch.ts';
import { limitIdOf } from '../../../src/core/model/limit.ts';
import { recapWords } from '../../../src/words/recapWords.ts';
import { hostileText } from './hostileText.ts';

const from = Date.UTC(2026, 10, 26, 13, 40);
const limit = { id: limitIdOf('a'), model: 'gpt-5', unit: 'tokens', pool: 'standard', window: 60 } as const;
const stretch: BusyStretch = {
  keyId: 'work',
  label: 'work',
  from,
  to: from + 42 * 60_000,
  lowest: { fraction: 0.04, at: from + 32 * 60_000, limit },
  refusals: 3,
  requests: 310,
  binding: limit,
};
const words = (changes: Partial<BusyStretch> = {}) =>
  recapWords({ ...stretch, ...changes }, from + 60 * 60_000, 'UTC').replaceAll('\u202f', ' ');

test('a recap says how long, how much, what was refused and what was tightest', () => {
  assert.equal(
    words(),
    'work · 42 min · about 310 requests · 3 refusals · tightest: Tokens per minute of gpt-5, 4% at 2:12 PM',
  );
});

test('what is unknown is left out, and one is one', () => {
  assert.equal(words({ requests: null, refusals: 1, lowest: null, binding: null }), 'work · 42 min · 1 refusal');
  assert.match(words({ requests: 1, refusals: 0 }), /· about 1 request · no refusal ·/);
});

test('a bottleneck that is not the tightest limit is named', () => {
  const binding = { ...limit, id: limitIdOf('b'), unit: 'requests' } as const;
  assert.match(words({ binding }), /4% at 2:12 PM · bottleneck: Requests per minute of gpt-5$/);
});

test('no name turns the direction of the text or makes it endless', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const recap = words({ label: text, binding: { ...limit, id: limitIdOf('b'), model: text } });
      assert.doesNotMatch(recap, /[\u202a-\u202e\u2066-\u2069]/);
      assert.ok(recap.length < 800);
    }),
  );
});
