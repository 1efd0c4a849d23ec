import type { OpenaiEndpoint } from './openaiEndpoint.ts';
import { answerPieces } from './prose.ts';
import { type Frame, jsonReply, namedEvent, streamReply } from './reply.ts';
import { type JsonRecord, positiveOf } from './requestBody.ts';
import { contentOf, countedTokens, estimatedTokens } from './tokens.ts';

/**
 * `POST /v1/responses`: rate-limit headers unless it streams; `max_output_tokens` is not charged (docs/providers.md,
 * OpenAI: which answers carry headers, OpenAI: what is charged).
 */
export const openaiResponse: OpenaiEndpoint = {
  problem(body) {
    if (typeof body.input === 'string' || Array.isArray(body.input)) return null;
    return { message: "Missing required parameter: 'input'.", param: 'input' };
  },
  cost: (body) => estimatedTokens(contentIn(body)),
  answers: (model) => !model.includes('embedding'),
  tellsLimits: (body) => body.stream !== true,
  reply(body, model, headers, call) {
    const { pieces, cut } = answerPieces(call.serial, positiveOf(body.max_output_tokens) ?? Infinity);
    const number = String(call.serial).padStart(12, '0');
    const input = countedTokens(contentIn(body));
    const usage = {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: pieces.length,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + pieces.length,
    };
    const shown: Shown = {
      id: `msg_${number}`,
      pieces,
      ended: cut ? 'incomplete' : 'completed',
      response: (status, output) => ({
        id: `resp_${number}`,
        object: 'response',
        created_at: Math.floor(call.wall / 1000),
        status,
        error: null,
        incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
        instructions: body.instructions ?? null,
        max_output_tokens: body.max_output_tokens ?? null,
        metadata: {},
        model,
        output,
        parallel_tool_calls: true,
        previous_response_id: null,
        reasoning: { effort: null, summary: null },
        temperature: 1,
        text: { format: { type: 'text' } },
        tool_choice: 'auto',
        tools: [],
        top_p: 1,
        truncation: 'disabled',
        usage: status === 'in_progress' ? null : usage,
      }),
    };
    if (body.stream === true) return streamReply(headers, framesOf(shown));
    return jsonReply(200, headers, shown.response(shown.ended, [messageOf(shown)]));
  },
};

type Ended = 'incomplete' | 'completed';

/** An answer before it is told at once or in parts. */
interface Shown {
  /** Of its one message. */
  readonly id: string;
  /** The text, in parts of one token each. */
  readonly pieces: readonly string[];
  readonly ended: Ended;
  readonly response: (status: Ended | 'in_progress', output: readonly object[]) => object;
}

function framesOf(shown: Shown): Frame[] {
  const { id, pieces, ended, response } = shown;
  const text = pieces.join('');
  const done = messageOf(shown);
  const place = { item_id: id, output_index: 0, content_index: 0 };
  const events: [type: string, data: object, tokens: number][] = [
    ['response.created', { response: response('in_progress', []) }, 0],
    ['response.in_progress', { response: response('in_progress', []) }, 0],
    ['response.output_item.added', { output_index: 0, item: itemOf(id, 'in_progress', []) }, 0],
    ['response.content_part.added', { ...place, part: partOf('') }, 0],
    ...pieces.map((delta): [string, object, number] => [
      'response.output_text.delta',
      { ...place, delta, logprobs: [] },
      1,
    ]),
    ['response.output_text.done', { ...place, text, logprobs: [] }, 0],
    ['response.content_part.done', { ...place, part: partOf(text) }, 0],
    ['response.output_item.done', { output_index: 0, item: done }, 0],
    [`response.${ended}`, { response: response(ended, [done]) }, 0],
  ];
  return events.map(([type, data, tokens], index) => namedEvent(type, { sequence_number: index, ...data }, tokens));
}

/** The whole message, when it has ended. */
function messageOf({ id, pieces, ended }: Shown) {
  return itemOf(id, ended, [partOf(pieces.join(''))]);
}

function itemOf(id: string, status: string, content: readonly object[]) {
  return { id, type: 'message', status, role: 'assistant', content };
}

function partOf(text: string) {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

function contentIn(body: JsonRecord) {
  return contentOf(body.input, body.instructions);
}
