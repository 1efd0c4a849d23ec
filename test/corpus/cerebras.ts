import { type CorpusResponse, left, reading, responsesOf, told } from './response.ts';

const { answer, refusal } = responsesOf('cerebras');

/** Windows in the names, and the seconds to their end as a decimal number. */
export const cerebras: readonly CorpusResponse[] = [
  answer('minute, hour and day', {
    headers: {
      'x-ratelimit-limit-requests-minute': '30',
      'x-ratelimit-remaining-requests-minute': '27',
      'x-ratelimit-reset-requests-minute': '41.27183699607849',
      'x-ratelimit-limit-requests-hour': '900',
      'x-ratelimit-remaining-requests-hour': '880',
      'x-ratelimit-reset-requests-hour': '1301.2718369960785',
      'x-ratelimit-limit-requests-day': '14400',
      'x-ratelimit-remaining-requests-day': '14310',
      'x-ratelimit-reset-requests-day': '33701.27183699608',
      'x-ratelimit-limit-tokens-minute': '64000',
      'x-ratelimit-remaining-tokens-minute': '61000',
      'x-ratelimit-reset-tokens-minute': '41.27183699607849',
      'x-ratelimit-limit-tokens-hour': '1500000',
      'x-ratelimit-remaining-tokens-hour': '1420000',
      'x-ratelimit-reset-tokens-hour': '1301.2718369960785',
      'x-ratelimit-limit-tokens-day': '4000000',
      'x-ratelimit-remaining-tokens-day': '3700000',
      'x-ratelimit-reset-tokens-day': '33701.27183699608',
    },
    readings: [
      reading('requests', 60, 30, left(27, 27, 28), 41.27),
      reading('requests', 3600, 900, left(880, 880, 881), 1301.27),
      reading('requests', 86_400, 14_400, left(14_310, 14_310, 14_311), 33_701.27),
      reading('tokens', 60, 64_000, left(61_000, 61_000, 61_001), 41.27),
      reading('tokens', 3600, 1_500_000, left(1_420_000, 1_420_000, 1_420_001), 1301.27),
      reading('tokens', 86_400, 4_000_000, left(3_700_000, 3_700_000, 3_700_001), 33_701.27),
    ],
  }),
  answer('a day of requests and a minute of tokens', {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'x-ratelimit-limit-requests-day': '7200',
      'x-ratelimit-remaining-requests-day': '7111',
      'x-ratelimit-reset-requests-day': '52200.5',
      'x-ratelimit-limit-tokens-minute': '30000',
      'x-ratelimit-remaining-tokens-minute': '13616',
      'x-ratelimit-reset-tokens-minute': '0.5',
    },
    readings: [
      reading('requests', 86_400, 7200, left(7111, 7111, 7112), 52_200.5),
      reading('tokens', 60, 30_000, left(13_616, 13_616, 13_617), 0.5),
    ],
  }),
  refusal('requests a minute', {
    headers: { 'retry-after': '57' },
    body: {
      message: 'Requests per minute limit exceeded - too many requests sent.',
      type: 'too_many_requests_error',
      param: 'quota',
      code: 'request_quota_exceeded',
    },
    failure: told('rate', 'wait', 57, 'requests/60/null'),
  }),
  refusal('tokens a minute', {
    headers: { 'retry-after': '60' },
    body: {
      message: 'Tokens per minute limit exceeded - too many tokens processed.',
      type: 'too_many_tokens_error',
      param: 'quota',
      code: 'token_quota_exceeded',
    },
    failure: told('rate', 'wait', 60, 'tokens/60/null'),
  }),
  refusal('requests a second', {
    body: {
      message: 'Requests per second limit exceeded - too many requests sent.',
      type: 'too_many_requests_error',
      param: 'quota',
      code: 'request_quota_exceeded',
    },
    failure: told('rate', 'wait', null, 'requests/1/null'),
  }),
  refusal('a queue that is full', {
    headers: { 'x-should-retry': 'false' },
    body: {
      message: "We're experiencing high traffic right now! Please try again soon.",
      type: 'too_many_requests_error',
      param: 'queue',
      code: 'queue_exceeded',
    },
    failure: told('overloaded', 'wait'),
  }),
];
