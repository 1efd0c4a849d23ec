import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalizeHeaders, parseCount } from '../../../../src/core/dialects/response.ts';
import { fc } from '../fastCheck.ts';

test('a count is a whole number that is not negative; anything else is unknown', () => {
  for (const [text, count] of [
    ['0', 0],
    ['30000', 30_000],
    ['150000.000000', 150_000],
    ['007', 7],
    ['1000000000000000', 1e15],
  ] as const)
    assert.equal(parseCount(text), count);
  for (const text of [
    undefined,
    '',
    ' ',
    '-1',
    '+1',
    '1.5',
    'NaN',
    'Infinity',
    '1e309',
    '1e3',
    '12,000',
    '0x1f',
    '5, 5',
    '9'.repeat(4000),
  ])
    assert.equal(parseCount(text), null, String(text).slice(0, 20));
});

test('no text makes a count NaN, negative or fractional', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+.0-9eE, ]{0,24}$/)), (text) => {
      const count = parseCount(text);
      assert.ok(count === null || (Number.isSafeInteger(count) && count >= 0));
    }),
  );
});

test('names of headers are read in any case, and values without the space around them', () => {
  assert.deepEqual(
    normalizeHeaders([
      ['X-RateLimit-Limit-Requests', ' 5 '],
      ['DATE', 7],
    ]),
    {
      'x-ratelimit-limit-requests': '5',
      date: '7',
    },
  );
});

test('a header that came twice counts where it says the same, and says nothing where it does not', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('1', '2'), { minLength: 1, maxLength: 4 }), fc.boolean(), (values, asList) => {
      const entries: [string, unknown][] = asList
        ? [['A', values]]
        : values.map((value, index) => [index % 2 ? 'a' : 'A', value]);
      const expected = new Set(values).size === 1 ? { a: values[0] } : {};
      assert.deepEqual(normalizeHeaders(entries), expected);
    }),
  );
});

test('whatever is not text is left out, and no name reaches the prototype', () => {
  const headers = normalizeHeaders([
    ['a', null],
    ['b', {}],
    ['c', [undefined, 'x']],
    ['__proto__', 'y'],
    ['constructor', true],
  ]);
  assert.deepEqual(Object.entries(headers), [
    ['c', 'x'],
    ['__proto__', 'y'],
  ]);
  assert.equal(Object.getPrototypeOf(headers), Object.prototype);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.anything())), (entries) => {
      for (const value of Object.values(normalizeHeaders(entries))) assert.equal(typeof value, 'string');
    }),
  );
});
