import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseText } from '../../../src/host/actions/diagnoseText.ts';
import { parseToPanel } from '../../../src/wire/snapshotShape.ts';
import { pastedWords } from '../../../src/words/pastedWords.ts';

const now = Date.UTC(2026, 10, 22, 14);
const words = (text: string, keyId: string | null = 'work') => pastedWords(diagnoseText(text, now), 'vscode', keyId);

test('a request that is larger than the limit is to be shrunk, and waiting is said not to help', () => {
  const said = words(
    'User Provided API Key Rate Limit Exceeded … Request too large for gpt-4o in organization org-… on tokens per min (TPM): Limit 30000, Requested 36741.',
  );
  assert.equal(said.lead, 'Shrink the request');
  assert.match(said.details.join(' '), /Waiting will not help/);
  assert.ok(said.steps.length >= 1);
});

test('no credit is about money', () => {
  const said = words('429 {"error":{"message":"You exceeded your current quota","type":"insufficient_quota"}}');
  assert.equal(said.lead, 'Add credit');
});

test('a text that says nothing more is called unclear, with a line for each cause that it could be', () => {
  const said = words('User provided API key rate limit exceeded');
  assert.equal(said.lead, 'Unclear');
  assert.equal(said.couldBe.length, 9);
  const lines = said.couldBe.map(({ cause, sign }) => `${cause} ${sign}`);
  assert.match(lines[0] ?? '', /^A rate limit was reached\. After a minute the same request works/);
  assert.match(lines[1] ?? '', /^The request is larger .*\. A new, short chat works at once/);
});

test('the first way to tell is one click: to check with a watched key, or to add one', () => {
  const relayed = 'User provided API key rate limit exceeded';
  const buttons = (keyId: string | null) => words(relayed, keyId).steps.flatMap(({ intent }) => intent?.type ?? []);
  assert.equal(buttons('work')[0], 'check-now');
  assert.equal(buttons('work').filter((type) => type === 'check-now').length, 1);
  assert.equal(buttons('work').includes('add-key'), false);
  assert.equal(buttons(null)[0], 'add-key');
  assert.equal(buttons(null).includes('check-now'), false);
});

test('the ways that tell this text apart come before what may help otherwise', () => {
  const plan = words('claude-code: exceeded retry limit, last status: 429').steps.map(({ button }) => button);
  assert.deepEqual(plan.slice(0, 4), ['Check now', 'Open plan usage', 'Open status page', null]);
  const short = words('rate_limit_exceeded').steps.map(({ button }) => button);
  assert.deepEqual(short.slice(0, 3), ['Check now', 'Diagnose an error', 'Will it fit?']);
});

test('what the headers in a dump say of each limit is shown beside the verdict', () => {
  const said = words(
    'HTTP/2 429\r\nx-ratelimit-limit-requests: 500\r\nx-ratelimit-remaining-requests: 499\r\nx-ratelimit-reset-requests: 120ms\r\nx-ratelimit-limit-tokens: 30000\r\nx-ratelimit-remaining-tokens: 1200\r\nx-ratelimit-reset-tokens: 57.6s\r\n\r\n{"error":{"message":"Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used 28800, Requested 5000. Please try again in 7.6s.","type":"tokens","code":"rate_limit_exceeded"}}',
  );
  assert.equal(said.lead, 'Try again in 8 s');
  assert.deepEqual(said.readings, ['Requests per minute: 499 of 500 left', 'Tokens per minute: 1,200 of 30K left']);
  assert.deepEqual(words('Rate limit is exceeded. Try again in 2 seconds.').readings, []);
});

test('headers of an answer that was no refusal are read all the same', () => {
  const said = words(
    'HTTP/1.1 200 OK\nanthropic-ratelimit-input-tokens-limit: 2000000\nanthropic-ratelimit-input-tokens-remaining: 1940000\nanthropic-ratelimit-input-tokens-reset: 2026-11-22T14:00:02Z\ndate: Sun, 22 Nov 2026 14:00:00 GMT\n\n{}',
  );
  assert.deepEqual(said.readings, ['Input tokens per minute: 1.9M of 2M left']);
});

test('a text about something else is not made an error', () => {
  assert.equal(words('Good morning! The weather is fine.').title, 'Nothing in this text speaks of an error');
});

test('a diagnosis arrives in the panel whole', () => {
  for (const text of [
    '429',
    'Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used 29937, Requested 385.',
    '',
    'HTTP/2 429\nx-ratelimit-limit-tokens: 30000\nx-ratelimit-remaining-tokens: 12\n\n',
  ]) {
    assert.ok(parseToPanel({ type: 'diagnosis', diagnosis: words(text) }), text);
  }
  assert.equal(parseToPanel({ type: 'diagnosis', diagnosis: { ...words(''), tone: 'made-up' } }), null);
});

test('the month’s end of a spend limit is told, though nobody is told to wait for it', () => {
  const said = words(
    'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
  );
  assert.match(said.details.join(' '), /The provider opens it again in 8 d 10 h\./);
});
