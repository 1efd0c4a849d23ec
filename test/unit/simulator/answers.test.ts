import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type Answer, answerForms, parseAnswer } from '../../../src/simulator/answers.ts';
import { DrivenClock } from '../../../src/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';

const clock = new DrivenClock(Date.UTC(2026, 7, 19, 14, 36, 55));
let simulator: Simulator;

before(async () => {
  simulator = await startSimulator({ clock });
});
after(() => simulator.close());
beforeEach(() => {
  clock.advance(60_000);
  simulator.setAnswer(null);
});

function chat(model = 'gpt-5', more: object = {}): Promise<Response> {
  return fetch(`${simulator.openaiBaseUrl}/chat/completions`, {
    method: 'POST',
    redirect: 'manual',
    headers: { authorization: 'Bearer sk-simulator', 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }], ...more }),
  });
}

function message(more: object = {}): Promise<Response> {
  return fetch(`${simulator.anthropicBaseUrl}/v1/messages`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'x-api-key': 'sk-ant-simulator', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({
      model: 'claude-sonnet-5',
      max_tokens: 50,
      messages: [{ role: 'user', content: 'Hello' }],
      ...more,
    }),
  });
}

function limitHeaders(response: Response): [string, string][] {
  return [...response.headers].filter(([name]) => /ratelimit|retry-after/.test(name));
}

/** Switches an answer on and gives status and error of both providers. */
async function errors(answer: Answer) {
  simulator.setAnswer(answer);
  const before = simulator.trueLevel('gpt-5', 'requests');
  const [openai, anthropic] = [await chat(), await message()];
  assert.equal(simulator.trueLevel('gpt-5', 'requests'), before, 'such an answer takes nothing');
  const bodies = [await openai.json(), await anthropic.json()];
  return {
    statuses: [openai.status, anthropic.status],
    openai: bodies[0].error,
    anthropic: bodies[1].error,
    retryAfter: [openai, anthropic].map((response) => response.headers.get('retry-after')),
    limits: [openai, anthropic].flatMap(limitHeaders).filter(([name]) => name !== 'retry-after').length,
  };
}

test('a refused key', async () => {
  const seen = await errors({ kind: 'refused-key' });
  assert.deepEqual(seen.statuses, [401, 401]);
  assert.equal(seen.openai.code, 'invalid_api_key');
  assert.equal(
    seen.openai.message,
    'Incorrect API key provided: ***. You can find your API key at https://platform.openai.com/account/api-keys.',
  );
  assert.deepEqual(seen.anthropic, { type: 'authentication_error', message: 'invalid x-api-key' });
  assert.equal(seen.limits, 0);
});

test('no credit: 429 at OpenAI, 400 at Anthropic, and the list of models still answers', async () => {
  const seen = await errors({ kind: 'no-credit' });
  assert.deepEqual(seen.statuses, [429, 400]);
  assert.deepEqual([seen.openai.type, seen.openai.code], ['insufficient_quota', 'insufficient_quota']);
  assert.match(seen.openai.message, /^You exceeded your current quota/);
  assert.equal(seen.anthropic.type, 'invalid_request_error');
  assert.match(seen.anthropic.message, /^Your credit balance is too low to access the Anthropic API\./);
  assert.deepEqual(seen.retryAfter, [null, null]);
  const models = await fetch(`${simulator.openaiBaseUrl}/models`, {
    headers: { authorization: 'Bearer sk-simulator' },
  });
  assert.equal(models.status, 200);
});

test('a spend cap names when access comes back, without retry-after', async () => {
  const seen = await errors({ kind: 'spend-cap' });
  assert.deepEqual(seen.statuses, [429, 429]);
  assert.equal(seen.openai.code, 'organization_spend_limit_exceeded');
  assert.deepEqual(seen.anthropic.details, { error_code: 'enforced_spend_limit_reached' });
  assert.match(seen.anthropic.message, /You will regain access on 2026-09-01 at 00:00 UTC\.$/);
  assert.deepEqual(seen.retryAfter, [null, null]);
});

test('overload, server errors, ramp, concurrency and entitlement', async () => {
  const overloaded = await errors({ kind: 'overloaded' });
  assert.deepEqual(overloaded.statuses, [503, 529]);
  assert.equal(overloaded.openai.code, 'server_is_overloaded');
  assert.deepEqual(overloaded.anthropic, { type: 'overloaded_error', message: 'Overloaded' });

  const broken = await errors({ kind: 'server-error' });
  assert.deepEqual(
    [...broken.statuses, broken.openai.type, broken.anthropic.type],
    [500, 500, 'server_error', 'api_error'],
  );

  const ramp = await errors({ kind: 'ramp' });
  assert.deepEqual([...ramp.statuses, ...ramp.retryAfter], [429, 429, '15', '15']);
  assert.equal(ramp.openai.code, 'slow_down');
  assert.equal(ramp.anthropic.details.error_code, 'ramp_limit_exceeded');

  assert.match((await errors({ kind: 'concurrency' })).anthropic.message, /concurrent connections/);
  const entitlement = await errors({ kind: 'entitlement' });
  assert.deepEqual(entitlement.statuses, [404, 429]);
  assert.match(entitlement.openai.message, /^Your organization must be verified to use the model `gpt-5`\./);
  assert.match(entitlement.anthropic.message, /^Extra usage is required for long context requests\.$/);
});

test('limits of a minute and of a day, in the words of a real refusal', async () => {
  const minute = await errors({ kind: 'rate' });
  assert.deepEqual([...minute.statuses, ...minute.retryAfter], [429, 429, '24', '24']);
  assert.match(
    minute.openai.message,
    /on tokens per min \(TPM\): Limit 500000, Used 500000, Requested 200000\. Please try again in 24s\./,
  );
  assert.match(minute.anthropic.message, /rate limit of 30,000 input tokens per minute/);

  const day = await errors({ kind: 'daily-rate' });
  assert.match(
    day.openai.message,
    /on requests per day \(RPD\): Limit 200, Used 200, Requested 1\. Please try again in 7m12s\./,
  );
  assert.match(day.anthropic.message, /your daily rate limit/);
  assert.deepEqual(day.retryAfter, ['432', '432']);

  const soon = await errors({ kind: 'daily-rate', retryAfter: 3 });
  assert.deepEqual(soon.retryAfter, ['3', '3']);
  assert.match(soon.openai.message, /Limit 28800, Used 28800, Requested 1\. Please try again in 3s\./);
});

test('too large for the limit, and too long for the model', async () => {
  const large = await errors({ kind: 'too-large' });
  assert.deepEqual([...large.statuses, ...large.retryAfter], [429, 413, null, null]);
  assert.match(large.openai.message, /^Request too large for gpt-5 .*Limit 500000, Requested 612350\./);
  assert.equal(large.anthropic.type, 'request_too_large');

  const long = await errors({ kind: 'too-long' });
  assert.deepEqual(long.statuses, [400, 400]);
  assert.equal(long.openai.code, 'context_length_exceeded');
  assert.match(long.anthropic.message, /^prompt is too long: \d+ tokens > \d+ maximum$/);
});

test('throttled without a wait, and the window of a plan with its reset', async () => {
  const throttled = await errors({ kind: 'throttled' });
  assert.deepEqual([...throttled.statuses, ...throttled.retryAfter], [429, 429, null, null]);
  assert.equal(throttled.anthropic.message, 'Rate limited');

  simulator.setAnswer({ kind: 'plan-window', retryAfter: 90 });
  const [openai, anthropic] = [await chat(), await message()];
  const { error } = await openai.json();
  const reset = Math.round(clock.wallNow() / 1000) + 90;
  assert.deepEqual([error.type, error.resets_at, error.resets_in_seconds], ['usage_limit_reached', reset, 90]);
  assert.equal(openai.headers.get('x-codex-primary-reset-after-seconds'), '90');
  assert.equal(anthropic.headers.get('anthropic-ratelimit-unified-5h-status'), 'rejected');
  assert.equal(anthropic.headers.get('anthropic-ratelimit-unified-reset'), String(reset));
});

test('what a key may not do, a model that is not there, and a request that is wrong', async () => {
  assert.deepEqual((await errors({ kind: 'forbidden' })).statuses, [403, 403]);
  const model = await errors({ kind: 'unknown-model' });
  assert.deepEqual([...model.statuses, model.openai.code], [404, 404, 'model_not_found']);
  assert.deepEqual((await errors({ kind: 'bad-request' })).statuses, [400, 400]);
  simulator.setAnswer({ kind: 'unknown-model' });
  const { status } = await fetch(`${simulator.openaiBaseUrl}/models`, {
    headers: { authorization: 'Bearer sk-simulator' },
  });
  assert.equal(status, 200, 'the models that there are can still be listed');
});

test('no answer at all', async () => {
  simulator.setAnswer({ kind: 'no-answer' });
  await assert.rejects(chat());
  await assert.rejects(message());
  assert.deepEqual(
    simulator.requests.slice(-2).map(({ answer, status }) => [answer, status]),
    [
      ['no-answer', 0],
      ['no-answer', 0],
    ],
  );
});

test('unavailable is not JSON, and names a wait if told to; neither is a web page', async () => {
  simulator.setAnswer({ kind: 'unavailable', retryAfter: 30 });
  const named = await chat();
  assert.deepEqual([named.status, named.headers.get('retry-after')], [503, '30']);
  assert.match(await named.text(), /^upstream connect error/);
  simulator.setAnswer({ kind: 'unavailable' });
  const unnamed = await message();
  assert.deepEqual([unnamed.status, unnamed.headers.get('retry-after')], [503, null]);
  simulator.setAnswer({ kind: 'not-json' });
  const page = await chat();
  assert.equal(page.status, 502);
  assert.match(page.headers.get('content-type') ?? '', /text\/html/);
});

test('a slow answer comes when the time is over and not before; its limits are those of the arrival', async () => {
  simulator.setAnswer({ kind: 'slow', milliseconds: 9_000 });
  let arrived = false;
  const answer = message().then((response) => {
    arrived = true;
    return response;
  });
  while (clock.sleeping === 0) await new Promise(setImmediate);
  const asked = clock.wallNow();
  clock.advance(8_999);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(arrived, false);
  clock.advance(1);
  const response = await answer;
  assert.equal(response.status, 200);
  assert.equal(Date.parse(response.headers.get('date') ?? ''), Math.floor((asked + 9_000) / 1000) * 1000);
  const reset = Date.parse(response.headers.get('anthropic-ratelimit-requests-reset') ?? '');
  assert.ok(reset < asked + 3_000, 'in the past by now');
});

test('a cut-off answer breaks in the middle of the body, streaming or not', async () => {
  simulator.setAnswer({ kind: 'cut-off', bytes: 40 });
  const whole = await chat();
  assert.equal(whole.status, 200);
  assert.equal(whole.headers.get('x-ratelimit-limit-requests'), '500');
  await assert.rejects(whole.json());

  simulator.setAnswer({ kind: 'cut-off' });
  const stream = await message({ stream: true });
  let text = '';
  await assert.rejects(async () => {
    for await (const chunk of stream.body ?? []) text += Buffer.from(chunk).toString();
  });
  assert.match(text, /^event: message_start/);
  assert.doesNotMatch(text, /message_stop/);

  simulator.setAnswer({ kind: 'cut-off', bytes: 0 });
  const nothing = await chat();
  assert.equal(nothing.status, 200);
  await assert.rejects(nothing.text());
});

test('malformed headers are junk of many kinds in every header about limits, and the answer is the ordinary one', async () => {
  simulator.setAnswer({ kind: 'malformed-headers' });
  const kinds = new Set<string>();
  const sound = /^(\d{1,9}|(\d+h)?(\d+m)?\d+(\.\d+)?m?s|\d{4}-[01]\d-[0-3]\dT[\d:]{8}Z)$/;
  for (let n = 0; n < 12; n++) {
    const [openai, anthropic] = [await chat(), await message()];
    assert.deepEqual([openai.status, anthropic.status], [200, 200]);
    assert.equal(limitHeaders(openai).length, 6);
    assert.equal(limitHeaders(anthropic).length, 12);
    for (const [name, value] of [...limitHeaders(openai), ...limitHeaders(anthropic)]) {
      assert.doesNotMatch(value, sound, name);
      kinds.add(value);
    }
    assert.ok((await openai.json()).choices[0].message.content);
    await anthropic.json();
  }
  assert.ok(kinds.size >= 12);
});

test('no headers, and a model that never has them', async () => {
  simulator.setAnswer({ kind: 'no-headers' });
  assert.deepEqual(limitHeaders(await chat()), []);
  simulator.setAnswer(null);
  assert.equal(limitHeaders(await chat()).length, 6);
  const silent = await chat('gpt-4');
  assert.equal(silent.status, 200);
  assert.deepEqual(limitHeaders(silent), []);
  assert.equal(simulator.trueLevel('gpt-4', 'requests'), 499);
});

test('a redirect to another origin keeps the path, answers any key, and is a 307 unless told otherwise', async () => {
  simulator.setAnswer({ kind: 'redirect', to: 'http://127.0.0.1:9' });
  const first = await chat();
  assert.deepEqual([first.status, first.headers.get('location')], [307, 'http://127.0.0.1:9/v1/chat/completions']);
  simulator.setAnswer({ kind: 'redirect', to: 'https://elsewhere.example/take', status: 302 });
  const second = await fetch(`${simulator.openaiBaseUrl}/models`, { redirect: 'manual' });
  assert.deepEqual([second.status, second.headers.get('location')], [302, 'https://elsewhere.example/take']);
});

test('an answer can be limited to a path and to a number of times', async () => {
  simulator.setAnswer({ kind: 'overloaded' }, { path: '/v1/messages', times: 2 });
  assert.equal((await chat()).status, 200);
  assert.deepEqual([(await message()).status, (await message()).status, (await message()).status], [529, 529, 200]);
  assert.deepEqual(
    simulator.requests.slice(-4).map(({ answer, status }) => [answer, status]),
    [
      [null, 200],
      ['overloaded', 529],
      ['overloaded', 529],
      [null, 200],
    ],
  );
});

test('answers in words', () => {
  const words: [string, Answer][] = [
    ['no-credit', { kind: 'no-credit' }],
    ['slow:3000', { kind: 'slow', milliseconds: 3000 }],
    ['cut-off', { kind: 'cut-off' }],
    ['cut-off:12', { kind: 'cut-off', bytes: 12 }],
    ['unavailable:7', { kind: 'unavailable', retryAfter: 7 }],
    ['rate', { kind: 'rate' }],
    ['daily-rate:9', { kind: 'daily-rate', retryAfter: 9 }],
    ['redirect:http://localhost:9/x', { kind: 'redirect', to: 'http://localhost:9/x' }],
  ];
  for (const [text, answer] of words) assert.deepEqual(parseAnswer(text), answer);
  for (const wrong of [
    '',
    'nothing',
    'slow',
    'slow:soon',
    'redirect:elsewhere',
    'no-credit:3',
    'toString',
    'cut-off:-1',
  ]) {
    assert.throws(() => parseAnswer(wrong), /unknown answer|not a whole number/, wrong);
  }
  for (const form of answerForms) {
    const text = form
      .replace(/\[.*\]/, '')
      .replace('URL', 'http://a.example')
      .replace(/[A-Z]{3,}/, '5');
    assert.ok(parseAnswer(text), form);
  }
});
