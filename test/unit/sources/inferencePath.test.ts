import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inferenceAt } from '../../../src/sources/inferencePath.ts';

test('requests that a model answers, behind whatever prefix', () => {
  for (const path of [
    '/v1/chat/completions',
    '/v1/completions',
    '/v1/responses?x=1',
    '/v1/responses/compact',
    '/openai/v1/responses/',
    '/v1/embeddings',
    '/v1/messages?beta=true',
    '/anthropic/v1/messages',
    '/llm/messages',
    '/v1/fim/completions',
  ])
    assert.deepEqual(inferenceAt('POST', path), { model: null }, path);
  assert.deepEqual(inferenceAt('POST', '/openai/deployments/mine/chat/completions?api-version=1'), { model: 'mine' });
  assert.deepEqual(inferenceAt('POST', '/v1beta/models/gemini-3:streamGenerateContent?alt=sse'), { model: 'gemini-3' });
});

test('others', () => {
  for (const path of [
    '/v1/threads/thread_abc123/messages',
    '/openai/threads/thread_abc123/messages?api-version=1',
    '/v1/messages/count_tokens',
    '/v1/messages/batches',
    '/v1/chat/completions/chatcmpl-1',
    '/v1/responses/resp_1/cancel',
    '/v1/responses/input_tokens',
    '/v1/files?then=/v1/messages',
    '/v1/images/generations',
    '/v1/audio/transcriptions',
    null,
  ])
    assert.equal(inferenceAt('POST', path), null, String(path));
  assert.equal(inferenceAt('GET', '/v1/responses'), null);
});
