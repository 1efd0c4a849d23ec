import type { ServerResponse } from 'node:http';

const openaiHeaders = {
  'x-ratelimit-limit-requests': '500',
  'x-ratelimit-remaining-requests': '499',
  'x-ratelimit-reset-requests': '120ms',
  'x-ratelimit-limit-tokens': '500000',
  'x-ratelimit-remaining-tokens': '400000',
  'x-ratelimit-reset-tokens': '12s',
};

const soon = () => new Date(Date.now() + 6_000).toISOString();

const anthropicHeaders = () => ({
  'anthropic-ratelimit-input-tokens-limit': '30000',
  'anthropic-ratelimit-input-tokens-remaining': '27000',
  'anthropic-ratelimit-input-tokens-reset': soon(),
});

export const answers = {
  openai: (response: ServerResponse, status = 200, more: Record<string, string> = {}) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...openaiHeaders, ...more })
      .end(JSON.stringify(status === 200 ? chat : { error: { message: 'canary of an error', type: 't', code: null } })),
  anthropic: (response: ServerResponse, status = 200, more: Record<string, string> = {}) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...anthropicHeaders(), ...more })
      .end(
        JSON.stringify(
          status === 200 ? message : { type: 'error', error: { type: 'e', message: 'canary of an error' } },
        ),
      ),
  /** Begins to stream an answer. Returns what ends it. */
  begun: (response: ServerResponse, speaks: 'openai' | 'anthropic') => {
    const headers = speaks === 'openai' ? openaiHeaders : anthropicHeaders();
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
    const [first = '', ...rest] = speaks === 'openai' ? chatPieces : messagePieces;
    response.write(first);
    return () => void response.end(rest.join(''));
  },
};

const chat = {
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-5',
  choices: [{ index: 0, message: { role: 'assistant', content: 'canary of an answer' }, finish_reason: 'stop' }],
};
const message = {
  id: 'm',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-5',
  stop_reason: 'end_turn',
  content: [{ type: 'text', text: 'canary of an answer' }],
  usage: { input_tokens: 1, output_tokens: 1 },
};

const piece = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'gpt-5' };
const delta = { index: 0, delta: { role: 'assistant', content: 'canary' }, finish_reason: null };
const chatPieces = [`data: ${JSON.stringify({ ...piece, choices: [delta] })}\n\n`, 'data: [DONE]\n\n'] as const;
const messagePieces = [
  { type: 'message_start', message: { ...message, content: [], stop_reason: null } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'canary' } },
  { type: 'content_block_stop', index: 0 },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } },
  { type: 'message_stop' },
].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
