import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  parseGoDuration,
  parseHttpDate,
  parseRfc3339,
  retryAfterSeconds,
} from '../../../../src/core/dialects/providerTime.ts';
import { fc } from '../fastCheck.ts';

/** As Go's `Duration.String` writes whole nanoseconds. */
function goString(ns: bigint): string {
  const fraction = (value: bigint, digits: number) => {
    const text = (value % 10n ** BigInt(digits)).toString().padStart(digits, '0').replace(/0+$/, '');
    return `${value / 10n ** BigInt(digits)}${text && `.${text}`}`;
  };
  if (ns === 0n) return '0s';
  if (ns < 1_000n) return `${ns}ns`;
  if (ns < 1_000_000n) return `${fraction(ns, 3)}µs`;
  if (ns < 1_000_000_000n) return `${fraction(ns, 6)}ms`;
  const minutes = ns / 60_000_000_000n;
  const seconds = `${fraction(ns % 60_000_000_000n, 9)}s`;
  if (minutes === 0n) return seconds;
  return minutes < 60n ? `${minutes}m${seconds}` : `${minutes / 60n}h${minutes % 60n}m${seconds}`;
}

const anyText = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.stringMatching(/^[-+0-9.hmsµnuTZ:, eE]{0,50}$/),
);

test('a Go duration is read to the nanosecond', () => {
  const longest = 31n * 86_400n * 1_000_000_000n;
  fc.assert(
    fc.property(fc.bigInt(0n, longest), fc.nat({ max: 15 }), (ns, shift) => {
      const smaller = ns >> BigInt(shift * 4);
      const seconds = parseGoDuration(goString(smaller));
      assert.ok(
        seconds !== null && Math.abs(seconds - Number(smaller) / 1e9) <= 1e-9 * (1 + seconds),
        goString(smaller),
      );
    }),
  );
});

test('the durations that providers were seen to send are read', () => {
  for (const [text, seconds] of [
    ['0s', 0],
    ['0', 0],
    ['1ms', 0.001],
    ['6m0s', 360],
    ['1h2m3.5s', 3723.5],
    ['20m52.666s', 1252.666],
    ['172.799999ms', 0.172799999],
    ['12µs', 12e-6],
    ['12μs', 12e-6],
  ] as const) {
    assert.ok(Math.abs((parseGoDuration(text) ?? Number.NaN) - seconds) < 1e-9, text);
  }
});

test('what is not a duration is unknown', () => {
  for (const text of [
    '',
    '5',
    '-5s',
    '1h-2m',
    '6 m',
    's',
    '1.s',
    '.5s',
    '1e3s',
    'NaN',
    '9'.repeat(39),
    '99999h',
    '6M0S',
    '1s ',
  ])
    assert.equal(parseGoDuration(text), null, text);
});

test('no text makes a duration or a date throw, become NaN or negative', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const seconds = parseGoDuration(text);
      assert.ok(seconds === null || (seconds >= 0 && seconds < Infinity));
      for (const ms of [parseRfc3339(text), parseHttpDate(text)]) assert.ok(ms === null || Number.isFinite(ms));
    }),
  );
});

const moment = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
});

test('a moment in RFC 3339 is read in any offset and precision', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: -720, max: 720 }), (date, offset) => {
      const ms = Math.floor(date.getTime() / 1000) * 1000;
      assert.equal(parseRfc3339(`${new Date(ms).toISOString().slice(0, 19)}Z`), ms);
      assert.equal(parseRfc3339(date.toISOString()), date.getTime());
      const local = new Date(ms + offset * 60_000).toISOString().slice(0, 19);
      const part = (value: number) => String(Math.floor(value)).padStart(2, '0');
      const zone = `${offset < 0 ? '-' : '+'}${part(Math.abs(offset) / 60)}:${part(Math.abs(offset) % 60)}`;
      assert.equal(parseRfc3339(`${local}${zone}`), ms);
    }),
  );
});

test('an HTTP date is read, and nothing that only resembles one', () => {
  fc.assert(
    fc.property(moment, (date) => {
      assert.equal(parseHttpDate(date.toUTCString()), Math.floor(date.getTime() / 1000) * 1000);
    }),
  );
  for (const text of ['', '2026', 'Wed, 45 Aug 2026 10:00:00 GMT', 'Wed, 19 Aug 2026 10:00:00', 'tomorrow'])
    assert.equal(parseHttpDate(text), null, text);
});

test('the wait that a refusal asks for is read from whichever header says it', () => {
  const date = 'Wed, 19 Aug 2026 14:00:00 GMT';
  for (const [headers, seconds] of [
    [{ 'retry-after': '7999' }, 7999],
    [{ 'retry-after': '0' }, null],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': '1.5' }, 1.5],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '1e9' }, null],
    [{ 'retry-after': '999999999999' }, null],
    [{ 'retry-after': '' }, null],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 0.25],
    [{ 'retry-after-ms': '0', 'retry-after': '1' }, 1],
    [{ 'retry-after-ms': 'NaN', 'retry-after': '1' }, 1],
    [{ date, 'retry-after': 'Wed, 19 Aug 2026 14:02:00 GMT' }, 120],
    [{ date, 'retry-after': 'Wed, 19 Aug 2026 13:59:00 GMT' }, null],
    [{ 'retry-after': 'Wed, 19 Aug 2026 14:02:00 GMT' }, null],
    [{}, null],
  ] as const) {
    assert.equal(retryAfterSeconds(headers), seconds, JSON.stringify(headers));
  }
});

test('no headers make a wait that is not a positive number of seconds', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (ms, after, date) => {
      const wait = retryAfterSeconds({ 'retry-after-ms': ms, 'retry-after': after, date });
      assert.ok(wait === null || (wait > 0 && wait < Infinity));
    }),
  );
});
