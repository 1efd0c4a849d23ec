import { DAY, MINUTE } from '../core/model/limit.ts';
import { isAdminPath } from './adminPaths.ts';
import type { Answer } from './answers.ts';
import { type Call, modelOf } from './call.ts';
import type { ModelLimit } from './models.ts';
import {
  openaiBadRequest,
  openaiError,
  openaiRefusal,
  openaiUnknownModel,
  openaiUnknownUrl,
  openaiWrongKey,
} from './openaiErrors.ts';
import { openaiHeaders } from './openaiHeaders.ts';
import { jsonReply, type Reply, type ReplyHeaders, waitHeaders } from './reply.ts';

/** The model of requests that name none, and its tokens per minute. */
const usualModel = 'gpt-5';
const usualCapacity = 500_000;

/**
 * Bodies of docs/providers.md, OpenAI: errors and OpenAI: plans and Codex. What OpenAI itself does not say is said as
 * others of its dialect do: too many at once as z.ai does, a throttle as OpenRouter does. Where a code is known but not
 * its words, the words are those of its predecessor. Lists of models are refused only where every request is.
 */
export function openaiFault(answer: Answer, call: Call): Reply | null {
  const headers = openaiHeaders(call.serial, 5);
  switch (answer.kind) {
    case 'refused-key':
      return openaiWrongKey(headers, call.key);
    case 'forbidden':
      return openaiError(403, headers, {
        message: 'Country, region, or territory not supported',
        type: 'request_forbidden',
        code: 'unsupported_country_region_territory',
      });
    case 'overloaded': {
      const message = 'The requested model does not have enough capacity right now. Please try again later.';
      const withWait = { ...headers, ...waitHeaders(answer.retryAfter) };
      return openaiError(503, withWait, { message, type: 'service_unavailable_error', code: 'server_is_overloaded' });
    }
    case 'server-error': {
      const message = 'The server had an error processing your request. Sorry about that!';
      return openaiError(500, headers, { message, type: 'server_error', code: null });
    }
    default:
      return call.method === 'POST' || isAdminPath(call.path) ? refusedRequest(answer, call, headers) : null;
  }
}

function refusedRequest(answer: Answer, call: Call, headers: ReplyHeaders): Reply | null {
  const wait = 'retryAfter' in answer ? answer.retryAfter : undefined;
  return refusals[answer.kind]?.({ model: modelOf(call, usualModel), wait, call, headers }) ?? null;
}

/** A refusal before it is written; `wait` in seconds, where the answer names one. */
interface Refused {
  readonly model: string;
  readonly wait: number | undefined;
  readonly call: Call;
  readonly headers: ReplyHeaders;
}

const refusals: Readonly<Partial<Record<Answer['kind'], (refused: Refused) => Reply>>> = {
  'no-credit': ({ headers }) => usedQuota('insufficient_quota', headers),
  'spend-cap': ({ headers }) => usedQuota('organization_spend_limit_exceeded', headers),
  entitlement: ({ model, headers }) => {
    const message =
      `Your organization must be verified to use the model \`${model}\`. Please go to: ` +
      'https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just ' +
      'verified, it can take up to 15 minutes for access to propagate.';
    return openaiError(404, headers, { message, type: 'invalid_request_error', code: 'model_not_found' });
  },
  'wrong-address': ({ call, headers }) => openaiUnknownUrl(headers, call),
  'unknown-model': ({ model, headers }) => openaiUnknownModel(headers, model),
  'too-large': ({ model, headers }) => {
    const limit = tokensPerMinute(usualCapacity);
    return openaiRefusal(model, { limit, used: 0, requested: 612_350, tooLarge: true, wait: 0 }, headers);
  },
  'too-long': ({ headers }) =>
    openaiError(400, headers, {
      message: 'Your input exceeds the context window of this model. Please adjust your input and try again.',
      type: 'invalid_request_error',
      param: 'messages',
      code: 'context_length_exceeded',
    }),
  'bad-request': ({ headers }) =>
    openaiBadRequest(headers, "Invalid value for 'temperature': must be between 0 and 2.", 'temperature'),
  rate: ({ model, wait: asked = 24, headers }) => {
    // With an empty bucket the wait is that of what was requested; a minute's wait is the longest there is.
    const wait = Math.min(MINUTE, asked);
    const requested = Math.round((wait * usualCapacity) / MINUTE);
    const refusal = { limit: tokensPerMinute(usualCapacity), used: usualCapacity, requested, tooLarge: false, wait };
    return openaiRefusal(model, refusal, headers);
  },
  'daily-rate': ({ model, wait = 432, headers }) => {
    const capacity = Math.max(1, Math.round(DAY / Math.max(1, wait)));
    const limit: ModelLimit = { unit: 'requests', pool: 'standard', window: DAY, capacity };
    return openaiRefusal(model, { limit, used: capacity, requested: 1, tooLarge: false, wait }, headers);
  },
  ramp: ({ wait = 15, headers }) => {
    const message = 'Your requests are growing too fast. Please slow down and increase your traffic gradually.';
    const withWait = { ...headers, ...waitHeaders(wait) };
    return openaiError(429, withWait, { message, type: 'rate_limit_error', code: 'slow_down' });
  },
  concurrency: ({ wait = 5, headers }) => {
    const error = { code: '1302', message: 'Rate limit reached for requests' };
    return jsonReply(429, { ...headers, ...waitHeaders(wait) }, { error });
  },
  throttled: ({ model, wait, headers }) => {
    const raw = `${model} is temporarily rate-limited upstream. Please retry shortly, or add your own key.`;
    const error = { message: 'Provider returned error', code: 429, metadata: { raw } };
    return jsonReply(429, { ...headers, ...waitHeaders(wait) }, { error });
  },
  'plan-window': ({ wait = 13_872, call, headers }) => usedPlan(wait, call, headers),
};

function usedQuota(code: string, headers: ReplyHeaders): Reply {
  const message =
    'You exceeded your current quota, please check your plan and billing details. For more information on this ' +
    'error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.';
  return openaiError(429, headers, { message, type: 'insufficient_quota', code });
}

/** A ChatGPT plan whose window is used up (docs/providers.md, OpenAI: plans and Codex). */
function usedPlan(wait: number, { wall }: Call, headers: ReplyHeaders): Reply {
  const resetsAt = Math.round(wall / 1000) + wait;
  const window = {
    'x-codex-plan-type': 'plus',
    'x-codex-primary-used-percent': '100',
    'x-codex-primary-window-minutes': '300',
    'x-codex-primary-reset-after-seconds': String(wait),
    'x-codex-primary-reset-at': String(resetsAt),
  };
  const message = 'The usage limit has been reached';
  const more = { plan_type: 'plus', resets_at: resetsAt, resets_in_seconds: wait };
  return openaiError(429, { ...headers, ...window }, { message, type: 'usage_limit_reached', code: null }, more);
}

function tokensPerMinute(capacity: number): ModelLimit {
  return { unit: 'tokens', pool: 'standard', window: MINUTE, capacity };
}
