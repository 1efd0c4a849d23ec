import { type CorpusResponse, left, reading, responsesOf, told } from './response.ts';

const openrouter = responsesOf('openrouter');
const github = responsesOf('github-models');
const litellm = responsesOf('litellm');

/** The envelope of OpenRouter's errors. */
function error(code: number, message: string, metadata?: object): object {
  return { error: { message, code, ...(metadata && { metadata }) } };
}

/** A refusal of GitHub Models: `amount` in `seconds`, of which `wait` are left. */
function reached(amount: number, seconds: number, what: string, wait: number): object {
  const message = `Rate limit of ${amount} per ${seconds}s exceeded for ${what}. Please wait ${wait} seconds before retrying.`;
  return { error: { code: 'RateLimitReached', message, details: message } };
}

function typed(type: string, most: number, until: string): object {
  const message = `Rate limit exceeded for api_key: 0a1b2c. Limit type: ${type}. Current limit: ${most}, Remaining: 0. Limit resets at: ${until}`;
  return { error: { message, type: 'None', param: 'None', code: '429' } };
}

/** Services that stand between a key and the provider of a model. */
export const routers: readonly CorpusResponse[] = [
  openrouter.answer('nothing at all', { headers: { 'Access-Control-Expose-Headers': 'X-Generation-Id,cf-ray' } }),
  openrouter.answer('a reset in milliseconds since 1970', {
    status: 429,
    headers: {
      // 23 s before the end of the minute.
      date: 'Wed, 11 Nov 2026 09:30:37 GMT',
      'x-ratelimit-limit': '20',
      'x-ratelimit-remaining': '14',
      'x-ratelimit-reset': '1794389460000',
    },
    readings: [reading('requests', [60, null], 20, left(14, 14, 15), 23)],
    failure: told('rate', 'wait'),
  }),
  openrouter.refusal('free models a day, with headers in the body', {
    body: error(
      429,
      'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
      {
        headers: { 'X-RateLimit-Limit': '50', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1794441600000' },
      },
    ),
    failure: told('rate', 'wait', null, 'requests/86400/50'),
  }),
  openrouter.refusal('free models a day, at a time that is known', {
    headers: { date: 'Wed, 11 Nov 2026 21:30:00 GMT' },
    body: error(429, 'Rate limit exceeded: free-models-per-day-high-balance.', {
      headers: { 'X-RateLimit-Limit': '1000', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1794441600000' },
    }),
    failure: told('rate', 'wait', 9000, 'requests/86400/1000'),
  }),
  openrouter.refusal('free models a minute', {
    body: error(429, 'Rate limit exceeded: free-models-per-min.', {
      headers: { 'X-RateLimit-Limit': '20', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1794389460000' },
    }),
    failure: told('rate', 'wait', null, 'requests/60/20'),
  }),
  openrouter.refusal('a throttle that it passes on', {
    body: error(429, 'Provider returned error', {
      raw: 'some/model:free is temporarily rate-limited upstream. Please retry shortly.',
      provider_name: 'Somebody',
    }),
    failure: told('throttled', 'wait'),
  }),
  openrouter.refusal('no credit', {
    status: 402,
    body: error(
      402,
      'This request requires more credits, or fewer max_tokens. You requested up to 32000 tokens, but can only afford 1480.',
    ),
    failure: told('quota-exhausted', 'pay'),
  }),
  openrouter.refusal('the limit of the key, with 403', {
    status: 403,
    body: error(403, 'Key limit exceeded (monthly limit). Manage it using https://openrouter.ai/settings/keys'),
    failure: told('spend-limit', 'pay'),
  }),
  openrouter.refusal('no key', {
    status: 401,
    body: error(401, 'Missing Authentication header'),
    failure: told('key-invalid', 'fix-key'),
  }),
  openrouter.refusal('a choice that ended in an error, with 200', {
    status: 200,
    body: { choices: [{ finish_reason: 'error', error: { code: 502, message: 'Upstream went away' } }] },
    failure: told('server-error', 'wait'),
  }),
  github.answer('limits that do not bind', {
    headers: {
      'x-ratelimit-limit-requests': '15000',
      'x-ratelimit-limit-tokens': '1500000',
      'x-ratelimit-renewalperiod-requests': '60',
    },
    allowed: [
      reading('requests', [60, null], 15_000, null, null),
      reading('tokens', [60, null], 1_500_000, null, null),
    ],
  }),
  github.refusal('requests a minute', {
    headers: { 'x-ratelimit-type': 'UserByModelByMinute', 'x-ratelimit-timeremaining': '22', 'retry-after': '22' },
    body: reached(10, 60, 'UserByModelByMinute', 22),
    failure: told('rate', 'wait', 22, 'requests/60/10'),
  }),
  github.refusal('requests a day, the time in a header of its own', {
    headers: { 'x-ratelimit-type': 'UserByModelByDay', 'x-ratelimit-timeremaining': '7215' },
    body: reached(150, 86_400, 'UserByModelByDay', 7215),
    failure: told('rate', 'wait', 7215, 'requests/86400/150'),
  }),
  github.refusal('too many at a time', {
    headers: { 'x-ratelimit-type': 'UserConcurrentRequests', 'x-ratelimit-timeremaining': '0' },
    body: reached(5, 0, 'UserConcurrentRequests', 0),
    failure: told('concurrency', 'slow-down'),
  }),
  litellm.answer('the names of the provider behind it', {
    headers: {
      'x-litellm-version': '1.80.0',
      'x-litellm-key-spend': '0.42',
      'llm_provider-x-ratelimit-limit-requests': '750',
      'llm_provider-x-ratelimit-remaining-requests': '748',
      'llm_provider-x-ratelimit-reset-requests': '160ms',
    },
    readings: [reading('requests', 60, 750, left(748, 748, 749), 0.16)],
  }),
  litellm.answer('both the names of the provider and plain ones', {
    headers: {
      'x-litellm-version': '1.80.0',
      'x-ratelimit-limit-tokens': '90000',
      'x-ratelimit-remaining-tokens': '71400',
      'x-ratelimit-reset-tokens': '12.4s',
      'llm_provider-x-ratelimit-limit-tokens': '90000',
      'llm_provider-x-ratelimit-remaining-tokens': '71400',
      'llm_provider-x-ratelimit-reset-tokens': '12.4s',
    },
    readings: [reading('tokens', 60, 90_000, left(71_400, 71_400, 71_401), 12.4)],
  }),
  litellm.answer('a limit of its own, and another of the provider', {
    // What is left of one and the reset of the other would make a level that nobody told.
    headers: {
      'x-ratelimit-limit-requests': '90',
      'x-ratelimit-remaining-requests': '71',
      'llm_provider-x-ratelimit-limit-requests': '600',
      'llm_provider-x-ratelimit-remaining-requests': '598',
      'llm_provider-x-ratelimit-reset-requests': '200ms',
    },
    readings: [reading('requests', [60, null], 90, left(71, 71, 72), null)],
  }),
  litellm.refusal('a budget of its own', {
    status: 400,
    body: {
      error: {
        message: 'Budget has been exceeded! Current cost: 3.02, Max budget: 3.0',
        type: 'budget_exceeded',
        param: null,
        code: '400',
      },
    },
    failure: told('spend-limit', 'pay'),
  }),
  litellm.refusal('too many at a time', {
    body: { error: { message: 'Max parallel request limit reached', type: 'None', param: 'None', code: '429' } },
    failure: told('concurrency', 'slow-down'),
  }),
  litellm.refusal('a rate of its own, named beside the parallel ones', {
    body: {
      error: {
        message:
          'LiteLLM Rate Limit Handler for rate limit type = key. Crossed TPM / RPM / Max Parallel Request Limit. current rpm: 4, rpm limit: 4, current tpm: 900, tpm limit: 50000, current max_parallel_requests: 0, max_parallel_requests: 20',
        type: 'None',
        param: 'None',
        code: '429',
      },
    },
    failure: told('rate', 'wait', null, ['requests/60/4', null]),
  }),
  litellm.refusal('a rate of its own, by its type', {
    headers: { date: 'Wed, 11 Nov 2026 09:30:00 GMT' },
    body: typed('tokens', 500, '2026-11-11 09:30:23 UTC'),
    failure: told('rate', 'wait', 23, 'tokens/60/500'),
  }),
  litellm.refusal('too many at a time, by their type', {
    body: typed('max_parallel_requests', 2, '2026-11-11 09:30:23 UTC'),
    failure: told('concurrency', 'slow-down'),
  }),
  litellm.refusal('the words of the provider behind it', {
    body: {
      error: {
        message:
          'litellm.RateLimitError: RateLimitError: OpenAIException - Rate limit reached for gpt-4o in organization org-Kp7 on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 2s.',
        type: 'throttling_error',
        param: null,
        code: '429',
      },
    },
    failure: told('rate', 'wait', 2, 'tokens/60/30000'),
  }),
];
