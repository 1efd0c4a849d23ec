import { type CorpusResponse, left, reading, responsesOf, told } from './response.ts';

const { answer, refusal } = responsesOf('mistral');
const month = [2_592_000, 2_628_000, 2_629_800, 2_678_400, null] as const;

/*
 * Fixed minutes of the clock with whole counts, and never a reset: how long the minute lasts is not told. What is counted
 * in sound, pages or characters is no limit of requests or tokens.
 */
export const mistral: readonly CorpusResponse[] = [
  answer('a minute of requests and of tokens', {
    headers: {
      'X-Ratelimit-Limit-Req-Minute': '300',
      'X-Ratelimit-Remaining-Req-Minute': '291',
      'X-Ratelimit-Limit-Tokens-Minute': '150000',
      'X-Ratelimit-Remaining-Tokens-Minute': '149100',
      'X-Ratelimit-Tokens-Query-Cost': '450',
    },
    readings: [
      reading('requests', 60, 300, left(291, 291, 292), null),
      reading('tokens', 60, 150_000, left(149_100, 149_100, 149_101), null),
    ],
  }),
  answer('ten seconds of requests and a month of tokens', {
    headers: {
      'x-ratelimit-limit-req-10-second': '50',
      'x-ratelimit-remaining-req-10-second': '46',
      'x-ratelimit-limit-tokens-minute': '500000',
      'x-ratelimit-remaining-tokens-minute': '499720',
      'x-ratelimit-limit-tokens-month': '2000000000',
      'x-ratelimit-remaining-tokens-month': '1999000000',
    },
    readings: [reading('tokens', 60, 500_000, left(499_720, 499_720, 499_721), null)],
    allowed: [
      reading('requests', 10, 50, left(46, 46, 47), null),
      reading('tokens', month, 2_000_000_000, left(1_999_000_000, 1_999_000_000, 1_999_000_001), null),
    ],
  }),
  answer('a month of tokens alone', {
    headers: { 'x-ratelimit-limit-tokens-month': '4000000000', 'x-ratelimit-remaining-tokens-month': '3999999120' },
    readings: [reading('tokens', month, 4_000_000_000, left(3_999_999_120, 3_999_999_120, 3_999_999_121), null)],
  }),
  answer('tokens by their size', {
    headers: {
      'ratelimitbysize-limit': '400000',
      'ratelimitbysize-remaining': '399940',
      'ratelimitbysize-query-cost': '60',
      'ratelimitbysize-reset': '21',
      'x-ratelimitbysize-limit-minute': '400000',
      'x-ratelimitbysize-remaining-minute': '399940',
      'x-ratelimitbysize-limit-month': '800000000',
      'x-ratelimitbysize-remaining-month': '799000000',
    },
    readings: [reading('tokens', 60, 400_000, left(399_940, 399_940, 399_941), [21, null])],
    allowed: [reading('tokens', month, 800_000_000, left(799_000_000, 799_000_000, 799_000_001), null)],
  }),
  answer('seconds of sound', {
    headers: {
      'X-Ratelimit-Limit-Audio-Seconds-Minute': '1800',
      'X-Ratelimit-Remaining-Audio-Seconds-Minute': '1760',
      'X-Ratelimit-Audio-Seconds-Query-Cost': '40',
      'X-Ratelimit-Limit-Req-Minute': '360',
      'X-Ratelimit-Remaining-Req-Minute': '352',
    },
    readings: [reading('requests', 60, 360, left(352, 352, 353), null)],
  }),
  answer('pages', {
    headers: {
      'X-Ratelimit-Limit-Ocr-Pages-Minute': '1000',
      'X-Ratelimit-Remaining-Ocr-Pages-Minute': '996',
      'X-Ratelimit-Ocr-Pages-Query-Cost': '4',
    },
  }),
  answer('characters', {
    headers: {
      'X-Ratelimit-Limit-Input-Characters-Minute': '600000',
      'X-Ratelimit-Remaining-Input-Characters-Minute': '598700',
    },
  }),
  answer('a stream without limits', {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Max-Retry-Attempts-Reached': 'false' },
    body: 'data: {"choices":[{"delta":{"content":"Bonjour"}}]}\n\ndata: [DONE]\n\n',
  }),
  answer('a refusal with its minute used up', {
    status: 429,
    headers: { 'x-ratelimit-limit-req-minute': '24', 'x-ratelimit-remaining-req-minute': '0' },
    readings: [reading('requests', 60, 24, left(0, 0, 1), null)],
    failure: told('rate', 'wait', null, 'requests/60/24'),
  }),
  refusal('a rate by its code', {
    body: { object: 'error', message: 'Requests rate limit exceeded', type: 'rate_limited', param: null, code: '1300' },
    failure: told('rate', 'wait', null, 'requests/null/null'),
  }),
  refusal('a model that the plan does not hold', {
    headers: { 'x-ratelimit-limit-req-minute': '0', 'x-ratelimit-remaining-req-minute': '0' },
    body: {
      object: 'error',
      message: { detail: 'Requests rate limit exceeded' },
      type: 'rate_limited',
      param: null,
      code: '1300',
    },
    failure: told('entitlement', 'switch', null, 'requests/60/0'),
  }),
  refusal('no capacity', {
    body: {
      object: 'error',
      message: 'Service tier capacity exceeded for this model.',
      type: 'service_tier_capacity_exceeded',
      param: null,
      code: '3505',
    },
    failure: told('overloaded', 'wait'),
  }),
  refusal('a wrong key', {
    status: 401,
    body: { detail: 'Unauthorized' },
    failure: told('key-invalid', 'fix-key'),
  }),
];
