import { type CorpusResponse, left, reading, responsesOf, told } from './response.ts';

const { answer, refusal } = responsesOf('groq');

/** The envelope of Groq's errors. */
function error(type: string, message: string): object {
  return { error: { message, type, code: 'rate_limit_exceeded' } };
}

const model = 'model `llama-3.3-70b-versatile` in organization `org_corpus` service tier `on_demand`';

/*
 * The names of OpenAI, but requests are a day's and tokens a minute's. Both refill evenly; durations are told to the
 * nanosecond. The requests of a minute stand nowhere but in the words of a refusal.
 */
export const groq: readonly CorpusResponse[] = [
  answer('a day of requests and a minute of tokens', {
    headers: {
      // One of 7,200 a day takes 12 s: 2.55 are missing.
      'x-ratelimit-limit-requests': '7200',
      'x-ratelimit-remaining-requests': '7197',
      'x-ratelimit-reset-requests': '30.6s',
      // 22 of 400 a second.
      'x-ratelimit-limit-tokens': '24000',
      'x-ratelimit-remaining-tokens': '23978',
      'x-ratelimit-reset-tokens': '55ms',
    },
    readings: [
      reading('requests', 86_400, 7200, left(7197.449, 7197.45, 7197.451), 30.6),
      reading('tokens', 60, 24_000, left(23_978, 23_978, 23_978.4), 0.055),
    ],
  }),
  answer('nanoseconds', {
    headers: {
      // 6 of a slot of 6 s; 17.28 of 100 a second.
      'x-ratelimit-limit-requests': '14400',
      'x-ratelimit-remaining-requests': '14394',
      'x-ratelimit-reset-requests': '35.999999999s',
      'x-ratelimit-limit-tokens': '6000',
      'x-ratelimit-remaining-tokens': '5982',
      'x-ratelimit-reset-tokens': '172.799999ms',
    },
    readings: [
      reading('requests', 86_400, 14_400, left(14_394, 14_394, 14_394.001), 36),
      reading('tokens', 60, 6000, left(5982.62, 5982.72, 5982.82), 0.1728),
    ],
  }),
  answer('full buckets', {
    headers: {
      'x-ratelimit-limit-requests': '14400',
      'x-ratelimit-remaining-requests': '14400',
      'x-ratelimit-reset-requests': '0s',
      'x-ratelimit-limit-tokens': '8000',
      'x-ratelimit-remaining-tokens': '8000',
      'x-ratelimit-reset-tokens': '0s',
    },
    readings: [
      reading('requests', 86_400, 14_400, left(14_400, 14_400, 14_400), 0),
      reading('tokens', 60, 8000, left(8000, 8000, 8000), 0),
    ],
  }),
  answer('a refusal with both limits', {
    status: 429,
    headers: {
      'retry-after': '3',
      'x-ratelimit-limit-requests': '14400',
      'x-ratelimit-remaining-requests': '14390',
      'x-ratelimit-reset-requests': '1m0s',
      'x-ratelimit-limit-tokens': '12000',
      'x-ratelimit-remaining-tokens': '150',
      'x-ratelimit-reset-tokens': '59.25s',
    },
    body: error(
      'tokens',
      `Rate limit reached for ${model} on tokens per minute (TPM): Limit 12000, Used 11850, Requested 750. Please try again in 3s. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing`,
    ),
    readings: [
      reading('requests', 86_400, 14_400, left(14_390, 14_390, 14_390.001), 60),
      reading('tokens', 60, 12_000, left(150, 150, 150.2), 59.25),
    ],
    failure: told('rate', 'wait', 3, 'tokens/60/12000'),
  }),
  refusal('the requests of a minute, of which no header tells', {
    headers: {
      'retry-after': '2',
      // 79 slots of 6 s: the day is far from used up.
      'x-ratelimit-limit-requests': '14400',
      'x-ratelimit-remaining-requests': '14321',
      'x-ratelimit-reset-requests': '7m54s',
    },
    body: error(
      'requests',
      `Rate limit reached for ${model} on requests per minute (RPM): Limit 30, Used 30, Requested 1. Please try again in 2s.`,
    ),
    readings: [reading('requests', 86_400, 14_400, left(14_321, 14_321, 14_321.001), 474)],
    failure: told('rate', 'wait', 2, 'requests/60/30'),
  }),
  refusal('tokens a day, an encoded mark in the words', {
    // 2,700 too many, one every 0.864 s.
    body: `Rate limit reached for ${model} on tokens per day (TPD): Limit 100000, Used 98200, Requested 4500. Please try again in 38m52.8s. Need more tokens%3F Upgrade to Dev Tier today at https://console.groq.com/settings/billing`,
    failure: told('rate', 'wait', 2332.8, 'tokens/86400/100000'),
  }),
  refusal('a request larger than the bucket, with a wait that is useless', {
    status: 413,
    headers: { 'retry-after': '9' },
    body: error(
      'tokens',
      `Request too large for ${model} on tokens per minute (TPM): Limit 8000, Requested 10944, please reduce your message size and try again.`,
    ),
    failure: told('request-too-large', 'shrink', null, 'tokens/60/8000'),
  }),
  refusal('no room for flexible requests', {
    status: 498,
    body: {
      error: {
        message: 'Flex tier capacity exceeded for this model, please try again later',
        type: 'capacity_exceeded',
        code: 'capacity_exceeded',
      },
    },
    failure: told('overloaded', 'wait'),
  }),
  refusal('an organization that is restricted', {
    status: 400,
    body: {
      error: {
        message: 'Organization has been restricted. Please reach out to support.',
        type: 'invalid_request_error',
        code: 'organization_restricted',
      },
    },
    failure: told('forbidden', 'fix-key'),
  }),
];
