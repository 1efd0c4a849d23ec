import { type CorpusResponse, left, reading, responsesOf, told } from './response.ts';

const { answer } = responsesOf('openai');

/*
 * Worked out by hand. A bucket refills evenly: reset = used * window / limit, rounded to a millisecond, and `remaining`
 * is what is left rounded down. So what is left is limit - reset * limit / window, a millisecond of the reset up or down.
 */
export const openai: readonly CorpusResponse[] = [
  answer('buckets of a minute', {
    headers: {
      date: 'Wed, 11 Nov 2026 09:30:00 GMT',
      'content-type': 'application/json',
      'openai-processing-ms': '612',
      'x-ratelimit-limit-requests': '750',
      'x-ratelimit-limit-tokens': '90000',
      'x-ratelimit-remaining-requests': '748',
      'x-ratelimit-remaining-tokens': '71400',
      // 2 of 12.5 a second; 18,600 of 1,500 a second.
      'x-ratelimit-reset-requests': '160ms',
      'x-ratelimit-reset-tokens': '12.4s',
    },
    readings: [
      reading('requests', 60, 750, left(748, 748, 748.0125), 0.16),
      reading('tokens', 60, 90_000, left(71_400, 71_400, 71_401), 12.4),
    ],
  }),
  answer('a slot that is partly refilled', {
    // One a second: 2.35 are missing, so 57 are left whole.
    headers: {
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '57',
      'x-ratelimit-reset-requests': '2.35s',
    },
    readings: [reading('requests', 60, 60, left(57.649, 57.65, 57.651), 2.35)],
  }),
  answer('a reset below half a millisecond', {
    headers: {
      'x-ratelimit-limit-requests': '5000',
      'x-ratelimit-limit-tokens': '1200000',
      'x-ratelimit-remaining-requests': '5000',
      'x-ratelimit-remaining-tokens': '1199994',
      'x-ratelimit-reset-requests': '0s',
      // 6 of 20,000 a second are 0.3 ms.
      'x-ratelimit-reset-tokens': '0s',
    },
    readings: [
      reading('requests', null, 5000, left(5000, 5000, 5000), 0),
      reading('tokens', null, 1_200_000, left(1_199_994, 1_199_994, 1_199_995), 0),
    ],
  }),
  answer('a bucket of a day behind the same names', {
    headers: {
      // One slot of 120 a day takes 720 s: 2,088 s are 2.9 slots.
      'x-ratelimit-limit-requests': '120',
      'x-ratelimit-remaining-requests': '117',
      'x-ratelimit-reset-requests': '34m48s',
      'x-ratelimit-limit-tokens': '60000',
      'x-ratelimit-remaining-tokens': '59500',
      'x-ratelimit-reset-tokens': '500ms',
    },
    readings: [
      reading('requests', 86_400, 120, left(117.1, 117.1, 117.1), 2088),
      reading('tokens', 60, 60_000, left(59_500, 59_500, 59_501), 0.5),
    ],
  }),
  answer('a bucket of an hour behind the same names', {
    headers: {
      'x-ratelimit-limit-requests': '900',
      'x-ratelimit-remaining-requests': '895',
      'x-ratelimit-reset-requests': '20s',
    },
    readings: [reading('requests', 3600, 900, left(895, 895, 895.0003), 20)],
  }),
  answer('hours in a duration', {
    headers: {
      'x-ratelimit-limit-requests': '200',
      'x-ratelimit-remaining-requests': '182',
      // 18 slots of 432 s.
      'x-ratelimit-reset-requests': '2h9m36s',
    },
    readings: [reading('requests', 86_400, 200, left(182, 182, 182), 7776)],
  }),
  answer('a reset that no window explains', {
    // As in the vendor's own example: to be read, and not to be reckoned with.
    headers: {
      'x-ratelimit-limit-tokens': '240000',
      'x-ratelimit-remaining-tokens': '239970',
      'x-ratelimit-reset-tokens': '5m30s',
    },
    readings: [reading('tokens', null, 240_000, left(239_970, 239_970, 239_971), 330)],
  }),
  answer('the limit of a project', {
    headers: {
      'x-ratelimit-limit-tokens': '800000',
      'x-ratelimit-remaining-tokens': '796000',
      'x-ratelimit-reset-tokens': '300ms',
      'x-ratelimit-limit-project-tokens': '50000',
      'x-ratelimit-remaining-project-tokens': '46000',
      'x-ratelimit-reset-project-tokens': '4.8s',
    },
    readings: [
      reading('tokens', 60, 800_000, left(796_000, 796_000, 796_001), 0.3),
      reading('tokens', 60, 50_000, left(46_000, 46_000, 46_000.84), 4.8, 'project'),
    ],
  }),
  answer('images', {
    headers: {
      'x-ratelimit-limit-input-images': '300',
      'x-ratelimit-remaining-input-images': '298',
      'x-ratelimit-reset-input-images': '400ms',
    },
    readings: [reading('images', 60, 300, left(298, 298, 298.005), 0.4)],
  }),
  answer('the usage-based pool with underscores', {
    headers: {
      'x-ratelimit-limit-tokens_usage_based': '30000',
      'x-ratelimit-remaining-tokens_usage_based': '29700',
      'x-ratelimit-reset-tokens_usage_based': '600ms',
    },
    readings: [reading('tokens', 60, 30_000, left(29_700, 29_700, 29_700.5), 0.6, 'usage-based')],
  }),
  answer('requests alone', {
    headers: {
      'Openai-Version': '2024-12-17',
      'X-Ratelimit-Limit-Requests': '600',
      'X-Ratelimit-Remaining-Requests': '599',
      'X-Ratelimit-Reset-Requests': '100ms',
    },
    readings: [reading('requests', 60, 600, left(599, 599, 599.01), 0.1)],
  }),
  answer('names in any case, values more than once', {
    headers: {
      'Access-Control-Expose-Headers': ['CF-Ray', 'CF-Ray', 'X-Request-ID'],
      'X-RATELIMIT-LIMIT-TOKENS': ['45000', '45000'],
      'x-Ratelimit-Remaining-Tokens': '44100',
      'X-RateLimit-Reset-Tokens': '1.2s',
    },
    readings: [reading('tokens', 60, 45_000, left(44_100, 44_100, 44_100.75), 1.2)],
  }),
  answer('two values that contradict each other', {
    headers: {
      'x-ratelimit-limit-requests': '100',
      'x-ratelimit-remaining-requests': ['17', '71'],
    },
    readings: [reading('requests', null, 100, null, null)],
  }),
  answer('more left than there is', {
    headers: {
      'x-ratelimit-limit-tokens': '10000',
      'x-ratelimit-remaining-tokens': '10001',
      'x-ratelimit-reset-tokens': '0s',
    },
    readings: [reading('tokens', null, 10_000, null, [null, 0])],
  }),
  answer('numbers that are none', {
    headers: {
      'x-ratelimit-limit-requests': '-1',
      'x-ratelimit-remaining-requests': '-1',
      'x-ratelimit-reset-requests': '0',
      'x-ratelimit-limit-tokens': 'NaN',
      'x-ratelimit-remaining-tokens': '1e309',
      'x-ratelimit-reset-tokens': '',
      'x-ratelimit-limit-input-images': '99999999999999999999',
      'x-ratelimit-remaining-input-images': '',
      'x-ratelimit-reset-input-images': 'soon',
    },
    allowed: [reading('requests', null, null, null, [null, 0])],
  }),
  answer('a stream of chat completions', {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'x-ratelimit-limit-requests': '4000',
      'x-ratelimit-remaining-requests': '3998',
      'x-ratelimit-reset-requests': '30ms',
    },
    body: 'data: {"object":"chat.completion.chunk","choices":[{"delta":{"content":"An error is no surprise"}}]}\n\ndata: [DONE]\n\n',
    readings: [reading('requests', 60, 4000, left(3998, 3998, 3998.07), 0.03)],
  }),
  answer('a stream of responses without limits', {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'openai-processing-ms': '88',
      'openai-version': '2020-10-01',
    },
    body: 'event: response.completed\ndata: {"type":"response.completed","response":{"status":"completed","error":null}}\n\n',
  }),
  answer('a list of models without limits', {
    headers: { 'content-type': 'application/json', 'openai-processing-ms': '41' },
    body: { object: 'list', data: [{ id: 'gpt-4.1-mini', object: 'model' }] },
  }),
  answer('a refusal with all limits', {
    status: 429,
    headers: {
      date: 'Wed, 11 Nov 2026 09:31:00 GMT',
      'retry-after': '4',
      'x-ratelimit-limit-requests': '750',
      'x-ratelimit-limit-tokens': '90000',
      'x-ratelimit-remaining-requests': '741',
      'x-ratelimit-remaining-tokens': '900',
      'x-ratelimit-reset-requests': '720ms',
      'x-ratelimit-reset-tokens': '59.4s',
    },
    body: {
      error: {
        // 6,000 more than there are, 1,500 a second.
        message:
          'Rate limit reached for gpt-4.1 in organization org-Kp7 on tokens per min (TPM): Limit 90000, Used 89100, Requested 6900. Please try again in 4s.',
        type: 'tokens',
        param: null,
        code: 'rate_limit_exceeded',
      },
    },
    readings: [
      reading('requests', 60, 750, left(741, 741, 741.0125), 0.72),
      reading('tokens', 60, 90_000, left(900, 900, 901), 59.4),
    ],
    failure: told('rate', 'wait', 4, 'tokens/60/90000'),
  }),
  answer('another refusal with all limits', {
    status: 400,
    headers: {
      'x-ratelimit-limit-requests': '750',
      'x-ratelimit-remaining-requests': '749',
      'x-ratelimit-reset-requests': '80ms',
    },
    body: {
      error: {
        message: 'Could not fetch https://pictures.example/cat.png.',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_image_url',
      },
    },
    readings: [reading('requests', 60, 750, left(749, 749, 749.0125), 0.08)],
    failure: told('unknown', 'report'),
  }),
];
