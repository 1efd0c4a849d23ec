import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExchangeSeen, RequestSeen } from '../../../../src/core/model/observation.ts';
import { until } from '../../../support/until.ts';
import { type StageOptions, stage } from './gatewayStage.ts';

export const key = 'sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';
export const limits = { 'x-ratelimit-limit-requests': '500', 'x-ratelimit-remaining-requests': '499' };
export const words = 'words that nobody may keep';

export interface Asked {
  readonly type?: string;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly body?: string;
  readonly with?: Record<string, string>;
  readonly options?: StageOptions;
}

/** Asks once and gives what was told of it. */
export async function told(answer: string | Buffer, asked: Asked = {}) {
  const { type = 'application/json', status = 200, headers = limits, path = '/v1/chat/completions' } = asked;
  const respond = (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(answer);
  };
  await using one = await stage(respond, asked.options);
  const body = asked.body ?? JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: words }] });
  const sent = { authorization: `Bearer ${key}`, 'user-agent': 'OpenAI/JS 6.1', ...asked.with };
  await (await fetch(one.url(path), { method: 'POST', headers: sent, body })).arrayBuffer().catch(() => {});
  await until(() => one.ends.length === 1);
  const all = JSON.stringify([one.observed, one.ends]);
  for (const hidden of [key, words, one.secret]) assert.ok(!all.includes(hidden), all);
  const [request, exchange] = one.observed as [RequestSeen?, ExchangeSeen?];
  return { observed: one.observed, request, exchange, end: one.ends[0], origin: one.origin, body };
}

export const chat = {
  prompt_tokens: 1200,
  completion_tokens: 30,
  total_tokens: 1230,
  prompt_tokens_details: { cached_tokens: 1000 },
};
export const chatJson = JSON.stringify({
  id: 'x',
  model: 'gpt-5-2026',
  choices: [{ message: { content: words } }],
  usage: chat,
});
export const use = { input: 1200, cached: 1000, output: 30 };

export const event = (data: unknown, name = '') => `${name && `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
export const anthropicUsage = {
  input_tokens: 100,
  cache_creation_input_tokens: 50,
  cache_read_input_tokens: 1000,
  output_tokens: 1,
};
export const anthropicStream =
  event(
    { type: 'message_start', message: { model: 'claude-opus-5', content: [], usage: anthropicUsage } },
    'message_start',
  ) +
  `: ping\n\n${event({ type: 'ping' }, 'ping')}` +
  event(
    { type: 'content_block_delta', delta: { text: `"usage":{"input_tokens":9} ${words}` } },
    'content_block_delta',
  ) +
  event({ type: 'message_delta', delta: {}, usage: { output_tokens: 77 } }, 'message_delta') +
  event({ type: 'message_stop' }, 'message_stop');
