import {
  anthropicBadRequest,
  anthropicRefusal,
  anthropicUnknownModel,
  anthropicUnknownPath,
} from './anthropicErrors.ts';
import { anthropicHeaders, anthropicLimitHeaders } from './anthropicHeaders.ts';
import { anthropicMessage } from './anthropicMessage.ts';
import type { Backend, Call } from './call.ts';
import { jsonReply, type Reply, type ReplyHeaders } from './reply.ts';
import { positiveOf, textOf } from './requestBody.ts';

/** Answers as `api.anthropic.com` does to an accepted key. */
export function anthropicReply(call: Call, backend: Backend): Reply {
  const headers = anthropicHeaders(call.serial);
  const { body, method, path, serial } = call;
  if (method === 'GET' && path.startsWith('/v1/models')) return listedModels(call, backend, headers);
  const counting = path === '/v1/messages/count_tokens';
  if (method !== 'POST' || (path !== '/v1/messages' && !counting)) {
    return anthropicUnknownPath(headers, serial);
  }
  if (!body) return anthropicBadRequest(headers, serial, 'The request body is not valid JSON: expected an object');
  const model = textOf(body.model);
  if (!model) return anthropicBadRequest(headers, serial, 'model: Field required');
  if (!Array.isArray(body.messages)) return anthropicBadRequest(headers, serial, 'messages: Field required');
  if (body.messages.length === 0) {
    return anthropicBadRequest(headers, serial, 'messages: at least one message is required');
  }
  const limiter = backend.account.limiterAt(call.at, model);
  if (limiter?.model.provider !== 'anthropic') return anthropicUnknownModel(headers, serial, model);

  const usage = backend.promptCache.usageOf(body, call.at);
  // Free. Its limit is a pool of its own, which no header mentions (docs/providers.md, Anthropic: which answers carry
  // headers).
  if (counting) return jsonReply(200, headers, { input_tokens: usage.cached + usage.created + usage.fresh });
  const longest = positiveOf(body.max_tokens);
  if (longest === null) return anthropicBadRequest(headers, serial, 'max_tokens: Field required');

  const refusal = limiter.admit(call.at, usage.estimate);
  // As recorded, the headers describe the moment of arrival, however long the answer takes (docs/providers.md,
  // Anthropic: headers).
  const limits = anthropicLimitHeaders(limiter, call.at, call.wall);
  if (refusal) return anthropicRefusal(model, refusal, { ...headers, ...limits }, serial);
  backend.promptCache.remember(body, call.at);
  return {
    ...anthropicMessage(call, body, model, longest, usage, { ...headers, ...limits }),
    produce: (at, tokens) => limiter.produce(at, tokens),
    finish: (at) => limiter.correctInput(at, usage.created + usage.fresh - usage.estimate),
  };
}

/**
 * `GET /v1/models` and one model; free. Whether it carries rate-limit headers is unconfirmed; this one carries none
 * (docs/providers.md, Anthropic: headers).
 */
function listedModels(call: Call, { account }: Backend, headers: ReplyHeaders): Reply {
  const models = account.models
    .filter(({ provider }) => provider === 'anthropic')
    .map(({ id }) => ({ type: 'model', id, display_name: id, created_at: '2026-01-01T00:00:00Z' }));
  if (call.path === '/v1/models') {
    return jsonReply(200, headers, {
      data: models,
      has_more: false,
      first_id: models[0]?.id ?? null,
      last_id: models.at(-1)?.id ?? null,
    });
  }
  const id = call.path.slice('/v1/models/'.length);
  const model = models.find((known) => known.id === id);
  return model ? jsonReply(200, headers, model) : anthropicUnknownModel(headers, call.serial, id);
}
