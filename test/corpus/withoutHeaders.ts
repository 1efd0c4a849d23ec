import { type CorpusResponse, left, reading, responsesOf, told } from './response.ts';

const gemini = responsesOf('gemini');
const bedrock = responsesOf('bedrock');
const deepseek = responsesOf('deepseek');
const ollama = responsesOf('ollama');
const huggingface = responsesOf('huggingface');
const zai = responsesOf('zai');
const moonshot = responsesOf('moonshot');
const alibaba = responsesOf('alibaba');
const llm7 = responsesOf('llm7');
const perplexity = responsesOf('perplexity');

const noQuota =
  'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.';

/** A refusal of Gemini for one quota, with the delay that it asks for. */
function exhausted(metric: string, quotaId: string, quotaValue: string, retryDelay: string): object {
  const type = 'type.googleapis.com/google.rpc';
  return {
    error: {
      code: 429,
      message: `${noQuota}\n* Quota exceeded for metric: generativelanguage.googleapis.com/${metric}, limit: ${quotaValue}, model: gemini-2.5-flash`,
      status: 'RESOURCE_EXHAUSTED',
      details: [
        {
          '@type': `${type}.QuotaFailure`,
          violations: [
            {
              quotaMetric: `generativelanguage.googleapis.com/${metric}`,
              quotaId,
              quotaDimensions: { model: 'gemini-2.5-flash', location: 'global' },
              quotaValue,
            },
          ],
        },
        { '@type': `${type}.RetryInfo`, retryDelay },
      ],
    },
  };
}

function spent(message: string): object {
  return { error: { code: 429, message, status: 'RESOURCE_EXHAUSTED' } };
}

const google: readonly CorpusResponse[] = [
  gemini.answer('nothing at all', {
    headers: { 'X-Gemini-Service-Tier': 'standard', 'Content-Type': 'application/json; charset=UTF-8' },
    body: { candidates: [{ content: { parts: [{ text: 'Hello' }] } }] },
  }),
  gemini.refusal('tokens a minute, in the words of a missing quota', {
    body: exhausted(
      'generate_content_paid_tier_input_token_count',
      'GenerateContentPaidTierInputTokensPerModelPerMinute',
      '250000',
      '17s',
    ),
    failure: told('rate', 'wait', 17, 'input-tokens/60/250000'),
  }),
  gemini.refusal('requests a day', {
    body: exhausted(
      'generate_content_free_tier_requests',
      'GenerateRequestsPerDayPerProjectPerModel-FreeTier',
      '40',
      '31s',
    ),
    failure: told('rate', 'wait', 31, 'requests/86400/40'),
  }),
  gemini.refusal('a model that a free tier does not hold', {
    body: exhausted(
      'generate_content_free_tier_requests',
      'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
      '0',
      '12s',
    ),
    failure: told('entitlement', 'switch', null, 'requests/60/0'),
  }),
  gemini.refusal('exhausted, with no word of what, in a list', {
    body: [
      {
        error: { code: 429, message: 'Resource has been exhausted (e.g. check quota).', status: 'RESOURCE_EXHAUSTED' },
      },
    ],
    failure: told('throttled', 'wait'),
  }),
  gemini.refusal('no credit', {
    body: spent('Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.'),
    failure: told('quota-exhausted', 'pay'),
  }),
  gemini.refusal('the spend limit of a project', {
    body: spent('Your project has exceeded its monthly spending cap. Please go to AI Studio to manage it.'),
    failure: told('spend-limit', 'pay'),
  }),
  gemini.refusal('a key that leaked, with 403', {
    status: 403,
    body: {
      error: {
        code: 403,
        message: 'Your API key was reported as leaked. Please use another API key.',
        status: 'PERMISSION_DENIED',
      },
    },
    failure: told('key-invalid', 'fix-key'),
  }),
  gemini.refusal('a wrong key, with 400', {
    status: 400,
    body: {
      error: {
        code: 400,
        message: 'API key not valid. Please pass a valid API key.',
        status: 'INVALID_ARGUMENT',
        details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
      },
    },
    failure: told('key-invalid', 'fix-key'),
  }),
  gemini.refusal('overloaded', {
    status: 503,
    body: { error: { code: 503, message: 'The model is overloaded. Please try again later.', status: 'UNAVAILABLE' } },
    failure: told('overloaded', 'wait'),
  }),
];

const amazon: readonly CorpusResponse[] = [
  bedrock.answer('nothing at all', { headers: { 'x-amzn-requestid': '00000000-0000-4000-8000-000000000000' } }),
  bedrock.refusal('tokens, and no window', {
    headers: { 'x-amzn-errortype': 'ThrottlingException' },
    body: { message: 'Too many tokens, please wait before trying again.' },
    failure: told('rate', 'wait', null, 'tokens/null/null'),
  }),
  bedrock.refusal('requests, and no window', {
    headers: { 'x-amzn-errortype': 'ThrottlingException' },
    body: { message: 'Too many requests, please wait before trying again.' },
    failure: told('rate', 'wait', null, 'requests/null/null'),
  }),
  bedrock.refusal('tokens a day', {
    headers: { 'x-amzn-errortype': 'ThrottlingException' },
    body: { message: 'Too many tokens per day, please wait before trying again.' },
    failure: told('rate', 'wait', null, 'tokens/86400/null'),
  }),
  bedrock.refusal('a throttle, by the code of a header', {
    headers: { 'x-amzn-errortype': 'ThrottlingException:http://internal.amazon.com/coral/' },
    body: { message: 'Your request rate is too high. Reduce the frequency of requests.' },
    failure: told('throttled', 'wait'),
  }),
  bedrock.refusal('a throttle, by the code of a body', {
    body: { __type: 'com.amazon.coral.availability#ThrottlingException', message: 'Slow down, please.' },
    failure: told('throttled', 'wait'),
  }),
  bedrock.refusal('a wrong key, with 403', {
    status: 403,
    body: { message: 'The security token included in the request is invalid.' },
    failure: told('key-invalid', 'fix-key'),
  }),
  bedrock.refusal('a key that expired, with 403', {
    status: 403,
    body: { message: 'The security token included in the request is expired' },
    failure: told('key-invalid', 'fix-key'),
  }),
  bedrock.refusal('a model that is none', {
    status: 400,
    headers: { 'x-amzn-errortype': 'ValidationException' },
    body: { message: 'The provided model identifier is invalid.' },
    failure: told('model-not-found', 'switch'),
  }),
  bedrock.refusal('a context that is full', {
    status: 400,
    body: { message: 'Input is too long for requested model.' },
    failure: told('context-too-long', 'shrink'),
  }),
];

/** A refusal of Moonshot, which begins with the account. */
function reached(what: string, type = 'rate_limit_reached_error'): object {
  return { error: { message: `Your account org-Kp7<ak-w2> ${what}`, type } };
}

const others: readonly CorpusResponse[] = [
  deepseek.answer('nothing at all', { headers: { 'content-type': 'application/json' } }),
  deepseek.refusal('no balance', {
    status: 402,
    body: {
      error: { message: 'Insufficient Balance', type: 'unknown_error', param: null, code: 'invalid_request_error' },
    },
    failure: told('quota-exhausted', 'pay'),
  }),
  deepseek.refusal('a context that is full', {
    status: 400,
    body: {
      error: {
        message:
          "This model's maximum context length is 131072 tokens. However, you requested 140210 tokens (136114 in the messages, 4096 in the completion). Please reduce the length of the messages or completion.",
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_request_error',
      },
    },
    failure: told('context-too-long', 'shrink'),
  }),
  ollama.answer('nothing at all', {
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: '{"model":"llama3.2","response":"Hi","done":false}\n{"model":"llama3.2","done":true}\n',
  }),
  ollama.refusal('no such model', {
    status: 404,
    body: { error: "model 'llama9' not found" },
    failure: told('model-not-found', 'switch'),
  }),
  ollama.refusal('a model of a plan', {
    status: 403,
    body: { error: 'this model requires a subscription, upgrade for access: https://ollama.com/upgrade' },
    failure: told('entitlement', 'switch'),
  }),
  ollama.refusal('the hour of a plan', {
    body: { error: "you've reached your hourly usage limit, please wait or upgrade to continue" },
    failure: told('plan-window', 'wait'),
  }),
  ollama.refusal('the session of a plan', {
    body: {
      error:
        'you (somebody) have reached your session usage limit, upgrade for higher limits: https://ollama.com/upgrade',
    },
    failure: told('plan-window', 'wait'),
  }),
  huggingface.answer('a policy with a label before its name', {
    headers: { RateLimit: '"api";r=911;t=203', 'RateLimit-Policy': '"fixed window";"api";q=1000;w=300' },
    readings: [reading('requests', 300, 1000, left(911, 911, 912), 203)],
  }),
  huggingface.refusal('no credit, in a header alone', {
    status: 402,
    headers: { 'x-error-message': 'You have depleted your monthly included credits. Buy pre-paid credits to go on.' },
    failure: told('quota-exhausted', 'pay'),
  }),
  zai.refusal('too many at a time, in the words of a rate', {
    body: { error: { code: '1302', message: 'Rate limit reached for requests' } },
    failure: told('concurrency', 'slow-down'),
  }),
  zai.refusal('too often', {
    body: { error: { code: '1303', message: 'High frequency usage of this API, please reduce frequency' } },
    failure: told('rate', 'wait'),
  }),
  zai.refusal('no balance, with 429', {
    body: { error: { code: '1113', message: 'Insufficient balance or no resource package. Please recharge.' } },
    failure: told('quota-exhausted', 'pay'),
  }),
  zai.refusal('the hours of a plan, in a time without a zone', {
    headers: { date: 'Wed, 11 Nov 2026 09:30:00 GMT' },
    body: {
      error: { code: '1308', message: 'Usage limit reached for 5 hour. Your limit will reset at 2026-11-11 21:04:00' },
    },
    failure: told('plan-window', 'wait'),
  }),
  moonshot.refusal('requests a minute', {
    body: reached('request reached organization max RPM: 6, please try again after 2 seconds'),
    failure: told('rate', 'wait', 2, 'requests/60/6'),
  }),
  moonshot.refusal('tokens a day', {
    body: reached('request reached organization TPD rate limit, current: 2000300, limit: 2000000'),
    failure: told('rate', 'wait', null, 'tokens/86400/2000000'),
  }),
  moonshot.refusal('no credit, in the words of a suspended account', {
    body: reached('is suspended, please check your plan and billing details', 'exceeded_current_quota_error'),
    failure: told('quota-exhausted', 'pay'),
  }),
  alibaba.refusal('a rate in the words of a missing quota', {
    body: {
      error: {
        message:
          'You exceeded your current quota, please check your plan and billing details. For details, see: https://help.aliyun.com/zh/model-studio/error-code#token-limit',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      },
    },
    failure: told('rate', 'wait'),
  }),
  alibaba.refusal('a free share that is used up', {
    status: 403,
    body: { code: 'AllocationQuota.FreeTierOnly', message: 'The free tier of the model has been exhausted.' },
    failure: told('quota-exhausted', 'pay'),
  }),
  llm7.refusal('a wait in a field', {
    headers: { 'retry-after': '3' },
    body: { retry_after: 3, message: 'Rate limit exceeded. Retry after 3 seconds.' },
    failure: told('rate', 'wait', 3),
  }),
  perplexity.refusal('a wrong key, with a number as its code', {
    status: 401,
    body: { error: { message: 'Invalid API key provided.', type: 'invalid_api_key', code: 401 } },
    failure: told('key-invalid', 'fix-key'),
  }),
];

/** Providers of whose limits no header tells: what there is stands in their refusals. */
export const withoutHeaders: readonly CorpusResponse[] = [...google, ...amazon, ...others];
