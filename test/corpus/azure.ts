import { type CorpusResponse, left, reading, responsesOf, told } from './response.ts';

const { answer, refusal } = responsesOf('azure-openai');

/** The envelope of Azure's errors. */
function error(code: string, message: string): object {
  return { error: { code, message } };
}

function exceeded(rate: string, seconds: number): string {
  return `Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded ${rate} rate limit of your current OpenAI S0 pricing tier. Please retry after ${seconds} seconds.`;
}

/*
 * Resets are whole numbers without a unit: milliseconds for deployments, seconds for responses. used * 60 / limit tells
 * which. The renewal period is the window.
 */
export const azure: readonly CorpusResponse[] = [
  answer('resets in milliseconds', {
    headers: {
      date: 'Wed, 11 Nov 2026 09:30:00 GMT',
      'x-ms-region': 'Sweden Central',
      'x-ratelimit-abusepenalty-active': 'False',
      // 2 used, a third of a second each.
      'x-ratelimit-limit-requests': '180',
      'x-ratelimit-remaining-requests': '178',
      'x-ratelimit-reset-requests': '667',
      'x-ratelimit-renewalperiod-requests': '60',
      // 5,400 used, 3,000 a second.
      'x-ratelimit-limit-tokens': '180000',
      'x-ratelimit-remaining-tokens': '174600',
      'x-ratelimit-reset-tokens': '1800',
      'x-ratelimit-renewalperiod-tokens': '60',
    },
    readings: [
      reading('requests', 60, 180, left(178, 178, 179), 0.667),
      reading('tokens', 60, 180_000, left(174_600, 174_600, 174_601), 1.8),
    ],
  }),
  answer('resets in seconds', {
    headers: {
      'X-Ms-Is-Spilled-Over': 'false',
      'X-Ms-Region': 'France Central',
      'X-Ratelimit-Limit-Requests': '40',
      'X-Ratelimit-Remaining-Requests': '38',
      'X-Ratelimit-Reset-Requests': '3',
      'X-Ratelimit-Renewalperiod-Requests': '60',
      'X-Ratelimit-Limit-Tokens': '40000',
      'X-Ratelimit-Remaining-Tokens': '32000',
      'X-Ratelimit-Reset-Tokens': '12',
      'X-Ratelimit-Renewalperiod-Tokens': '60',
    },
    readings: [
      reading('requests', 60, 40, left(38, 38, 39), 3),
      reading('tokens', 60, 40_000, left(32_000, 32_000, 32_001), 12),
    ],
  }),
  answer('resets below their own step', {
    // 0.2 s and 1.2 ms, in seconds.
    headers: {
      'X-Ratelimit-Limit-Requests': '300',
      'X-Ratelimit-Remaining-Requests': '299',
      'X-Ratelimit-Reset-Requests': '0',
      'X-Ratelimit-Renewalperiod-Requests': '60',
      'X-Ratelimit-Limit-Tokens': '300000',
      'X-Ratelimit-Remaining-Tokens': '299994',
      'X-Ratelimit-Reset-Tokens': '0',
      'X-Ratelimit-Renewalperiod-Tokens': '60',
    },
    readings: [
      reading('requests', 60, 300, left(299, 299, 300), 0),
      reading('tokens', 60, 300_000, left(299_994, 299_994, 299_995), 0),
    ],
  }),
  answer('no resets', {
    headers: {
      'x-ms-deployment-name': 'mine',
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-limit-tokens': '60000',
      'x-ratelimit-remaining-requests': '58',
      'x-ratelimit-remaining-tokens': '59100',
    },
    readings: [
      reading('requests', [60, null], 60, left(58, 58, 59), null),
      reading('tokens', [60, null], 60_000, left(59_100, 59_100, 59_101), null),
    ],
  }),
  answer('resets of a whole window', {
    // 5 and 1,500 used: 30 s and 9 s if the bucket refilled all the time.
    headers: {
      'x-ratelimit-limit-requests': '10',
      'x-ratelimit-remaining-requests': '5',
      'x-ratelimit-reset-requests': '60',
      'x-ratelimit-limit-tokens': '10000',
      'x-ratelimit-remaining-tokens': '8500',
      'x-ratelimit-reset-tokens': '60',
    },
    readings: [
      reading('requests', 60, 10, left(5, 5, 6), 60),
      reading('tokens', 60, 10_000, left(8500, 8500, 8501), 60),
    ],
  }),
  answer('only what is left', {
    headers: { 'x-ratelimit-remaining-requests': '97', 'x-ratelimit-remaining-tokens': '96500' },
    readings: [
      reading('requests', [60, null], null, left(97, 97, 98), null),
      reading('tokens', [60, null], null, left(96_500, 96_500, 96_501), null),
    ],
  }),
  answer('nothing at all', { headers: { 'azureai-processed-tier': 'default', 'x-ms-region': 'West Europe' } }),
  answer('less than nothing left', {
    status: 429,
    headers: {
      'x-ratelimit-limit-tokens': '-1',
      'x-ratelimit-remaining-tokens': '-1',
      'x-ratelimit-reset-tokens': '0',
    },
    allowed: [reading('tokens', null, null, null, [null, 0])],
    failure: told('rate', 'wait'),
  }),
  answer('a name that is misspelt', {
    status: 429,
    headers: { 'x-rate-limit-reset-tokens': '38', 'policy-id': 'DeploymentRatelimit-Token', 'x-ms-region': 'East US' },
    allowed: [reading('tokens', [60, null], null, null, 38)],
    failure: told('rate', 'wait', 38, 'tokens/null/null'),
  }),
  refusal('calls, with a wait in words', {
    body: error('429', exceeded('call', 14)),
    failure: told('rate', 'wait', 14, 'requests/null/null'),
  }),
  refusal('tokens, with a wait in words', {
    body: error('429', exceeded('token', 31)),
    failure: told('rate', 'wait', 31, 'tokens/null/null'),
  }),
  refusal('tokens, of which the headers tell that none are left', {
    headers: { 'retry-after': '18', 'x-ratelimit-limit-tokens': '20000', 'x-ratelimit-remaining-tokens': '0' },
    body: error('429', exceeded('token', 18)),
    readings: [reading('tokens', 60, 20_000, left(0, 0, 1), null)],
    failure: told('rate', 'wait', 18, 'tokens/60/20000'),
  }),
  refusal('a request larger than the bucket: a wait of a day', {
    body: error('429', exceeded('token', 86_400)),
    failure: told('request-too-large', 'shrink', null, 'tokens/null/null'),
  }),
  refusal('a wait and no limit, with both limits in the headers', {
    headers: {
      'x-ratelimit-limit-requests': '10',
      'x-ratelimit-limit-tokens': '10000',
      'x-ratelimit-remaining-requests': '8',
      'x-ratelimit-remaining-tokens': '640',
    },
    body: error('429', 'Rate limit is exceeded. Try again in 4 seconds.'),
    readings: [
      reading('requests', [60, null], 10, left(8, 8, 9), null),
      reading('tokens', [60, null], 10_000, left(640, 640, 641), null),
    ],
    failure: told('rate', 'wait', 4),
  }),
  refusal('a model of somebody else', {
    headers: { 'Retry-After': '2', 'Retry-After-Ms': '0' },
    body: error(
      'RateLimitReached',
      'Your requests to some-model for some-model in swedencentral have exceeded rate limit.',
    ),
    failure: told('rate', 'wait', 2),
  }),
  refusal('a wrong key', {
    status: 401,
    body: error('401', 'Access denied due to invalid subscription key or wrong API endpoint.'),
    failure: told('key-invalid', 'fix-key'),
  }),
  refusal('no such deployment', {
    status: 404,
    body: error('DeploymentNotFound', 'The API deployment for this resource does not exist.'),
    failure: told('model-not-found', 'switch'),
  }),
];
