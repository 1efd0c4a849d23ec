import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf } from '../../../src/core/causes/failureOf.ts';
import { waitAfter } from '../../../src/core/causes/waitAfter.ts';
import { dialectOf } from '../../../src/core/dialects/families.ts';
import { readHeaders } from '../../../src/core/dialects/readHeaders.ts';
import { normalizeHeaders } from '../../../src/core/dialects/response.ts';
import { dialectIds } from '../../../src/core/model/provider.ts';
import { fc } from '../core/fastCheck.ts';

/*
 * Whatever an endpoint sends, nothing throws and nothing is NaN. FC_RUNS looks for more:
 * FC_RUNS=1000000 node --test test/unit/providers/anyHeaders.test.ts
 */

const part = fc.constantFrom('limit', 'remaining', 'reset', 'renewalperiod');
const name = fc.oneof(
  fc
    .tuple(part, fc.constantFrom('requests', 'tokens', 'input-tokens', 'requests-day', 'tokens-30s', 'a-b'))
    .map(([one, of]) => `x-ratelimit-${one}-${of}`),
  part.map((one) => `anthropic-ratelimit-input-tokens-${one}`),
  part.map((one) => `ratelimit-${one}`),
  fc.constantFrom(
    'date',
    'retry-after',
    'retry-after-ms',
    'ratelimit',
    'ratelimit-policy',
    'x-ratelimit-timeremaining',
  ),
  fc.string({ maxLength: 20 }),
);
const value = fc.oneof(
  fc.integer().map(String),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.tuple(fc.nat(), fc.constantFrom('s', 'ms', 'm0s', 'h', 'ns', '')).map(([count, unit]) => `${count}${unit}`),
  fc.constantFrom(
    '-1',
    'NaN',
    '1e309',
    '',
    'Infinity',
    '"a";q=1;w=60',
    'limit=1, remaining=5, reset=9',
    '9'.repeat(300),
  ),
  fc.string({ maxLength: 30 }),
);

test('readings and waits of any headers are sound', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...dialectIds),
      fc.array(fc.tuple(name, value), { maxLength: 12 }),
      fc.constantFrom(200, 429, 503),
      (id, entries, status) => {
        const headers = normalizeHeaders(entries);
        for (const { capacity, window, level, timeToFull } of readHeaders(headers, dialectOf(id))) {
          for (const one of [capacity, window, timeToFull]) assert.ok(one === null || (one >= 0 && one < Infinity));
          if (level) assert.ok(level.low >= 0 && level.low <= level.high && level.high <= (capacity ?? Infinity));
        }
        const failure = failureOf({ status, headers, body: undefined }, [], dialectOf(id));
        const wait = failure && waitAfter(failure);
        assert.ok(wait === null || (wait > 0 && wait <= 31 * 86_400));
      },
    ),
  );
});
