import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../../src/core/pasted/pastedError.ts';
import { fc } from '../fastCheck.ts';

/** All that such a text may say. */
const says = fc.constantFrom(
  '429',
  'HTTP 429',
  'Error 429',
  'status code 429',
  'Too Many Requests',
  'rate limit',
  'Rate limit exceeded',
  'rate limit reached',
  'rate-limited',
  'API rate limit hit',
  'rate_limit_error',
  'rate_limit_exceeded',
  'RateLimitError',
  'Request failed with status code 429',
  '请求过于频繁',
);
/** What tools put around it, which tells nothing more. */
const around = fc.constantFrom(
  '',
  'Error: ',
  'API Error: ',
  'openai.RateLimitError: Error code: 429 - ',
  'AI_APICallError: ',
  '[2026-11-20 10:00:01] [ERROR] ',
  'Request ID: 7d1f3b52-2c1a-4f60-9a3e-0c9d8e7f6a5b\n',
  'Model: some-model-9\nStatus Code: 429\n\n',
  'I used Cursor, Cline and Claude Code with gpt-5 and claude-sonnet-5 when this came:\n',
  '{"error":{"message":"',
);
const behind = fc.constantFrom(
  '',
  '.',
  ' (attempt 3/10)',
  '. Please try again later.',
  ', retrying…',
  '","type":"rate_limit_error"}}',
  '","code":"rate_limit_exceeded"}}',
  '\n    at async Promise.all (index 0)',
  ' · Retrying in 4 seconds',
);

test('a text that says only "429" or "rate limit" is called nothing in particular', () => {
  const text = fc.tuple(around, fc.array(says, { minLength: 1, maxLength: 3 }), behind);
  fc.assert(
    fc.property(text, ([before, words, after]) => {
      const found = diagnose(before + words.join(': ') + after, { now: 0, zone: 'UTC' });
      assert.equal(found.failure.cause, 'unknown', JSON.stringify(found));
      assert.ok(found.certainty === 'could-be' && found.candidates.length > 1 && found.about === 'limit');
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 2000) },
  );
});

test('where something speaks of an error, it is not said that nothing does', () => {
  for (const text of [
    'Something went wrong.',
    'Error: unexpected end of JSON input',
    'Es ist ein Fehler aufgetreten.',
    'Une erreur est survenue.',
    '出现错误',
    'エラーが発生しました',
    'Произошла ошибка',
    'The tool call failed.',
    'Request rejected for reason 77',
    'Unable to do that',
    'HTTP 418 teapot',
  ]) {
    const found = diagnose(text);
    assert.ok(found.certainty === 'could-be', text);
    assert.notEqual(found.about, 'nothing', text);
    assert.ok(found.candidates.length > 0, text);
  }
  const fine = diagnose('Good morning! The weather is fine.');
  assert.ok(fine.certainty === 'could-be' && fine.about === 'nothing' && fine.candidates.length === 0);
});
