import { MINUTE } from '../core/model/limit.ts';
import type { ProviderId } from '../core/model/provider.ts';
import { errorBody, openaiNames, type SimulatedHost, waitOf } from './host.ts';

/** Those that serve the models of others. */
export const servingHosts: Readonly<Partial<Record<ProviderId, SimulatedHost>>> = {
  together: {
    path: '/v1',
    headers: { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': '1' },
    wrongKey: errorBody(401, {
      message: 'Invalid API key provided. You can find your API key at https://api.together.ai/settings/api-keys.',
      type: 'invalid_request_error',
      code: 'invalid_api_key',
    }),
    noCredit: errorBody(402, {
      message:
        'Credit limit exceeded, please navigate to https://api.together.ai/settings/billing to upgrade your plan.',
      type: 'credit_limit',
    }),
    rate: ({ wait }) => ({
      ...errorBody(429, { message: 'Request rate limited.', error_type: 'dynamic_request_limited' }),
      headers: { 'x-ratelimit-reset': String(wait) },
    }),
  },
  fireworks: {
    path: '/inference/v1',
    tells: [{ names: 'x-ratelimit-*-tokens-prompt', unit: 'tokens', window: MINUTE }],
    headers: { 'x-ratelimit-over-limit': 'no' },
    wrongKey: errorBody(401, { message: 'Unauthorized', type: 'invalid_request_error' }),
    noCredit: errorBody(402, { message: 'Payment required', type: 'payment_required' }),
    rate: ({ wait }) => ({ ...errorBody(429, { message: 'Too many requests' }), headers: waitOf(wait) }),
  },
  ollama: { path: '/v1', wrongKey: errorBody(401, { message: 'unauthorized' }), noCredit: null, rate: null },
  lmstudio: { path: '/v1', wrongKey: errorBody(401, { message: 'unauthorized' }), noCredit: null, rate: null },
  'github-models': {
    path: '/inference',
    catalogPath: '/catalog/models',
    wrongKey: { status: 401, body: { message: 'Bad credentials', status: '401' } },
    noCredit: null,
    rate: ({ wait }) => ({
      ...errorBody(429, {
        code: 'RateLimitReached',
        message: `Rate limit of 10 per 60s exceeded for UserByModelByMinute. Please wait ${wait} seconds before retrying.`,
      }),
      headers: {
        ...waitOf(wait),
        'x-ratelimit-type': 'UserByModelByMinute',
        'x-ratelimit-timeremaining': String(wait),
      },
    }),
  },
  'azure-openai': {
    path: '/openai/v1',
    tells: openaiNames(MINUTE),
    reset: (seconds) => String(Math.ceil(seconds)),
    headers: { 'x-ratelimit-renewalperiod-requests': '60', 'x-ratelimit-renewalperiod-tokens': '60' },
    wrongKey: errorBody(401, {
      code: '401',
      message: 'Access denied due to invalid subscription key or wrong API endpoint.',
    }),
    noCredit: null,
    rate: ({ model, wait }) => ({
      ...errorBody(429, {
        code: 'RateLimitReached',
        message: `Your requests to ${model} have exceeded the token rate limit of your current OpenAI S0 pricing tier. Please retry after ${wait} seconds.`,
      }),
      headers: waitOf(wait),
    }),
  },
  openrouter: {
    path: '/api/v1',
    reads: {
      '/api/v1/key': {
        data: {
          limit: 100,
          limit_remaining: 74.5,
          limit_reset: 'monthly',
          usage: 25.5,
          usage_daily: 1.5,
          usage_weekly: 5.5,
          usage_monthly: 25.5,
          is_free_tier: false,
        },
      },
      '/api/v1/credits': { data: { total_credits: 100.5, total_usage: 25.75 } },
    },
    wrongKey: errorBody(401, { message: 'User not found.', code: 401 }),
    noCredit: errorBody(402, {
      message: 'Insufficient credits. Add more at https://openrouter.ai/settings/credits',
      code: 402,
    }),
    rate: ({ until }) =>
      errorBody(429, {
        message: 'Rate limit exceeded: free-models-per-min. ',
        code: 429,
        metadata: {
          headers: { 'X-RateLimit-Limit': '20', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(until) },
        },
      }),
  },
  litellm: {
    path: '/v1',
    tells: openaiNames(MINUTE),
    reads: {
      '/key/info': {
        key: 'hashed',
        info: { spend: 4.25, max_budget: 100, budget_duration: '30d', budget_reset_at: '2026-02-01T00:00:00Z' },
      },
    },
    wrongKey: errorBody(401, {
      message: 'Authentication Error, Invalid proxy server token passed.',
      type: 'token_not_found_in_db',
      code: '401',
    }),
    noCredit: errorBody(400, {
      message: 'Budget has been exceeded! Current cost: 12.5, Max budget: 10.0',
      type: 'budget_exceeded',
      code: '400',
    }),
    rate: ({ wait }) => ({
      ...errorBody(429, { message: 'Limit type: tokens. Current limit: 500, Remaining: 0.', code: '429' }),
      headers: waitOf(wait),
    }),
  },
};
