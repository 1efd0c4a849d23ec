import { type CorpusResponse, left, reading, responsesOf, told } from './response.ts';

const { answer } = responsesOf('anthropic');
const date = 'Wed, 11 Nov 2026 09:30:00 GMT';

/*
 * Worked out by hand. Requests are counted exactly, tokens rounded to the nearest thousand, resets cut to the second and
 * counted from the response's date. A bucket refills evenly: used * 60 / limit seconds to full.
 */
export const anthropic: readonly CorpusResponse[] = [
  answer('four families', {
    headers: {
      date,
      'content-type': 'application/json',
      'anthropic-ratelimit-requests-limit': '60',
      'anthropic-ratelimit-requests-remaining': '58',
      'anthropic-ratelimit-requests-reset': '2026-11-11T09:30:02Z',
      // 45,300 used: 22.65 s.
      'anthropic-ratelimit-input-tokens-limit': '120000',
      'anthropic-ratelimit-input-tokens-remaining': '75000',
      'anthropic-ratelimit-input-tokens-reset': '2026-11-11T09:30:22Z',
      // 6,100 used: 15.25 s.
      'anthropic-ratelimit-output-tokens-limit': '24000',
      'anthropic-ratelimit-output-tokens-remaining': '18000',
      'anthropic-ratelimit-output-tokens-reset': '2026-11-11T09:30:15Z',
      // The sum of both, with the earlier of their resets.
      'anthropic-ratelimit-tokens-limit': '144000',
      'anthropic-ratelimit-tokens-remaining': '93000',
      'anthropic-ratelimit-tokens-reset': '2026-11-11T09:30:15Z',
    },
    readings: [
      reading('requests', 60, 60, left(58, 58, 59), 2),
      reading('input-tokens', 60, 120_000, left(74_500, 74_700, 75_500), 22),
      reading('output-tokens', 60, 24_000, left(17_500, 17_900, 18_500), 15),
      reading('tokens', 60, 144_000, left(92_500, 92_600, 93_500), 15),
    ],
  }),
  answer('resets in the past', {
    headers: {
      date,
      'anthropic-ratelimit-requests-limit': '2000',
      'anthropic-ratelimit-requests-remaining': '1999',
      'anthropic-ratelimit-requests-reset': '2026-11-11T09:29:51Z',
      'anthropic-ratelimit-input-tokens-limit': '350000',
      'anthropic-ratelimit-input-tokens-remaining': '349000',
      'anthropic-ratelimit-input-tokens-reset': '2026-11-11T09:29:52Z',
    },
    readings: [
      reading('requests', 60, 2000, left(1999, 1999, 2000), 0),
      reading('input-tokens', 60, 350_000, left(348_500, 349_100, 349_500), 0),
    ],
  }),
  answer('tokens rounded up to the limit', {
    // 380 used; only the requests tell that anything was.
    headers: {
      Date: date,
      'Anthropic-Ratelimit-Requests-Limit': '1000',
      'Anthropic-Ratelimit-Requests-Remaining': '999',
      'Anthropic-Ratelimit-Requests-Reset': '2026-11-11T09:30:00Z',
      'Anthropic-Ratelimit-Input-Tokens-Limit': '500000',
      'Anthropic-Ratelimit-Input-Tokens-Remaining': '500000',
      'Anthropic-Ratelimit-Input-Tokens-Reset': '2026-11-11T09:30:00Z',
    },
    readings: [
      reading('requests', 60, 1000, left(999, 999, 1000), 0),
      reading('input-tokens', 60, 500_000, left(499_500, 499_620, 500_000), 0),
    ],
  }),
  answer('the fixed minute of 2024', {
    headers: {
      date: 'Tue, 14 May 2024 11:20:18 GMT',
      'anthropic-ratelimit-requests-limit': '40',
      'anthropic-ratelimit-requests-remaining': '37',
      'anthropic-ratelimit-requests-reset': '2024-05-14T11:21:00Z',
      'anthropic-ratelimit-tokens-limit': '30000',
      'anthropic-ratelimit-tokens-remaining': '26000',
      'anthropic-ratelimit-tokens-reset': '2024-05-14T11:21:00Z',
    },
    readings: [
      reading('requests', 60, 40, left(37, 37, 38), 42),
      reading('tokens', 60, 30_000, left(25_500, 26_200, 26_500), 42),
    ],
  }),
  answer('the priority tier', {
    headers: {
      date,
      // Not a thousand's multiple, so not rounded: 412 used.
      'anthropic-priority-input-tokens-limit': '20000',
      'anthropic-priority-input-tokens-remaining': '19588',
      'anthropic-priority-input-tokens-reset': '2026-11-11T09:30:01Z',
      'anthropic-priority-output-tokens-limit': '15000',
      'anthropic-priority-output-tokens-remaining': '14000',
      'anthropic-priority-output-tokens-reset': '2026-11-11T09:30:04Z',
    },
    readings: [
      reading('input-tokens', 60, 20_000, left(19_588, 19_588, 19_589), 1, 'priority'),
      reading('output-tokens', 60, 15_000, left(13_500, 13_900, 14_500), 4, 'priority'),
    ],
  }),
  answer('fast mode', {
    headers: {
      date,
      'anthropic-fast-input-tokens-limit': '80000',
      'anthropic-fast-input-tokens-remaining': '60000',
      'anthropic-fast-input-tokens-reset': '2026-11-11T09:30:15Z',
      'anthropic-fast-output-tokens-limit': '16000',
      'anthropic-fast-output-tokens-remaining': '12000',
      'anthropic-fast-output-tokens-reset': '2026-11-11T09:30:15Z',
    },
    readings: [
      reading('input-tokens', 60, 80_000, left(59_500, 60_000, 60_500), 15, 'fast'),
      reading('output-tokens', 60, 16_000, left(11_500, 12_000, 12_500), 15, 'fast'),
    ],
  }),
  answer('a stream', {
    headers: {
      date,
      'content-type': 'text/event-stream; charset=utf-8',
      'anthropic-ratelimit-output-tokens-limit': '30000',
      'anthropic-ratelimit-output-tokens-remaining': '27000',
      'anthropic-ratelimit-output-tokens-reset': '2026-11-11T09:30:06Z',
    },
    body: 'event: message_start\ndata: {"type":"message_start","message":{"role":"assistant"}}\n\nevent: message_stop\ndata: {"type":"message_stop"}\n\n',
    readings: [reading('output-tokens', 60, 30_000, left(26_500, 26_900, 27_500), 6)],
  }),
  answer('counted tokens without limits', {
    headers: { date, 'content-type': 'application/json' },
    body: { input_tokens: 41 },
  }),
  answer('the hint of a batch when to ask again', {
    headers: { date, 'Retry-After': '15' },
    body: { type: 'message_batch', processing_status: 'in_progress' },
  }),
  answer('a refusal with all limits', {
    status: 429,
    headers: {
      date,
      'retry-after': '17',
      'anthropic-ratelimit-requests-limit': '60',
      'anthropic-ratelimit-requests-remaining': '52',
      'anthropic-ratelimit-requests-reset': '2026-11-11T09:30:08Z',
      'anthropic-ratelimit-input-tokens-limit': '40000',
      'anthropic-ratelimit-input-tokens-remaining': '0',
      'anthropic-ratelimit-input-tokens-reset': '2026-11-11T09:31:00Z',
      'anthropic-ratelimit-output-tokens-limit': '12000',
      'anthropic-ratelimit-output-tokens-remaining': '9000',
      'anthropic-ratelimit-output-tokens-reset': '2026-11-11T09:30:15Z',
    },
    body: {
      type: 'error',
      error: {
        type: 'rate_limit_error',
        message:
          "This request would exceed your organization's rate limit of 40,000 input tokens per minute (org: 00000000-0000-4000-8000-000000000000, model: claude-sonnet-4-20250514). For details, refer to: https://docs.claude.com/en/api/rate-limits.",
      },
      request_id: 'req_corpus',
    },
    readings: [
      reading('requests', 60, 60, left(52, 52, 53), 8),
      reading('input-tokens', 60, 40_000, left(0, 200, 500), 60),
      reading('output-tokens', 60, 12_000, left(8_500, 9_000, 9_500), 15),
    ],
    failure: told('rate', 'wait', 17, 'input-tokens/60/40000'),
  }),
  answer('a refusal that only the headers explain', {
    status: 429,
    headers: {
      date,
      'retry-after': '11',
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '47',
      'anthropic-ratelimit-requests-reset': '2026-11-11T09:30:03Z',
      'anthropic-ratelimit-output-tokens-limit': '8000',
      'anthropic-ratelimit-output-tokens-remaining': '0',
      'anthropic-ratelimit-output-tokens-reset': '2026-11-11T09:31:00Z',
      'anthropic-ratelimit-tokens-limit': '48000',
      'anthropic-ratelimit-tokens-remaining': '0',
      'anthropic-ratelimit-tokens-reset': '2026-11-11T09:31:00Z',
    },
    readings: [
      reading('requests', 60, 50, left(47, 47, 48), 3),
      reading('output-tokens', 60, 8_000, left(0, 0, 500), 60),
      reading('tokens', 60, 48_000, left(0, 0, 500), 60),
    ],
    failure: told('rate', 'wait', 11, 'output-tokens/60/8000'),
  }),
];
