import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialectOf } from '../../../../src/core/dialects/families.ts';
import { readHeaders } from '../../../../src/core/dialects/readHeaders.ts';
import { DAY, HOUR, MINUTE, MONTH } from '../../../../src/core/model/limit.ts';
import { type DialectId, dialectIds } from '../../../../src/core/model/provider.ts';
import { fc, runsAtLeast } from '../fastCheck.ts';

const date = 'Mon, 23 Nov 2026 09:00:00 GMT';

/** Each limit as "pool:unit window capacity low–high full in". */
function read(headers: Record<string, string>, dialect: DialectId = 'any'): string[] {
  return readHeaders(headers, dialectOf(dialect)).map(({ unit, pool, window, capacity, level, timeToFull }) => {
    const left = level === null ? '?' : level.low === level.high ? `${level.low}` : `${level.low}–${level.high}`;
    return `${pool === 'standard' ? '' : `${pool}:`}${unit} ${window} ${capacity} ${left} ${timeToFull}`;
  });
}

const requests = (limit: string, remaining: string, reset: string, more: Record<string, string> = {}) => ({
  'x-ratelimit-limit-requests': limit,
  'x-ratelimit-remaining-requests': remaining,
  'x-ratelimit-reset-requests': reset,
  ...more,
});

test('a reset is read by its shape: duration, moment, epoch, seconds', () => {
  for (const [reset, seconds] of [
    ['45s', 45],
    ['1m30s', 90],
    ['2026-11-23T09:00:20Z', 20],
    ['Mon, 23 Nov 2026 09:00:20 GMT', 20],
    ['1795424420', 20],
    ['1795424420.5', 20.5],
    ['1795424420000', 20],
    ['2026-11-23T08:59:00Z', 0],
    ['20', 20],
    ['20.25', 20.25],
    ['26.28409242630005', 26.28409242630005],
    ['0', 0],
    ['', null],
    ['-1', null],
    ['soon', null],
    ['NaN', null],
    ['1e9', null],
    ['9999999999999999', null],
    ['2999-01-01T00:00:00Z', null],
  ] as const) {
    const [reading] = readHeaders(requests('100', '40', reset, { date }));
    assert.equal(reading?.timeToFull, seconds, reset);
  }
});

test('a moment that no date stands beside stays unknown', () => {
  for (const reset of ['2026-11-23T09:00:20Z', '1795424420', '1795424420000'])
    assert.deepEqual(read(requests('100', '40', reset)), ['requests null 100 40–41 null'], reset);
});

test('of bare numbers, what was used tells seconds from milliseconds', () => {
  // One of 120 a minute takes half a second, one of 50 takes 1.2 s.
  const azure = (limit: string, remaining: string, reset: string) => {
    return readHeaders(requests(limit, remaining, reset), dialectOf('azure'))[0]?.timeToFull;
  };
  assert.equal(azure('120', '119', '500'), 0.5);
  assert.equal(azure('120', '119', '350'), 0.35);
  assert.equal(azure('50', '49', '1'), 1);
  assert.equal(azure('600', '200', '40'), 40);
  assert.equal(azure('600', '200', '40000'), 40);
  assert.equal(azure('600', '200', '38500'), 38.5);
  assert.equal(azure('600', '600', '0'), 0);
  assert.equal(azure('600', '-1', '7'), null);
  // Whoever is not known may count in windows of the clock: any number of seconds is possible there.
  const any = (limit: string, remaining: string, reset: string) => {
    return readHeaders(requests(limit, remaining, reset))[0]?.timeToFull;
  };
  assert.equal(any('120', '119', '500'), 0.5);
  assert.equal(any('1000', '999', '42'), 42);
  assert.equal(any('1000', '999', '60'), 60);
  assert.equal(any('60', '59', '1'), 1);
  assert.equal(any('5000', '4000', '2710'), 2710);
});

test('a number is no reset that goes beyond the window in the name', () => {
  const minute = (reset: string) =>
    readHeaders({
      'x-ratelimit-limit-requests-minute': '100',
      'x-ratelimit-remaining-requests-minute': '40',
      'x-ratelimit-reset-requests-minute': reset,
    })[0]?.timeToFull;
  assert.equal(minute('36'), 36);
  assert.equal(minute('36000'), 36);
  assert.equal(minute('21500'), 21.5);
  assert.equal(minute('75'), null);
});

test('the names of each dialect mean what its provider documents', () => {
  const day = requests('1000', '988', '17m16.8s', {
    'x-ratelimit-limit-tokens': '8000',
    'x-ratelimit-remaining-tokens': '7400',
    'x-ratelimit-reset-tokens': '4.5s',
  });
  const [groq, tokens] = readHeaders(day, dialectOf('groq'));
  assert.deepEqual([groq?.window, tokens?.window], [DAY, MINUTE]);
  const untouched = requests('14400', '14400', '0s');
  assert.deepEqual(read(untouched, 'groq'), [`requests ${DAY} 14400 14400 0`]);
  assert.deepEqual(read(untouched, 'openai'), ['requests null 14400 14400 0']);
  const bare = { 'x-ratelimit-limit-requests': '480', 'x-ratelimit-remaining-requests': '471' };
  assert.deepEqual(read(bare, 'xai'), [`requests ${MINUTE} 480 471–472 null`]);
  assert.deepEqual(read(bare), ['requests null 480 471–472 null']);
  const month = { 'x-ratelimit-limit-tokens-month': '1000000', 'x-ratelimit-remaining-tokens-month': '999100' };
  assert.deepEqual(read(month, 'mistral'), [`tokens ${MONTH} 1000000 999100 null`]);
  const second = { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': '1' };
  assert.deepEqual(read(second, 'together'), ['requests 1 10 9–10 1']);
  const renewed = { ...bare, 'x-ratelimit-renewalperiod-requests': '10' };
  assert.deepEqual(read(renewed, 'azure'), ['requests 10 480 471–472 null']);
  const cerebras = {
    'x-ratelimit-limit-requests-day': '14400',
    'x-ratelimit-remaining-requests-day': '14390',
    'x-ratelimit-reset-requests-day': '57000',
    'x-ratelimit-limit-tokens-minute': '64000',
    'x-ratelimit-remaining-tokens-minute': '63000',
    'x-ratelimit-reset-tokens-minute': '31.875002',
  };
  assert.deepEqual(read(cerebras, 'cerebras'), [
    `tokens ${MINUTE} 64000 63000–63001 31.875002`,
    `requests ${DAY} 14400 14390–14391 57000`,
  ]);
  assert.deepEqual(read({ 'x-litellm-key-tpm-limit': '9000', 'x-litellm-key-rpm-limit': 'None' }), [
    `tokens ${MINUTE} 9000 ? null`,
  ]);
});

test('what a gateway hands on is read once, in the words that say more', () => {
  const headers = {
    date,
    'x-ratelimit-limit-requests': '4000',
    'x-ratelimit-remaining-requests': '3999',
    'llm_provider-anthropic-ratelimit-requests-limit': '4000',
    'llm_provider-anthropic-ratelimit-requests-remaining': '3999',
    'llm_provider-anthropic-ratelimit-requests-reset': '2026-11-23T09:00:00Z',
    'llm_provider-anthropic-ratelimit-input-tokens-limit': '300000',
    'llm_provider-anthropic-ratelimit-input-tokens-remaining': '297000',
  };
  assert.deepEqual(read(headers), [
    `requests ${MINUTE} 4000 3999–4000 0`,
    `input-tokens ${MINUTE} 300000 296500–297500 null`,
  ]);
  const onlyInner = {
    'llm_provider-x-ratelimit-limit-requests': '30',
    'llm_provider-x-ratelimit-remaining-requests': '12',
  };
  assert.deepEqual(read(onlyInner, 'openai'), ['requests null 30 12–13 null']);
});

test('two ways to tell of one limit make one reading, which holds what either says', () => {
  const kong = {
    'ratelimit-limit': '100',
    'ratelimit-remaining': '98',
    'ratelimit-reset': '12',
    'x-ratelimit-limit-minute': '100',
    'x-ratelimit-remaining-minute': '98',
  };
  assert.deepEqual(read(kong), ['requests 60 100 98–99 12']);
  const twice = { 'x-ratelimit-limit-tokens': '500, 500', 'x-ratelimit-remaining-tokens': '41,41' };
  assert.deepEqual(read(twice), ['tokens null 500 41–42 null']);
});

test("the IETF's fields are read in every form that its drafts gave them", () => {
  const left = ['requests 60 100 61–62 22'];
  for (const headers of [
    { 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '61', 'ratelimit-reset': '22' },
    { 'ratelimit-limit': '100', 'ratelimit-policy': '100;w=60', 'ratelimit-remaining': '61', 'ratelimit-reset': '22' },
    { ratelimit: 'limit=100, remaining=61, reset=22', 'ratelimit-policy': '100;w=60' },
    { ratelimit: '"default";r=61;t=22', 'ratelimit-policy': '"default";q=100;w=60' },
    { ratelimit: '"default"; r=61; t=22', 'ratelimit-policy': '"burst";q=5;w=1, "default";q=100;w=60;qu="requests"' },
  ] as Record<string, string>[]) {
    assert.deepEqual(read(headers), left, JSON.stringify(headers));
  }
  assert.deepEqual(
    read({ ratelimit: '"a";r=1;t=2, "b";r=900;t=3600', 'ratelimit-policy': '"a";q=5;w=1,"b";q=1000;w=3600' }),
    ['requests 1 5 1–2 2', `requests ${HOUR} 1000 900–901 3600`],
  );
  assert.deepEqual(
    read({ ratelimit: '"bytes";r=61;t=22', 'ratelimit-policy': '"bytes";q=100;qu="content-bytes"' }),
    [],
  );
});

test('what is not there, or makes no sense, is unknown and never zero', () => {
  for (const headers of [
    requests('-1', '-1', '0'),
    requests('', '', ''),
    requests('0', '0', '0'),
    requests('soon', 'NaN', '1e309'),
    { 'x-ratelimit-remaining-requests': '-5' },
  ]) {
    const told = readHeaders(headers).filter(({ capacity, level }) => capacity !== null || level !== null);
    assert.deepEqual(told, [], JSON.stringify(headers));
  }
  assert.deepEqual(read(requests('100', '250', '12s')), ['requests null 100 ? null'], 'more left than it holds');
  assert.deepEqual(read({ 'x-ratelimit-limit-tokens': '900' }), ['tokens null 900 ? null']);
  assert.deepEqual(read({ 'x-ratelimit-remaining-tokens': '900' }), ['tokens null null 900–901 null']);
});

test('requests of a minute beside those of a day, with moments of the epoch', () => {
  const day = {
    'x-ratelimit-limit-requests-day': '12000',
    'x-ratelimit-remaining-requests-day': '11990',
    'x-ratelimit-reset-requests-day': '1795476000',
  };
  assert.deepEqual(read({ date, ...requests('60', '59', '1795424430'), ...day }, 'xai'), [
    'requests 60 60 59–60 30',
    'requests 86400 12000 11990–11991 51600',
  ]);
});

const name = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'x-ratelimit-',
        'ratelimit-',
        'anthropic-ratelimit-',
        'llm_provider-x-ratelimit-',
        'x-rate-limit-',
      ),
      fc.constantFrom('limit', 'remaining', 'reset', 'renewalperiod', 'limit-remaining', ''),
      fc.constantFrom('', '-requests', '-tokens', '-tokens-minute', '-req-10-second', '-0-second', '-9999-days', '-*'),
    )
    .map((words) => words.join('')),
  fc.constantFrom('ratelimit', 'ratelimit-policy', 'date', 'anthropic-ratelimit-tokens-remaining', '__proto__'),
  fc.string(),
);
const value = fc.oneof(
  fc.integer({ min: -2, max: 2_000_000 }).map(String),
  fc.constantFrom(
    '1e309',
    '9'.repeat(400),
    '2026-13-45T99:99:99Z',
    date,
    '6m0s',
    '100;w=0',
    '"a";r=1;t=-1',
    ',;,="',
    '0',
  ),
  fc.stringMatching(/^[-+.0-9smhd;=,"wrtq ]{0,20}$/),
  fc.string(),
);

test('no headers throw or give an impossible number, in any dialect', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, value), { maxLength: 12 }),
      fc.constantFrom(...dialectIds),
      (entries, dialect) => {
        for (const reading of readHeaders(Object.fromEntries(entries), dialectOf(dialect))) {
          const { window, capacity, level, timeToFull } = reading;
          assert.ok(window === null || (window > 0 && window < Infinity));
          assert.ok(capacity === null || (capacity > 0 && capacity <= 1e15));
          assert.ok(timeToFull === null || (timeToFull >= 0 && timeToFull <= 31 * DAY));
          if (level) assert.ok(level.low >= 0 && level.low <= level.high && level.high <= (capacity ?? Infinity));
          assert.ok(capacity !== null || level !== null || timeToFull !== null);
        }
      },
    ),
    { numRuns: runsAtLeast(3000) },
  );
});
