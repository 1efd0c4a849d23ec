import type { OpenaiEndpoint } from './openaiEndpoint.ts';
import { seededRandom } from './random.ts';
import { jsonReply } from './reply.ts';
import { type JsonRecord, positiveOf } from './requestBody.ts';

const fullSize = 1536;

/**
 * `POST /v1/embeddings`: the cheapest call that carries limits; costs about a quarter of the characters
 * (docs/providers.md, OpenAI: what is charged).
 */
export const openaiEmbeddings: OpenaiEndpoint = {
  problem(body) {
    if (inputsOf(body).length > 0) return null;
    return { message: "Missing required parameter: 'input'.", param: 'input' };
  },
  cost: (body) => Math.max(1, Math.ceil(inputsOf(body).join('').length / 4)),
  answers: (model) => model.includes('embedding'),
  tellsLimits: () => true,
  reply(body, model, headers) {
    const inputs = inputsOf(body);
    const size = Math.min(fullSize, Math.floor(positiveOf(body.dimensions) ?? fullSize));
    const data = inputs.map((input, index) => {
      const vector = vectorFor(input, size);
      // The SDK asks for base64 by default, and decodes it.
      const embedding =
        body.encoding_format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : Array.from(vector);
      return { object: 'embedding', index, embedding };
    });
    const tokens = Math.max(1, Math.ceil(inputs.join('').length / 4));
    return jsonReply(200, headers, {
      object: 'list',
      data,
      model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    });
  },
};

function inputsOf(body: JsonRecord): readonly string[] {
  if (typeof body.input === 'string') return body.input === '' ? [] : [body.input];
  return Array.isArray(body.input) ? body.input.filter((input) => typeof input === 'string' && input !== '') : [];
}

/** A unit vector that depends only on the text. */
function vectorFor(text: string, size: number): Float32Array<ArrayBuffer> {
  let seed = size;
  for (const character of text) seed = (Math.imul(seed, 31) + (character.codePointAt(0) ?? 0)) | 0;
  const random = seededRandom(seed);
  const vector = Float32Array.from({ length: size }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
