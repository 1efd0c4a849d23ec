import { DAY } from '../core/model/limit.ts';
import type { Call } from './call.ts';
import { goDuration } from './goDuration.ts';
import type { Refusal } from './limiter.ts';
import { jsonReply, type Reply, type ReplyHeaders } from './reply.ts';

interface OpenaiError {
  readonly message: string;
  readonly type: string;
  readonly param?: string | null;
  readonly code: string | null;
}

/** `more` holds fields that only some errors have. */
export function openaiError(status: number, headers: ReplyHeaders, error: OpenaiError, more: object = {}): Reply {
  const { message, type, param = null, code } = error;
  return jsonReply(status, headers, { error: { message, type, param, code, ...more } });
}

/**
 * The 429 of a limit, in the words of docs/providers.md, OpenAI: errors. `limits` are the rate-limit headers after the
 * refusal.
 */
export function openaiRefusal(model: string, refusal: Refusal, limits: ReplyHeaders): Reply {
  const { limit, used, requested, tooLarge } = refusal;
  const unit = limit.unit === 'requests' ? 'requests' : 'tokens';
  const [span, short] = limit.window === DAY ? ['day', 'D'] : ['min', 'M'];
  const name = `${unit} per ${span} (${unit === 'requests' ? 'RP' : 'TP'}${short})`;
  const numbers = `in organization org-simulator on ${name}: Limit ${limit.capacity}`;
  const kind = { type: unit, code: 'rate_limit_exceeded' };
  if (tooLarge) {
    const message =
      `Request too large for ${model} ${numbers}, Requested ${requested}. The input or output tokens must be reduced ` +
      'in order to run successfully. Visit https://platform.openai.com/account/rate-limits to learn more.';
    return openaiError(429, limits, { message, ...kind });
  }
  // Rounds up to the millisecond: a client that waits this long must be admitted.
  const wait = Math.ceil(refusal.wait * 1000 - 1e-6) / 1000;
  const message =
    `Rate limit reached for ${model} ${numbers}, Used ${used}, Requested ${requested}. ` +
    `Please try again in ${goDuration(wait)}. Visit https://platform.openai.com/account/rate-limits to learn more.`;
  return openaiError(429, { ...limits, 'retry-after': String(Math.max(1, Math.ceil(wait))) }, { message, ...kind });
}

/** 401 with part of the key, as the provider shows it (docs/providers.md, OpenAI: errors). */
export function openaiWrongKey(headers: ReplyHeaders, key: string | null): Reply {
  const withChallenge = { ...headers, 'www-authenticate': 'Bearer realm="OpenAI API"' };
  if (key === null) {
    const message = "You didn't provide an API key. You need to provide your API key in an Authorization header.";
    return openaiError(401, withChallenge, { message, type: 'invalid_request_error', code: null });
  }
  const shown = key.length > 16 ? `${key.slice(0, 8)}***${key.slice(-4)}` : '***';
  return openaiError(401, withChallenge, {
    message: `Incorrect API key provided: ${shown}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  });
}

/** 400 for a request that makes no sense. */
export function openaiBadRequest(headers: ReplyHeaders, message: string, param: string | null = null): Reply {
  return openaiError(400, headers, { message, type: 'invalid_request_error', param, code: null });
}

/** 404 for a path that is none of the API's (docs/providers.md, Others that are seen). */
export function openaiUnknownUrl(headers: ReplyHeaders, { method, path }: Pick<Call, 'method' | 'path'>): Reply {
  return openaiError(404, headers, {
    message: `Invalid URL (${method} ${path})`,
    type: 'invalid_request_error',
    code: null,
  });
}

export function openaiUnknownModel(headers: ReplyHeaders, model: string): Reply {
  return openaiError(404, headers, {
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    code: 'model_not_found',
  });
}
