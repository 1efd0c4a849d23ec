import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLimiterHeader, partByWords } from '../../../../src/core/dialects/headerNames.ts';

function told(name: string): string | null {
  const found = partByWords(name);
  if (found === null) return null;
  const { unit, pool, window } = found.family;
  return `${found.part} of ${pool === 'standard' ? '' : `${pool} `}${unit} in ${window}`;
}

test('a name says by its words which part of which limit it holds', () => {
  for (const [name, says] of [
    ['x-ratelimit-limit-requests', 'limit of requests in null'],
    ['x-ratelimit-remaining-tokens-minute', 'remaining of tokens in 60'],
    ['x-ratelimit-reset-tokens-hour', 'reset of tokens in 3600'],
    ['x-ratelimit-limit-requests-day', 'limit of requests in 86400'],
    ['x-ratelimit-remaining-tokens-month', 'remaining of tokens in 2592000'],
    ['x-ratelimit-limit-req-10-second', 'limit of requests in 10'],
    ['x-ratelimit-limit-requests-per-30-seconds', 'limit of requests in 30'],
    ['x-ratelimit-minute-limit', 'limit of requests in 60'],
    ['x-ratelimit-limit-requests-1h', 'limit of requests in 3600'],
    ['x-ratelimit-remaining-rpm', 'remaining of requests in 60'],
    ['x-ratelimit-limit-otpd', 'limit of output-tokens in 86400'],
    ['x-ratelimit-limit', 'limit of requests in null'],
    ['ratelimit-remaining', 'remaining of requests in null'],
    ['x-rate-limit-reset', 'reset of requests in null'],
    ['acme-ratelimit-input-tokens-remaining', 'remaining of input-tokens in null'],
    ['x-ratelimit-remaining-tokens-generated', 'remaining of output-tokens in null'],
    ['x-ratelimit-limit-tokens-cache-adjusted-prompt', 'limit of uncached input-tokens in null'],
    ['x-ratelimit-limit-project-tokens', 'limit of project tokens in null'],
    ['x-ratelimit-limit-tokens_usage_based', 'limit of usage-based tokens in null'],
    ['x-ratelimit-limit-input-images', 'limit of images in null'],
    ['x-ratelimit-team-remaining-requests', 'remaining of requests in null'],
    ['x-tokenlimit-limit', 'limit of tokens in null'],
    ['x-ratelimit-renewalperiod-tokens', 'renewalperiod of tokens in null'],
  ] as const) {
    assert.equal(told(name), says, name);
  }
});

test('a name that counts something else, or that nobody can place, tells nothing', () => {
  for (const name of [
    'x-ratelimit-limit-audio-seconds-minute',
    'x-ratelimit-remaining-ocr-pages-minute',
    'x-ratelimit-limit-input-characters-minute',
    'x-ratelimit-limit-concurrent-requests',
    'x-ratelimit-tokens-query-cost',
    'x-ratelimit-over-limit',
    'x-ratelimit-reset-after',
    'x-ratelimit-remaining-limit',
    'x-ratelimit-limit-limit',
    'x-ratelimit-limit-search',
    'x-ratelimit-limit-input',
    'anthropic-ratelimit-unified-reset',
    'anthropic-ratelimit-unified-5h-reset',
    'x-ratelimit-abusepenalty-active',
    'x-content-limit',
    'limit',
    'ratelimit',
    'ratelimit-policy',
    '__proto__',
    '',
  ]) {
    assert.equal(told(name), null, name);
  }
});

test('headers of a rate limiter are known by their names, whatever they say', () => {
  for (const name of [
    'x-ratelimit-type',
    'x-rate-limit-reset-tokens',
    'ratelimit',
    'anthropic-fast-input-tokens-limit',
  ])
    assert.ok(isLimiterHeader(name), name);
  for (const name of ['retry-after', 'x-accelerate-limiter', 'rate', 'limit', 'date'])
    assert.ok(!isLimiterHeader(name), name);
});
