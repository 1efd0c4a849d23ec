import type { Call } from './call.ts';
import type { InputUsage } from './promptCache.ts';
import { answerPieces } from './prose.ts';
import { jsonReply, namedEvent, type Reply, type ReplyHeaders, streamReply } from './reply.ts';
import type { JsonRecord } from './requestBody.ts';

/** The answer of `POST /v1/messages`, whole or as events. `longest` is the request's `max_tokens`. */
export function anthropicMessage(
  call: Call,
  body: JsonRecord,
  model: string,
  longest: number,
  input: InputUsage,
  headers: ReplyHeaders,
): Reply {
  const { pieces, cut } = answerPieces(call.serial, longest);
  const stop = { stop_reason: cut ? 'max_tokens' : 'end_turn', stop_sequence: null };
  const usage = (output: number) => ({
    input_tokens: input.fresh,
    cache_creation_input_tokens: input.created,
    cache_read_input_tokens: input.cached,
    cache_creation: { ephemeral_5m_input_tokens: input.created, ephemeral_1h_input_tokens: 0 },
    output_tokens: output,
    service_tier: 'standard',
  });
  const common = {
    id: `msg_${String(call.serial).padStart(24, '0')}`,
    type: 'message',
    role: 'assistant',
    model,
  };
  if (body.stream !== true) {
    const content = [{ type: 'text', text: pieces.join('') }];
    const reply = jsonReply(200, headers, { ...common, content, ...stop, usage: usage(pieces.length) });
    return { ...reply, frames: reply.frames.map((frame) => ({ ...frame, tokens: pieces.length })) };
  }
  const message = { ...common, content: [], stop_reason: null, stop_sequence: null, usage: usage(1) };
  return streamReply(headers, [
    namedEvent('message_start', { message }),
    namedEvent('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    namedEvent('ping', {}),
    ...pieces.map((text) => namedEvent('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }, 1)),
    namedEvent('content_block_stop', { index: 0 }),
    namedEvent('message_delta', { delta: stop, usage: { output_tokens: pieces.length } }),
    namedEvent('message_stop', {}),
  ]);
}
