import type { OpenaiEndpoint } from './openaiEndpoint.ts';
import { answerPieces } from './prose.ts';
import { type Frame, jsonReply, streamReply } from './reply.ts';
import { isRecord, type JsonRecord, positiveOf } from './requestBody.ts';
import { contentOf, countedTokens, estimatedTokens } from './tokens.ts';

/** `POST /v1/chat/completions`: headers with and without streaming. */
export const openaiChat: OpenaiEndpoint = {
  problem(body) {
    if (Array.isArray(body.messages) && body.messages.length > 0) return null;
    return { message: "Missing required parameter: 'messages'.", param: 'messages' };
  },
  cost: (body) => Math.max(outputLimit(body) ?? 0, estimatedTokens(contentOf(body.messages))),
  answers: (model) => !model.includes('embedding'),
  tellsLimits: () => true,
  reply(body, model, headers, call) {
    const { pieces, cut } = answerPieces(call.serial, outputLimit(body) ?? Infinity);
    const input = countedTokens(contentOf(body.messages));
    const usage = {
      prompt_tokens: input,
      completion_tokens: pieces.length,
      total_tokens: input + pieces.length,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    };
    const common = {
      id: `chatcmpl-${String(call.serial).padStart(12, '0')}`,
      created: Math.floor(call.wall / 1000),
      model,
      service_tier: 'default',
      system_fingerprint: 'fp_simulator',
    };
    const finish = cut ? 'length' : 'stop';
    if (body.stream !== true) {
      const message = { role: 'assistant', content: pieces.join(''), refusal: null, annotations: [] };
      const choices = [{ index: 0, message, logprobs: null, finish_reason: finish }];
      return jsonReply(200, headers, { ...common, object: 'chat.completion', choices, usage });
    }
    const withUsage = isRecord(body.stream_options) && body.stream_options.include_usage === true;
    const chunk = (choices: readonly object[], tokens: number, total: object | null = null): Frame => {
      const data = { ...common, object: 'chat.completion.chunk', choices, ...(withUsage ? { usage: total } : {}) };
      return { text: `data: ${JSON.stringify(data)}\n\n`, tokens };
    };
    const choice = (delta: object, reason: string | null = null) => [
      { index: 0, delta, logprobs: null, finish_reason: reason },
    ];
    return streamReply(headers, [
      chunk(choice({ role: 'assistant', content: '', refusal: null }), 0),
      ...pieces.map((content) => chunk(choice({ content }), 1)),
      chunk(choice({}, finish), 0),
      ...(withUsage ? [chunk([], 0, usage)] : []),
      { text: 'data: [DONE]\n\n', tokens: 0 },
    ]);
  },
};

function outputLimit(body: JsonRecord): number | null {
  return positiveOf(body.max_completion_tokens) ?? positiveOf(body.max_tokens);
}
