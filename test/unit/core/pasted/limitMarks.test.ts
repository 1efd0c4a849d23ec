import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../../../src/core/causes/causeOf.ts';
import type { Wording } from '../../../../src/core/causes/rule.ts';
import { limitMarks, longestLine } from '../../../../src/core/pasted/limitMarks.ts';
import { fc } from '../fastCheck.ts';
import { pastedErrors } from './pastedErrors.ts';

const wordsIn = (line: string) => limitMarks(line).map(({ start, length }) => line.slice(start, start + length));

for (const [line, ...words] of [
  ['HTTP/1.1 429 Too Many Requests', '429', 'Too Many Requests'],
  [
    'openai.RateLimitError: Error code: 429 - {"error":{"code":"rate_limit_exceeded"}}',
    'RateLimitError',
    '429',
    'rate_limit_exceeded',
  ],
  ['{"type":"error","error":{"type":"rate_limit_error","message":"…"}}', 'rate_limit_error'],
  ['{"status":429,"message":"limit of your plan"}', '429'],
  ['Request failed with status code 429', '429'],
  ['You exceeded your current quota (insufficient_quota)', 'exceeded your current quota', 'insufficient_quota'],
  ['529 {"type":"overloaded_error"}', 'overloaded_error'],
  ['Session limit reached ∙ resets 3pm', 'Session limit reached'],
  ["You've hit your org's monthly usage limit", "hit your org's monthly usage limit"],
  ['403 {"code":"NOT_ENOUGH_BALANCE"}', 'NOT_ENOUGH_BALANCE'],
  ['429 {"error":{"code":"user_weekly_rate_limited"}}', '429', 'user_weekly_rate_limited'],
  ['The engine is currently overloaded, please try again later', 'currently overloaded'],
  ['API error: 账户余额不足', '余额不足'],
  ['gpt-5 on tokens per min (TPM): Limit 30000', 'tokens per min'],
  ['Your credit balance is too low to access the Anthropic API.', 'credit balance is too low'],
  ['User Provided API Key Rate Limit Exceeded', 'User Provided API Key Rate Limit Exceeded'],
  ['\u001b[31m 429\u001b[0m: you are sending at too high a rate', '429'],
] as const) {
  test(`underlines what speaks of a limit in: ${JSON.stringify(line)}`, () => assert.deepEqual(wordsIn(line), words));
}

for (const line of [
  '',
  'Listening on http://localhost:429, rate limit 100 a minute',
  'rate limiter: connected to 10.0.0.1:429',
  '12:04:29.429 limit loaded',
  '2026-11-26T10:00:00.429Z INFO rate limiter ready',
  'commit 4290fa1 raise the limit',
  'commit fa1429 raise the limit',
  'src/limit.ts:429:12 - error TS2304',
  'src/limit.ts(1429,3): limit is not defined',
  'at limit (/app/src/limit.js:12:429)',
  'see line 429 of limits.txt',
  'Merge pull request #429 from acme/rate-limit',
  'memory limit: 429 MB',
  'rate: 429/s',
  'took 429 ms, under the limit',
  'time limit 0.429 s',
  'ℹ pass 429 passed, limit 500',
  '✔ 429 tests, no limit',
  'processed 429 items at a rate of 3/s',
  'v4.2.429 limit',
  'sum 1,429 of the limit',
  'there were 429 bananas',
  'generate 429 separate',
  'a rate that is accurate',
  'limit 80',
  "error: 'int f()' cannot be overloaded",
  'Maximum concurrency is 4, 12 tests to run',
  'EBUSY: resource busy or locked, unlink',
  'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  'Exceeded timeout of 5000 ms for a test',
  'MaxListenersExceededWarning: 11 listeners added',
  'warn bundle size limit: 240 kB of 250 kB',
  'this plan requires a license and a free port',
  '5 packages are looking for funding',
  'Loading 12 modules under load',
  'credits.md | 2 ++',
  'git: quota.ts renamed',
]) {
  test(`leaves alone: ${JSON.stringify(line)}`, () => assert.deepEqual(wordsIn(line), []));
}

/** A text that fits a wording, made from the wording itself; words may stand around it in a line. */
function texts(wording: Wording): fc.Arbitrary<string> {
  if (typeof wording === 'string') return fc.constant(wording.replaceAll('…', ' of it '));
  // What looks ahead and back cannot be made; what does not fit then is left out.
  const plain = wording.source.replace(/\\b|\(\?<?[=!](?:[^()]|\([^()]*\))*\)/g, '');
  return fc.stringMatching(new RegExp(plain)).filter((text) => wording.test(` ${text.toLowerCase()} `));
}

const limitCauses = [
  'rate',
  'ramp',
  'concurrency',
  'throttled',
  'quota-exhausted',
  'spend-limit',
  'plan-window',
  'overloaded',
];

test('whatever words or codes a rule knows such a cause by, a line that holds them is marked', () => {
  const firm = rules.filter(({ cause, weak }) => limitCauses.includes(cause) && !weak);
  for (const wording of firm.flatMap(({ says = [] }) => says)) {
    fc.assert(
      fc.property(texts(wording), (text) => {
        const line = `Error: ${text} . Try again later`;
        assert.notDeepEqual(wordsIn(line), [], line);
      }),
      { numRuns: 20 },
    );
  }
  const names = firm
    .flatMap(({ codes = [] }) => codes)
    .filter((code) => typeof code === 'string' && code.includes('_'));
  for (const name of names) assert.notDeepEqual(wordsIn(`{"code":"${name}"}`), [], String(name));
});

test('marks lie within the line, apart from each other and in order, whatever the line', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '429',
      'rate',
      'limit',
      'Too Many Requests',
      'rate_limit_error',
      ' ',
      ':',
      '"',
      'status=',
      'tokens per min',
      'HTTP/1.1 ',
      '\u001b[1m',
      '🙂',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
      const line = parts.join('');
      let end = 0;
      for (const { start, length } of limitMarks(line)) {
        assert.ok(start >= end && length > 0, JSON.stringify(line));
        end = start + length;
        assert.match(
          line.slice(start, end),
          /429|rate|limit|quota|too many|overloaded|per |credit|exhausted|insufficient|throttling|billing/i,
        );
      }
      assert.ok(end <= Math.min(line.length, longestLine));
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 2000) },
  );
});

test('a number that is part of a longer word or number is never taken for a status', () => {
  const inside = fc.tuple(fc.stringMatching(/^[\w.:/#-]{0,3}[\w.]$/), fc.stringMatching(/^(?:\w[\w.:/-]{0,3})?$/));
  fc.assert(
    fc.property(inside, ([before, after]) => {
      assert.deepEqual(wordsIn(`the limit ${before}429${after} rate`), []);
    }),
  );
});

test('most known refusals are noticed by one of their lines', () => {
  const limited = pastedErrors.filter(({ cause }) =>
    ['rate', 'quota-exhausted', 'spend-limit', 'overloaded'].includes(cause),
  );
  const noticed = limited.filter(({ text }) => text.split('\n').some((line) => limitMarks(line).length > 0));
  assert.ok(noticed.length >= 0.9 * limited.length, `${noticed.length} of ${limited.length}`);
});

test('a megabyte on one line is looked at no further than its beginning', (context) => {
  assert.deepEqual(wordsIn(`${' '.repeat(longestLine - 16)}rate_limit_error rate_limit_error`), ['rate_limit_error']);
  for (const piece of [
    '429 ',
    'rate limit ',
    'rate_',
    'rate limit rate',
    ' ',
    'status code',
    'exceeded your ',
    'é429',
    '"429"',
  ]) {
    const line = piece.repeat(Math.ceil(1_048_576 / piece.length));
    const started = performance.now();
    const marks = limitMarks(line);
    context.diagnostic(`${JSON.stringify(piece)}: ${(performance.now() - started).toFixed(2)} ms`);
    assert.ok(marks.every(({ start, length }) => start + length <= longestLine));
  }
});
