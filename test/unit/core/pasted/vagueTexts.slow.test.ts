import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../../src/core/pasted/pastedError.ts';
import { fc } from '../fastCheck.ts';

/** All that such a text may say. */
const says = fc.constantFrom(
  '429',
  'HTTP 429',
  'Error 429',
  'status code 429',
  'Too Many Requests',
  'rate limit',
  'Rate limit exceeded',
  'rate limit reached',
  'rate-limited',
  'API rate limit hit',
  'rate_limit_error',
  'rate_limit_exceeded',
  'RateLimitError',
  'Request failed with status code 429',
  'The service is receiving too many requests from you',
  'stream disconnected before completion: Rate limit reached for some-model in organization',
  'Rate limited, retrying',
  'Ratenlimit überschritten',
  'Trop de requêtes',
  'Límite de velocidad excedido',
  'レート制限を超えました',
  '请求过于频繁',
);
/** What tools put around it, which tells nothing more. */
const around = fc.constantFrom(
  '',
  'Error: ',
  'API Error: ',
  'openai.RateLimitError: Error code: 429 - ',
  'AI_APICallError: ',
  '[2026-11-20 10:00:01] [ERROR] ',
  'Request ID: 7d1f3b52-2c1a-4f60-9a3e-0c9d8e7f6a5b\n',
  'Model: some-model-9\nStatus Code: 429\n\n',
  'I used Cursor, Cline and Claude Code with gpt-5 and claude-sonnet-5 when this came:\n',
  '{"error":{"message":"',
);
const behind = fc.constantFrom(
  '',
  '.',
  ' (attempt 3/10)',
  '. Please try again later.',
  ', retrying…',
  '","type":"rate_limit_error"}}',
  '","code":"rate_limit_exceeded"}}',
  '\n    at async Promise.all (index 0)',
  ' · Retrying in 4 seconds',
);

test('a text that says only "429" or "rate limit" is called nothing in particular', () => {
  const text = fc.tuple(around, fc.array(says, { minLength: 1, maxLength: 3 }), behind);
  fc.assert(
    fc.property(text, ([before, words, after]) => {
      const found = diagnose(before + words.join(': ') + after, { now: 0, zone: 'UTC' });
      assert.equal(found.failure.cause, 'unknown', JSON.stringify(found));
      assert.ok(found.certainty === 'could-be' && found.candidates.length > 1 && found.about === 'limit');
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 2000) },
  );
});

test('what a sentence advises beside a limit of which it says nothing makes no cause of it', () => {
  for (const limit of ['Rate limit reached', 'rate_limit_error', 'Error 429', 'Too Many Requests']) {
    for (const advice of ['Please log in to go on', 'Add your own API key', "The model isn't available now"]) {
      assert.equal(diagnose(`${limit}. ${advice}.`).failure.cause, 'unknown', `${limit}. ${advice}`);
    }
  }
});

test('the shortest words of Amazon, which its tools say of a plan as well, are called nothing in particular', () => {
  for (const head of ['', 'Error: ', 'Sorry. ']) {
    const found = diagnose(`${head}Too many requests, please wait before trying again. (Request ID: 0-0-0)`);
    assert.equal(found.failure.cause, 'unknown', head);
  }
});

test('a refused form without a word on it stays unknown', () => {
  for (const words of ['Bad Request', 'Provider returned error', 'Upstream request failed', 'Error', '']) {
    const text = `400 {"error":{"message":"${words}","type":"invalid_request_error"}}`;
    assert.equal(diagnose(text).certainty, 'could-be', text);
  }
});

test('where something speaks of an error, it is not said that nothing does', () => {
  for (const text of [
    'Something went wrong.',
    'Error: unexpected end of JSON input',
    'Es ist ein Fehler aufgetreten.',
    'Une erreur est survenue.',
    '出现错误',
    'エラーが発生しました',
    'Произошла ошибка',
    'The tool call failed.',
    'Request rejected for reason 77',
    'Unable to do that',
    'HTTP 418 teapot',
    'Too many devices for one account.',
    '한도 초과',
    'Límite alcanzado',
  ]) {
    const found = diagnose(text);
    assert.ok(found.certainty === 'could-be', text);
    assert.notEqual(found.about, 'nothing', text);
    assert.ok(found.candidates.length > 0, text);
  }
  const fine = diagnose('Good morning! The weather is fine.');
  assert.ok(fine.certainty === 'could-be' && fine.about === 'nothing' && fine.candidates.length === 0);
});

test('a bare limit stays one under the status of a wrapper, and beside what a log tells of logins', () => {
  for (const text of [
    '{"statusCode":500,"error":"Internal Server Error","message":"Request failed with status code 429"}',
    'INFO:proxy.logger:Token expired, refreshing\nINFO:proxy.logger:Token refreshed\nERROR:proxy.logger:429: rate limit exceeded',
    'All 2 attempts failed. Last error: HTTP 429: {"status":429,"title":"Too Many Requests"}',
    "Max retries exceeded with url: /v1/x (Caused by ResponseError('too many 429 error responses'))",
    'We are receiving too many requests from your address.',
    'レート制限に達しました',
  ]) {
    assert.equal(diagnose(text).failure.cause, 'unknown', text);
  }
});

test('what says that nothing was spent, or how much is left, is no want of credit', () => {
  for (const text of [
    'The agent has met an error in this step. No credits consumed on this tool call.',
    '看到的剩余额度大概是: daily remaining: 57%',
  ]) {
    assert.notEqual(diagnose(text).failure.cause, 'quota-exhausted', text);
  }
});

test('what somebody found in order or can only guess is not what is wrong', () => {
  for (const text of [
    'The assistant stopped with an error. My account is in good standing and my billing is active.',
    'An error occurred. Maybe my API key is invalid, I do not know.',
    'The plugin fails with: Credentials validation failed: invalid response',
    'The process ended with an error. It is often caused by:\n• Invalid or missing API key\n• A wrong address\nExit code 1',
    'An error occurred. I double checked my API key is valid, and there is no other API key in my shell.',
  ]) {
    assert.equal(diagnose(text).failure.cause, 'unknown', text);
  }
});

test('what somebody says is not so in another language than English is not what is wrong', () => {
  for (const text of [
    'Fehler. Das Konto ist nicht gesperrt und das Guthaben nicht aufgebraucht.',
    'Error. Mi saldo no está agotado.',
    'Erreur. Mon compte n’est pas bloqué.',
    'Erro. A conta não está bloqueada.',
    'エラー。アカウントは停止されていません。',
    '报错，账号没有被封禁，额度也未用完',
    'Ошибка. Аккаунт не заблокирован, баланс не исчерпан.',
    'El modelo falla, no sé; supera mis ideas, el contexto es corto',
    'Es kommt ein Fehler, bei 20 Anfragen pro Minute.',
  ]) {
    assert.equal(diagnose(text).failure.cause, 'unknown', text);
  }
});
