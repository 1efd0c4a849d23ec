import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cause, causes } from '../../../../src/core/model/failure.ts';
import { type Diagnosis, diagnose } from '../../../../src/core/pasted/pastedError.ts';
import { fc } from '../fastCheck.ts';
import { pastedErrors } from './pastedErrors.ts';

/** Where a text is damaged, this cause may take the place of that one, because it says less. */
const lessThan: Partial<Record<Cause, readonly Cause[]>> = {
  // Money is missing, but no longer told by whose decision.
  'spend-limit': ['quota-exhausted'],
};

const known = pastedErrors.filter(({ cause }) => cause !== 'unknown');
const single = known.filter(({ several }) => !several);

/** Whether a damaged text says the same as before, or less: only the status, or nothing certain. */
function saysNoMore({ failure, certainty }: Diagnosis, cause: Cause): boolean {
  if (failure.cause === cause || failure.cause === 'unknown' || certainty === 'likely') return true;
  return lessThan[cause]?.includes(failure.cause) ?? false;
}

const prefix = fc.constantFrom(
  '',
  '[2026-11-20 10:11:12.345] [ERROR] ',
  'ERROR:agent.loop:attempt 3 of 5 failed: ',
  'time=2026-11-20T10:11:12Z level=error msg=',
  'Hallo zusammen, seit gestern bekomme ich ständig diese Meldung:\n\n',
  '毎回このエラーが出ます。助けてください：\n',
  '> ',
  '```\n',
  'Traceback (most recent call last):\n  File "main.py", line 3, in <module>\n    main()\n',
  '  ⎿  ',
  'Cline is having trouble...\n\n',
  'API Request Failed\n',
);
const suffix = fc.constantFrom(
  '',
  '\n```\nVersion: 3.4.20\nOS: Windows_NT x64 10.0.26200\n',
  '\n    at async Promise.all (index 0)\n    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
  '\n\nWas kann ich tun? Danke!',
  '\n[2026-11-20 10:11:20.001] [INFO] stopped',
  ' (attempt 2/10)',
  '"}',
);

/** Ways in which a text changes between the screen and the clipboard that leave all its words in it. */
const changes: readonly ((text: string, at: number) => string)[] = [
  (text) => text,
  (text) => JSON.stringify(text),
  (text) => JSON.stringify({ error: JSON.stringify({ detail: text }) }),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll("'", '’'),
  (text) => text.replaceAll(/^/gm, '    '),
  (text) => text.replaceAll(/^/gm, '│ '),
  (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  (text, at) => nthBlank(text, at, ' \u001b[38;5;196m'),
  (text, at) => nthBlank(text, at, '\u001b[0m\u00a0'),
  (text) => `\u001b[31m${text}\u001b[0m`,
  (text) => text.replaceAll('    ', '\t'),
];

/** The text with one of its blanks within a line replaced. */
function nthBlank(text: string, n: number, by: string): string {
  const blanks = [...text.matchAll(/(?<=\S) (?=\S)/g)];
  const at = blanks[n % Math.max(1, blanks.length)]?.index;
  return at === undefined ? text : text.slice(0, at) + by + text.slice(at + 1);
}

test('whatever is wrapped around a known error, its cause stays', () => {
  const sample = fc.constantFrom(...known);
  fc.assert(
    fc.property(
      sample,
      prefix,
      suffix,
      fc.constantFrom(...changes),
      fc.nat(200),
      (error, before, after, change, at) => {
        const dumped = error.tool === 'curl' || error.text.startsWith('<') || error.text.startsWith('event:');
        const text = change(dumped ? error.text : `${before}${error.text}${after}`, at);
        const diagnosis = diagnose(text);
        assert.ok(
          dumped ? saysNoMore(diagnosis, error.cause) : diagnosis.failure.cause === error.cause,
          `${error.name}: ${diagnosis.failure.cause}\n${text}`,
        );
      },
    ),
    { numRuns: Number(process.env.FC_RUNS ?? 3000) },
  );
});

test('cut off on either side, an error says the same or less, never something else', () => {
  fc.assert(
    fc.property(fc.constantFrom(...single), fc.nat(), fc.nat(), fc.boolean(), (error, from, length, front) => {
      const { text } = error;
      const start = front ? from % text.length : 0;
      const end = start + 1 + (length % (text.length - start));
      const diagnosis = diagnose(text.slice(start, end));
      assert.ok(
        saysNoMore(diagnosis, error.cause),
        `${error.name}: ${diagnosis.failure.cause}\n${text.slice(start, end)}`,
      );
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 3000) },
  );
});

test('a number that the text is cut in is not taken for a smaller one', () => {
  for (const { text, limit } of single) {
    if (!limit) continue;
    const capacity = limit.split('/')[2];
    // Only there the cut can leave less of a number.
    for (const { index: end } of text.matchAll(/(?<=[\d.,])(?=[\d.,kKmM])/g)) {
      const named = diagnose(text.slice(0, end)).failure.limit;
      if (named?.capacity != null) assert.equal(String(named.capacity), capacity, text.slice(0, end));
    }
  }
});

const key = fc.constantFrom(
  'sk-proj-AbCdEfGh1234567890abcdEFGH',
  'sk-ant-api03-ZYXWVUTSRQponmlk0987654321',
  'gsk_AbCdEf1234567890abcdEFGH',
  'AIzaSyA1234567890abcdefghijklmnopq',
  'xai-AbCdEfGh1234567890abcd',
);

test('a key in a text never comes out again, however the text is written', () => {
  const places = fc.constantFrom(
    (secret: string, text: string) => `Authorization: Bearer ${secret}\n${text}`,
    (secret: string, text: string) => `${text}\nkey=${secret}`,
    (secret: string) =>
      `{"error":{"message":"Incorrect API key provided: ${secret}.","type":"${secret}","code":"${secret}"}}`,
    (secret: string) => `404 {"error":{"message":"The model \`${secret}\` does not exist","model":"${secret}"}}`,
    (secret: string, text: string) =>
      `curl -H "x-api-key: ${secret}" https://api.anthropic.com\nHTTP/2 401\nx-key: ${secret}\n\n${text}`,
    (secret: string, text: string) =>
      `${'word '.repeat(14_000)}${secret} ${'word '.repeat(1000)}${text} rate limit ${secret}`,
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...pastedErrors),
      key,
      places,
      fc.constantFrom(...changes),
      fc.nat(50),
      (error, secret, place, change, at) => {
        const told = JSON.stringify(diagnose(change(place(secret, error.text), at)));
        assert.equal(told.includes(secret.slice(-10)), false, told);
      },
    ),
    { numRuns: Number(process.env.FC_RUNS ?? 500) },
  );
});

/** Pieces that errors are made of, in the wildest order. */
const pieces = [
  'Rate limit reached for gpt-4o ',
  'on tokens per min (TPM): ',
  'Limit 30000, ',
  'Used 1, ',
  'Requested 99999. ',
  'Please try again in 7m12s. ',
  'Error code: 429 - ',
  'HTTP/1.1 429\r\n',
  'HTTP/2 200\n',
  'retry-after: 12\n',
  'x-ratelimit-limit-requests: -1\n',
  'x-ratelimit-remaining-tokens: 0\n',
  'date: Thu, 06 Aug 2026 22:34:18 GMT\n',
  '\n\n',
  '{"error":',
  '{"message":"',
  '"type": "rate_limit_error"',
  "'code': 'insufficient_quota'",
  '\\"',
  '\\\\\\"',
  '\\u0022',
  '"',
  "'",
  '}',
  ']',
  '[',
  '\u001b[31m',
  '\u001b]0;x',
  '<html><body>',
  '</title>',
  'event: error\ndata: ',
  '2026-11-20 10:00:01 ERROR ',
  'of 1e309 tokens per minute',
  'limit: 0, model: x',
  'free-models-per-day',
  '（请求）',
  '\ud800',
  '\u0000',
  'İ',
  'key-key-key-',
  'Bearer  ',
  'sk-proj-AbCdEfGh1234567890abcdEFGH',
];

function checked(text: string): void {
  const diagnosis = diagnose(text);
  const { failure, model, readings } = diagnosis;
  assert.ok(causes.some((cause) => cause === failure.cause));
  assert.ok(failure.message.length <= 2000 && (model ?? '').length <= 100 && readings.length <= 20);
  assert.ok((failure.type ?? '').length <= 100 && (failure.code ?? '').length <= 100);
  assert.ok(failure.retryAfter === null || (failure.retryAfter > 0 && failure.retryAfter < Infinity));
  const { capacity = null, left = null, requested = null } = failure.limit ?? {};
  for (const count of [capacity, left, requested]) assert.ok(count === null || (count >= 0 && count <= 1e15));
  assert.equal(failure.cause === 'unknown', diagnosis.certainty === 'could-be');
  if (diagnosis.certainty !== 'could-be') {
    const { wait, waitingHelps } = diagnosis.verdict;
    assert.ok(wait === null || (waitingHelps && wait >= 0));
  }
  assert.equal(JSON.stringify(diagnosis).includes('1234567890abcd'), false);
}

test('any text at all is read to the end, without an impossible number', () => {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  );
  const text = fc.array(piece, { maxLength: 25 }).map((parts) => parts.join(''));
  fc.assert(fc.property(text, checked), { numRuns: Number(process.env.FC_RUNS ?? 3000) });
});

test('a megabyte of anything is read', () => {
  for (const piece of pieces) checked(piece.repeat(Math.ceil(1.1e6 / piece.length)));
});
