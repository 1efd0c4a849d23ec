import type { Backend, Call } from './call.ts';
import { openaiChat } from './openaiChat.ts';
import { openaiEmbeddings } from './openaiEmbeddings.ts';
import type { OpenaiEndpoint } from './openaiEndpoint.ts';
import { openaiBadRequest, openaiRefusal, openaiUnknownModel, openaiUnknownUrl } from './openaiErrors.ts';
import { openaiHeaders, openaiLimitHeaders } from './openaiHeaders.ts';
import { openaiResponse } from './openaiResponses.ts';
import { jsonReply, type Reply, type ReplyHeaders } from './reply.ts';
import { textOf } from './requestBody.ts';

const endpoints: ReadonlyMap<string, OpenaiEndpoint> = new Map([
  ['/v1/chat/completions', openaiChat],
  ['/v1/responses', openaiResponse],
  ['/v1/embeddings', openaiEmbeddings],
]);

/** Answers as `api.openai.com` does to an accepted key. */
export function openaiReply(call: Call, backend: Backend): Reply {
  const headers = openaiHeaders(call.serial, backend.latency);
  if (call.method === 'GET' && call.path.startsWith('/v1/models')) return listedModels(call, backend, headers);
  const endpoint = endpoints.get(call.path);
  if (!endpoint || call.method !== 'POST') {
    return openaiUnknownUrl(headers, call);
  }
  const { body } = call;
  if (!body) return openaiBadRequest(headers, 'We could not parse the JSON body of your request.');
  const model = textOf(body.model);
  if (!model) return openaiBadRequest(headers, 'you must provide a model parameter');
  const limiter = backend.account.limiterAt(call.at, model);
  if (limiter?.model.provider !== 'openai' || !endpoint.answers(model)) {
    return openaiUnknownModel(headers, model);
  }
  const problem = endpoint.problem(body);
  if (problem) return openaiBadRequest(headers, problem.message, problem.param);

  const refusal = limiter.admit(call.at, endpoint.cost(body));
  const limits = openaiLimitHeaders(limiter, call.at);
  if (refusal) {
    const reply = openaiRefusal(model, refusal, limits);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  }
  return endpoint.reply(body, model, endpoint.tellsLimits(body) ? { ...headers, ...limits } : headers, call);
}

/**
 * `GET /v1/models` and one model; free and without rate-limit headers (docs/providers.md, OpenAI: which answers carry
 * headers).
 */
function listedModels(call: Call, { account }: Backend, headers: ReplyHeaders): Reply {
  const models = account.models
    .filter(({ provider }) => provider === 'openai')
    .map(({ id }) => ({ id, object: 'model', created: 1_754_000_000, owned_by: 'system' }));
  if (call.path === '/v1/models') return jsonReply(200, headers, { object: 'list', data: models });
  const id = call.path.slice('/v1/models/'.length);
  const model = models.find((known) => known.id === id);
  return model ? jsonReply(200, headers, model) : openaiUnknownModel(headers, id);
}
