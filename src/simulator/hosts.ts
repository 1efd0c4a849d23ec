import { DAY, MINUTE } from '../core/model/limit.ts';
import type { ProviderId } from '../core/model/provider.ts';
import { goDuration } from './goDuration.ts';
import { errorBody, type HostError, openaiNames, type SimulatedHost, waitOf } from './host.ts';
import { servingHosts } from './servingHosts.ts';

/** The providers that can be simulated besides OpenAI and Anthropic. Headers and errors are those of docs/providers.md. */
export const simulatedHosts: Readonly<Partial<Record<ProviderId, SimulatedHost>>> = {
  ...servingHosts,
  zai: {
    path: '/api/paas/v4',
    wrongKey: errorBody(401, { code: '1000', message: 'Authentication Failed' }),
    noCredit: errorBody(429, {
      code: '1113',
      message: 'Insufficient balance or no resource package. Please recharge.',
    }),
    rate: () => errorBody(429, { code: '1302', message: 'Rate limit reached for requests' }),
  },
  moonshot: {
    path: '/v1',
    reads: {
      '/v1/users/me/balance': {
        code: 0,
        data: { available_balance: 49.58894, voucher_balance: 46.58893, cash_balance: 3.00001 },
        scode: '0x0',
        status: true,
      },
    },
    wrongKey: errorBody(401, { message: 'Invalid Authentication', type: 'invalid_authentication_error' }),
    noCredit: errorBody(429, {
      message: 'Your account is suspended due to insufficient balance, please recharge your account',
      type: 'exceeded_current_quota_error',
    }),
    rate: ({ wait }) =>
      errorBody(429, {
        message: `request reached organization max RPM: 3, please try again after ${wait} seconds`,
        type: 'rate_limit_reached_error',
      }),
  },
  cerebras: {
    path: '/v1',
    tells: [
      { names: 'x-ratelimit-*-requests-day', unit: 'requests', window: DAY },
      { names: 'x-ratelimit-*-tokens-minute', unit: 'tokens', window: MINUTE },
    ],
    reset: (seconds) => seconds.toFixed(14),
    wrongKey: {
      status: 401,
      body: { message: 'Wrong API Key', type: 'invalid_request_error', param: 'api_key', code: 'wrong_api_key' },
    },
    noCredit: {
      status: 402,
      body: {
        message: 'Payment required to access this resource.',
        type: 'payment_required_error',
        code: 'payment_required',
      },
    },
    rate: ({ wait }) => ({
      status: 429,
      headers: waitOf(wait),
      body: {
        message: 'Requests per minute limit exceeded - too many requests sent.',
        type: 'too_many_requests_error',
        param: 'quota',
        code: 'request_quota_exceeded',
      },
    }),
  },
  deepseek: {
    path: '',
    reads: {
      '/user/balance': {
        is_available: true,
        balance_infos: [
          { currency: 'CNY', total_balance: '110.00', granted_balance: '10.00', topped_up_balance: '100.00' },
        ],
      },
    },
    wrongKey: errorBody(401, {
      message: 'Authentication Fails, Your api key: ****abcd is invalid',
      type: 'authentication_error',
      code: 'invalid_request_error',
    }),
    noCredit: errorBody(402, { message: 'Insufficient Balance', type: 'unknown_error', code: 'invalid_request_error' }),
    rate: ({ wait }) => ({ ...errorBody(429, { message: 'Rate limit reached' }), headers: waitOf(wait) }),
  },
  xai: {
    path: '/v1',
    tells: openaiNames(MINUTE),
    wrongKey: {
      status: 400,
      body: {
        code: 'Client specified an invalid argument',
        error: 'Incorrect API key provided: xa***yz. You can obtain an API key from https://console.x.ai.',
      },
    },
    noCredit: {
      status: 403,
      body: {
        code: 'The caller does not have permission to execute the specified operation',
        error:
          "Your newly created team doesn't have any credits or licenses yet. You can purchase those on https://console.x.ai.",
      },
    },
    rate: ({ model, wait }) => ({
      status: 429,
      headers: waitOf(wait),
      body: {
        code: 'resource-exhausted',
        error: `Too many requests for team simulator and model ${model}. Requests per Minute (actual/limit): 2/2.`,
      },
    }),
  },
  mistral: {
    path: '/v1',
    tells: [
      { names: 'x-ratelimit-*-req-minute', unit: 'requests', window: MINUTE },
      { names: 'x-ratelimit-*-tokens-minute', unit: 'tokens', window: MINUTE },
    ],
    wrongKey: { status: 401, body: { detail: 'Unauthorized' } },
    noCredit: null,
    rate: () => ({
      status: 429,
      body: {
        object: 'error',
        message: 'Requests rate limit exceeded',
        type: 'rate_limited',
        param: null,
        code: '1300',
      },
    }),
  },
  gemini: {
    path: '/v1beta/openai',
    wrongKey: inList({
      code: 400,
      message: 'API key not valid. Please pass a valid API key.',
      status: 'INVALID_ARGUMENT',
      details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
    }),
    noCredit: inList({
      code: 429,
      message: 'Your prepayment credits are depleted. Please go to AI Studio at https://ai.studio/projects.',
      status: 'RESOURCE_EXHAUSTED',
    }),
    rate: ({ model, wait }) =>
      inList({
        code: 429,
        message: `You exceeded your current quota, please check your plan and billing details. \n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 10, model: ${model}\nPlease retry in ${wait}s.`,
        status: 'RESOURCE_EXHAUSTED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
            violations: [
              {
                quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
                quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
                quotaDimensions: { location: 'global', model },
                quotaValue: '10',
              },
            ],
          },
          { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${wait}s` },
        ],
      }),
  },
  groq: {
    path: '/openai/v1',
    tells: openaiNames(DAY),
    reset: goDuration,
    wrongKey: errorBody(401, { message: 'Invalid API Key', type: 'invalid_request_error', code: 'invalid_api_key' }),
    noCredit: null,
    rate: ({ model, wait }) => ({
      ...errorBody(429, {
        message: `Rate limit reached for model \`${model}\` in organization \`org_simulator\` service tier \`on_demand\` on tokens per minute (TPM): Limit 12000, Used 12000, Requested 4800. Please try again in ${wait}s.`,
        type: 'tokens',
        code: 'rate_limit_exceeded',
      }),
      headers: waitOf(wait),
    }),
  },
};

/** Some put their errors into a list. */
function inList(error: {
  readonly code: number;
  readonly message: string;
  readonly [more: string]: unknown;
}): HostError {
  return { status: error.code, body: [{ error }] };
}
