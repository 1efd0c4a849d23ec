import { type CorpusResponse, left, reading, responsesOf, told } from './response.ts';

const xai = responsesOf('xai');
const together = responsesOf('together');
const fireworks = responsesOf('fireworks');
const cohere = responsesOf('cohere');
const replicate = responsesOf('replicate');
const month = [2_592_000, 2_628_000, 2_629_800, 2_678_400, null] as const;

/** Hosts of models whose headers are their own, most without a reset. */
export const hosts: readonly CorpusResponse[] = [
  xai.answer('no resets', {
    headers: {
      'X-Ratelimit-Limit-Requests': '900',
      'X-Ratelimit-Remaining-Requests': '896',
      'X-Ratelimit-Limit-Tokens': '2500000',
      'X-Ratelimit-Remaining-Tokens': '2498800',
    },
    readings: [
      reading('requests', [60, null], 900, left(896, 896, 897), null),
      reading('tokens', [60, null], 2_500_000, left(2_498_800, 2_498_800, 2_498_801), null),
    ],
  }),
  xai.refusal('a text in place of an object', {
    headers: { 'Retry-After': '45' },
    body: {
      code: 'resource-exhausted',
      error:
        'Too many requests for team 00000000-0000-4000-8000-000000000000 and model grok-4. Requests per Minute (actual/limit): 7/6.',
    },
    failure: told('rate', 'wait', 45, 'requests/60/6'),
  }),
  xai.refusal('the second of two rates', {
    body: {
      code: 'resource-exhausted',
      error:
        "Too many requests. Your team's rate limit is requests per minute (actual/limit): 9/240, tokens per minute (actual/limit): 1250000/1000000.",
    },
    failure: told('rate', 'wait', null, 'tokens/60/1000000'),
  }),
  xai.refusal('a wrong key, with 400', {
    status: 400,
    body: { code: 'invalid-argument', error: 'Incorrect API key provided: xa***us.' },
    failure: told('key-invalid', 'fix-key'),
  }),
  xai.refusal('no credit, with 403', {
    status: 403,
    body: { code: 'forbidden', error: "Your newly created teams doesn't have any credits yet." },
    failure: told('quota-exhausted', 'pay'),
  }),
  together.answer('a second, without a suffix', {
    headers: {
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '7',
      'x-ratelimit-reset': '1',
      'x-tokenlimit-limit': '3000',
      'x-tokenlimit-remaining': '2600',
    },
    readings: [reading('requests', [1, null], 10, left(7, 7, 8), 1)],
    allowed: [reading('tokens', [1, null], 3000, left(2600, 2600, 2601), null)],
  }),
  together.answer('a reset that no second would show', {
    headers: { 'X-RateLimit-Limit': '900', 'X-RateLimit-Remaining': '896', 'X-RateLimit-Reset': '41' },
    readings: [reading('requests', null, 900, left(896, 896, 897), 41)],
  }),
  together.refusal('queries a minute', {
    body: {
      error: {
        message:
          'You have been rate limited. Your rate limit is 30 queries per minute. Please navigate to https://api.together.xyz/settings/billing to upgrade to a paid plan.',
        type: 'credit_limit',
        param: null,
        code: null,
      },
    },
    failure: told('rate', 'wait', null, 'requests/60/30'),
  }),
  together.refusal('queries a minute of one model', {
    body: {
      error: {
        message:
          'You have reached the rate limit specific to this model some/model. The maximum rate limit for this model is 6.0 queries per minute.',
        type: 'model_rate_limit',
        param: null,
        code: null,
      },
    },
    failure: told('rate', 'wait', null, 'requests/60/6'),
  }),
  fireworks.answer('tokens of both directions', {
    headers: {
      'x-ratelimit-limit-tokens-prompt': '6000000',
      'x-ratelimit-remaining-tokens-prompt': '5990000',
      'x-ratelimit-limit-tokens-generated': '60000',
      'x-ratelimit-remaining-tokens-generated': '58900',
      'x-ratelimit-limit-tokens-cache-adjusted-prompt': '3000000',
      'x-ratelimit-remaining-tokens-cache-adjusted-prompt': '2999000',
      'x-ratelimit-over-limit': 'no',
    },
    readings: [
      reading('input-tokens', [60, null], 6_000_000, left(5_990_000, 5_990_000, 5_990_001), null),
      reading('output-tokens', [60, null], 60_000, left(58_900, 58_900, 58_901), null),
      reading('input-tokens', [60, null], 3_000_000, left(2_999_000, 2_999_000, 2_999_001), null, 'uncached'),
    ],
  }),
  fireworks.refusal('payment required', {
    status: 402,
    body: { error: { object: 'error', type: 'payment_required', message: 'Add a payment method to go on.' } },
    failure: told('quota-exhausted', 'pay'),
  }),
  cohere.answer('the calls of a trial key', {
    headers: {
      'x-trial-endpoint-call-limit': '30',
      'x-trial-endpoint-call-remaining': '26',
      'x-endpoint-monthly-call-limit': '1000',
      'num-tokens': '14',
    },
    readings: [reading('requests', [60, null], 30, left(26, 26, 27), null)],
    allowed: [reading('requests', month, 1000, null, null)],
  }),
  cohere.refusal('calls a minute of a trial key', {
    body: { message: 'You are using a Trial key, which is limited to 15 API calls / minute.' },
    failure: told('rate', 'wait', null, 'requests/60/15'),
  }),
  cohere.refusal('calls a month of a trial key', {
    body: { message: 'You are using a Trial key, which is limited to 1000 API calls / month.' },
    failure: told('quota-exhausted', 'pay'),
  }),
  cohere.refusal('tokens a minute of a trial key', {
    body: { message: 'trial token rate limit exceeded, limit is 80000 tokens per minute' },
    failure: told('rate', 'wait', null, 'tokens/60/80000'),
  }),
  cohere.refusal('a wrong key', {
    status: 401,
    body: { id: '00000000-0000-4000-8000-000000000000', message: 'Incorrect API key provided: ****.' },
    failure: told('key-invalid', 'fix-key'),
  }),
  replicate.answer('what is left, without a limit', {
    status: 201,
    headers: { 'ratelimit-remaining': '588', 'ratelimit-reset': '2' },
    allowed: [
      reading('requests', [60, null], null, null, [2, null]),
      reading('requests', [60, null], null, left(588, 588, 589), [2, null]),
    ],
  }),
  replicate.refusal('little credit', {
    body: {
      detail:
        'Request was throttled. Your rate limit for creating predictions is reduced to 12 requests per minute with a burst of 2 requests while you have less than $5.0 in credit. Your rate limit resets in ~9s.',
      status: 429,
      retry_after: 9,
    },
    failure: told('rate', 'wait', 9, 'requests/60/12'),
  }),
];
