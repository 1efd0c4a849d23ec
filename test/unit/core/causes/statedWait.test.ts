import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainWords } from '../../../../src/core/causes/evidence.ts';
import { failureOf } from '../../../../src/core/causes/failureOf.ts';
import { statedWait } from '../../../../src/core/causes/statedWait.ts';
import { diagnose } from '../../../../src/core/pasted/pastedError.ts';
import { fc } from '../fastCheck.ts';

const now = Date.UTC(2026, 10, 22, 14, 0, 0);
const date = 'Sun, 22 Nov 2026 14:00:00 GMT';
const HOUR = 3600;
const DAY = 24 * HOUR;

const read = (at: number, zone: string | null = null) => ({ now: at, zone });
const waitIn = (text: string, at: number | null = now) =>
  statedWait({}, plainWords(text), at === null ? null : read(at));

test('a moment with its zone is a wait from now on', () => {
  for (const [wait, text] of [
    [HOUR + 245, 'Please try again at 2026-11-22T15:04:05Z.'],
    [HOUR + 245, 'Please try again at 2026-11-22T17:04:05.250+02:00'],
    [8 * DAY + 10 * HOUR, 'You will regain access on 2026-12-01 at 00:00 UTC.'],
    [HOUR, '5-hour limit reached ∙ resets 3pm (UTC)'],
    [HOUR + 1800, 'Your limit resets at 3:30 p.m. (UTC).'],
    [4 * HOUR, "You've hit your limit · resets 3pm (America/Santiago)"],
    [8 * DAY + 18 * HOUR, 'Weekly limit reached ∙ resets Dec 1 at 9am (Europe/Berlin)'],
    [10 * HOUR, 'Your quota resets at 00:00 UTC'],
    [7 * DAY + HOUR, 'Try again at November 29th, 2026, 3:00 PM UTC.'],
    [16 * DAY, 'It will reset on Dec 8th at 16:00 +02:00'],
    [4000, 'Claude AI usage limit reached|1795360000'],
    [4000, '{"type":"usage_limit_reached","resets_at":1795360000}'],
  ] as const) {
    assert.equal(waitIn(text), wait, text);
    assert.equal(waitIn(text, null), null, text);
    assert.equal(statedWait({ date }, plainWords(text)), wait, text);
  }
});

test('a zone is never guessed, and what is no moment is none', () => {
  for (const text of [
    'resets 3pm',
    'Try again at 3:05 PM.',
    'Try again at Nov 29th, 2026 3:05 PM.',
    'You will regain access on 2026-12-01.',
    'resets at 3pm PST',
    'resets at 3pm (Mars/Olympus)',
    'resets at 3pm UTC+2',
    'resets at 3 UTC',
    'resets at 25:00 UTC',
    'resets 13pm (UTC)',
    'resets at 12:75 UTC',
    'resets Smarch 3 at 9am (UTC)',
    'regain access on 2026-13-01 at 00:00 UTC',
    'The release of 2026-12-01 at 00:00 UTC was fine',
  ])
    assert.equal(waitIn(text), null, text);
});

test('what is over, and what is further away than a month, is no wait', () => {
  assert.equal(waitIn('You will regain access on 2026-09-01 at 00:00 UTC.'), null);
  assert.equal(waitIn('You will regain access on 2027-01-01 at 00:00 UTC.'), null);
  assert.equal(waitIn('resets Nov 21 at 9am (UTC)'), null);
});

test('a date without a year is the next one', () => {
  assert.equal(waitIn('resets Jan 2 at 9am (UTC)', Date.UTC(2026, 11, 31, 9)), 2 * DAY);
});

test('a time of day that has just gone by in a pasted text is not taken for that of tomorrow', () => {
  assert.equal(waitIn('resets 1pm (UTC)'), null);
  assert.equal(statedWait({ date }, 'resets 1pm (utc)'), 23 * HOUR);
});

test('a zone is as far ahead as it is then, not as it is now', () => {
  assert.equal(waitIn('resets Nov 1 at 9am (America/New_York)', Date.UTC(2026, 9, 31, 13)), 25 * HOUR);
});

test('durations of several units are added up', () => {
  for (const [wait, text] of [
    [DAY + 2 * HOUR, 'Try again in 1 day 2 hours'],
    [DAY + 2 * HOUR + 18 * 60, 'Try again in 1 day, 2 hours and 18 minutes.'],
    [3 * HOUR + 20 * 60, 'please wait for 3 hours 20 minutes'],
    [2 * HOUR + 5 * 60, 'resets in 2h 5m'],
    [6 * DAY, 'Resets in 6 days'],
    [23, 'Please retry after 23 seconds'],
    [300, 'Try again in 5 minutes or change your 2 plans'],
  ] as const)
    assert.equal(waitIn(text, null), wait, text);
});

test('the response’s own clock counts before that of the reader', () => {
  assert.equal(statedWait({ date }, 'try again at 2026-11-22t15:00:00z', read(now + 1_800_000)), HOUR);
});

test('a response and a pasted text both tell it', () => {
  const body = 'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.';
  const failure = failureOf({ status: 400, headers: { date }, body });
  assert.deepEqual([failure?.cause, failure?.retryAfter], ['spend-limit', 8 * DAY + 10 * HOUR]);
  assert.equal(failureOf({ status: 400, headers: {}, body })?.retryAfter, null);

  const pasted = diagnose('Claude usage limit reached. Your limit resets at 3pm (UTC).', read(now));
  assert.equal(pasted.failure.cause, 'plan-window');
  assert.equal(pasted.certainty === 'could-be' ? null : pasted.verdict.wait, HOUR);
  assert.equal(diagnose('Claude usage limit reached. Your limit resets at 3pm (UTC).').failure.retryAfter, null);
});

test('whatever is written, a wait is positive and no longer than a month', () => {
  const word = fc.constantFrom(
    ...['resets', 'try again', 'at', 'on', 'in', '2026-12-01', '2026-02-31t', '3pm', '15:30', '12:00:60', 'dec 1'],
    ...[
      'feb 31, 2027',
      '(utc)',
      'z',
      '+99:99',
      '-0200',
      '(europe/berlin)',
      '1 day',
      '99999 hours',
      '5m',
      '|9999999999',
    ],
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 9 }).map((words) => words.join(' ')),
    fc.string(),
  );
  const clock = fc.integer({ min: 0, max: 4e12 });
  fc.assert(
    fc.property(text, fc.option(clock), (said, at) => {
      const wait = statedWait({}, said, at === null ? null : read(at));
      assert.ok(wait === null || (wait > 0 && wait <= 31 * DAY), `${said}: ${wait}`);
    }),
    { numRuns: 5000 },
  );
});
