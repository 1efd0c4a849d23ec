import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../../src/core/pasted/pastedError.ts';

const read = { now: Date.UTC(2026, 10, 25, 12), zone: 'UTC' };

test('what somebody tried on purpose, supposes or denies is no cause', () => {
  for (const text of [
    'It says nothing at all. If I use an invalid API key, it tells me that my API key is invalid.',
    'If I enter some fake key, I do see a\nmessage that my key is wrong',
    'Whenever I enter a fake key, I see "Invalid".',
    'If I had exceeded my quota and run out of credits, I would understand it.',
    'It behaves as if my API key is invalid.',
    'I have not run out of credits',
    "We haven't exceeded our budget; the page is empty.",
    "I'm not out of credits.",
    "My API key is not expired and my balance isn't empty",
  ]) {
    const found = diagnose(text, read);
    assert.equal(found.failure.cause, 'unknown', `${text}: ${found.failure.cause}`);
  }
});

test('what came in spite of that is told still', () => {
  for (const [text, cause] of [
    ['I have not reached my weekly limit but it says: You are out of credits', 'quota-exhausted'],
    ['If I had a choice, I would not ask. Incorrect API key provided', 'key-invalid'],
    ['When I use m-9, I get: Incorrect API key provided', 'key-invalid'],
    ['If I try a wrong key, it fails.\nWith the right one: insufficient balance', 'quota-exhausted'],
    ['When I enter my key it says invalid API key', 'key-invalid'],
    ['Whenever we use m-9 we get an invalid API key error', 'key-invalid'],
    ['Check if your API key is invalid: Incorrect API key provided', 'key-invalid'],
  ] as const)
    assert.equal(diagnose(text, read).failure.cause, cause, text);
});

test('a tool’s own back-off is no wait of the provider, and what a provider asked is', () => {
  const overloaded = '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}';
  for (const [text, wait] of [
    [`${overloaded}\nRetry in 0.2 seconds.\n${overloaded}\nRetry in 0.5 seconds.`, null],
    [`${overloaded}\nRetry in 4.0 seconds.`, null],
    [`${overloaded}\nRetry in 2 seconds\n\n${overloaded}\nRetry in 4 seconds`, null],
    [`${overloaded}. Will retry after 1500ms`, null],
    [`${overloaded}. We will automatically retry in 8 seconds`, null],
    [`${overloaded}\nRetry in 30 seconds`, 30],
    [`${overloaded}\nPlease retry in 4.5 seconds.`, 4.5],
    [`${overloaded} You can retry after 20 seconds`, 20],
  ] as const)
    assert.equal(diagnose(text, read).failure.retryAfter, wait, text);
});
