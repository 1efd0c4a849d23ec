import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseText } from '../../../src/host/actions/diagnoseText.ts';
import { parseToPanel } from '../../../src/wire/snapshotShape.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { pastedWords } from '../../../src/words/pastedWords.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';

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

test('the limit that refused is named, as far as the text tells', () => {
  const title = (text: string) => words(text).title;
  assert.equal(
    title(
      'Rate limit reached for gpt-5 in organization org-x on tokens per min (TPM): Limit 30000, Used 24913, Requested 8811. Please try again in 7.448s.',
    ),
    'The tokens per minute of gpt-5 are used up',
  );
  const limit = 'This request would exceed your organization’s rate limit of 40,000 input tokens per minute';
  const body = { type: 'error', error: { type: 'rate_limit_error', message: limit } };
  assert.equal(title(`429 ${JSON.stringify(body)}`), 'The input tokens per minute are used up');
  const vague = '429 rate_limit_error: Number of request tokens has exceeded your per-minute rate limit';
  assert.equal(title(vague), 'The tokens per minute are used up');
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
    assert.ok(parseToPanel({ type: 'diagnosis', diagnosis: words(text), isNews: true }), text);
  }
  assert.equal(parseToPanel({ type: 'diagnosis', diagnosis: { ...words(''), tone: 'made-up' }, isNews: true }), null);
});

test('the month’s end of a spend limit is told, though nobody is told to wait for it', () => {
  const said = words(
    'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
  );
  assert.match(said.details.join(' '), /The provider opens it again in 8 d 10 h\./);
});

test('what no wait ends is not opened again, whatever time the provider names', () => {
  const tooLarge =
    'Rate limit reached for gpt-4.1 on tokens per min (TPM): Limit 30000, Used 0, Requested 47250. Please try again in 34.5s.';
  const said = words(tooLarge).details.join(' ');
  assert.match(said, /Waiting will not help, even if the error says to try again/);
  assert.doesNotMatch(said, /opens it again/);
  const failure = failureOf({ cause: 'request-too-large', retryAfter: 34 }, { wait: null });
  const models = [modelOf('gpt-5', { limits: [limitOf()], failure })];
  const { lead, details } = headlineWords(snapshotOf(keyOf({ models, lastFailure: failure })), placeIn('vscode'));
  assert.equal(lead, 'Shrink the request');
  assert.doesNotMatch(details.join(' '), /opens it again/);
});

test('where an error names both numbers, it is said by how much to cut', () => {
  for (const [text, title] of [
    [
      'Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 36741.',
      '36,741 tokens can never fit 30,000 per minute: cut at least 6,741 (19%).',
    ],
    [
      'prompt is too long: 208310 tokens > 200000 maximum',
      '208,310 tokens can never fit 200,000: cut at least 8,310 (4%).',
    ],
    [
      'max_tokens is too large: 9000. This model supports at most 4096 completion tokens.',
      '9,000 output tokens is more than the 4,096 that the model gives',
    ],
    ['prompt is too long', 'The request is longer than this model can read'],
  ] as const)
    assert.equal(words(text).title, title);
});

test('a login that ran out is no key to copy anew, and a longer answer is no matter of the chat', () => {
  const steps = (text: string) => words(text).steps.map((step) => step.text);
  const login = words('Please run /login · OAuth token has expired.');
  assert.deepEqual([login.lead, login.title], ['Sign in again', 'The login of the tool has run out']);
  assert.ok(!login.steps.some(({ intent }) => intent?.type === 'replace-key'));
  const output = steps('The maximum tokens you requested exceed the model limit of 4096.');
  assert.ok(output.some((step) => /maximum length of answers/.test(step)));
  assert.ok(!output.some((step) => /^Start a new chat/.test(step)));
});

test('what is no limit is said to be none', () => {
  for (const text of [
    "Unsupported parameter: 'temperature' is not supported with this model.",
    'The response was filtered by a content management policy.',
  ]) {
    const said = words(text);
    assert.equal(said.lead, 'Change the request');
    assert.match(said.details.join(' '), /This is not a limit\./);
    assert.deepEqual(said.couldBe, []);
  }
});

test('not to know why something failed is not to say that nothing did', () => {
  assert.equal(words('Error: unexpected end of JSON input').title, 'This text does not say why it failed');
  assert.equal(words('429').title, 'This text does not say which limit it was');
});

test('what GitHub limits of Copilot leads to a model of the own key, and to no page of a provider', () => {
  const said = words('Server Error: …, claude-opus-5. Error Code: user_weekly_rate_limited');
  assert.ok(said.steps.some((step) => /GitHub's own limit for Copilot/.test(step.text)));
  assert.ok(
    !said.steps.some(({ intent }) => intent?.type === 'open-link' && /^(?:anthropic|openai)/.test(intent.link)),
  );
});

test('a task of the tool’s own, and a limit of a part of the organization, are said to be so where the text shows them', () => {
  const smallTask = /^Only a small task was refused/;
  const ofPart = /^The limit that was reached is one of the workspace or project/;
  const rate = 'rate limit of 20,000 input tokens per minute exceeded';
  const shown: readonly (readonly [text: string, sign: RegExp | null])[] = [
    [
      'failed to generate thread title: Rate limit reached for m-9 on requests per min (RPM): Limit 3, Used 3',
      smallTask,
    ],
    ['ccreq:1a.copilotmd | quotaExceeded | gpt-4o-mini | 90ms | [title]', smallTask],
    ['Failed to fetch conversation title because of response type (quotaExceeded) and reason (none)', smallTask],
    ['Title generation failed: 429 Insufficient balance', smallTask],
    ['Error generating commit message: maximum context length is 9 tokens', smallTask],
    [`This request would exceed your workspace's ${rate}`, ofPart],
    [`This request would exceed the rate limit for your workspace: ${rate}`, ofPart],
    ['Rate limit reached for gpt-5 in project proj_Ab12 on tokens per min (TPM): Limit 9, Used 9, Requested 5', ofPart],
    ['{"code":"project_spend_limit_exceeded"}', ofPart],
    ['You have reached your specified workspace API usage limits.', ofPart],
    [`This request would exceed your organization's ${rate}`, null],
    ['You have exceeded the rate limit: 20 requests per minute. See the page title of your project.', null],
  ];
  for (const [text, sign] of shown) {
    const steps = words(text).steps.map((step) => step.text);
    for (const one of [smallTask, ofPart])
      assert.equal(
        steps.some((step) => one.test(step)),
        one === sign,
        `${text}: ${steps.join(' ')}`,
      );
  }
});
