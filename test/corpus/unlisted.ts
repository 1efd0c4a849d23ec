import { type CorpusResponse, left, reading, responsesOf, told } from './response.ts';

const { answer, refusal } = responsesOf('unlisted');
const nobody = { named: null } as const;
const stranger = { named: 'some-endpoint' } as const;
/** 1794389400 seconds since 1970. */
const date = 'Wed, 11 Nov 2026 09:30:00 GMT';

const limits: readonly CorpusResponse[] = [
  answer('the names of OpenAI, and nobody says whose', {
    ...nobody,
    headers: {
      'x-ratelimit-limit-tokens': '90000',
      'x-ratelimit-remaining-tokens': '71400',
      'x-ratelimit-reset-tokens': '12.4s',
    },
    readings: [reading('tokens', 60, 90_000, left(71_400, 71_400, 71_401), 12.4)],
  }),
  answer('the names of Anthropic, and nobody says whose', {
    ...nobody,
    headers: {
      date,
      'anthropic-ratelimit-requests-limit': '60',
      'anthropic-ratelimit-requests-remaining': '58',
      'anthropic-ratelimit-requests-reset': '2026-11-11T09:30:02Z',
    },
    readings: [reading('requests', 60, 60, left(58, 58, 59), 2)],
  }),
  answer('the names of OpenAI from a stranger', {
    ...stranger,
    headers: {
      'x-ratelimit-limit-requests': '120',
      'x-ratelimit-remaining-requests': '117',
      'x-ratelimit-reset-requests': '34m48s',
    },
    readings: [reading('requests', 86_400, 120, left(117, 117.1, 118), 2088)],
  }),
  answer('the three fields of the IETF draft', {
    ...stranger,
    headers: { 'RateLimit-Limit': '100', 'RateLimit-Remaining': '37', 'RateLimit-Reset': '21' },
    readings: [reading('requests', null, 100, left(37, 37, 38), 21)],
  }),
  answer('a policy within the limit', {
    ...stranger,
    headers: { 'RateLimit-Limit': '50, 50;w=60', 'RateLimit-Remaining': '44', 'RateLimit-Reset': '33' },
    allowed: [
      reading('requests', [60, null], 50, left(44, 44, 45), [33, null]),
      reading('requests', [60, null], null, null, [33, null]),
    ],
  }),
  answer('one field of the IETF draft', {
    ...stranger,
    headers: { RateLimit: 'limit=80, remaining=12, reset=33', 'RateLimit-Policy': '80;w=60' },
    allowed: [reading('requests', [60, null], 80, left(12, 12, 13), [33, null])],
  }),
  answer('one structured field of the IETF draft', {
    ...stranger,
    headers: { RateLimit: '"default";r=12;t=33', 'RateLimit-Policy': '"default";q=80;w=60' },
    allowed: [reading('requests', [60, null], [80, null], left(12, 12, 13), [33, null])],
  }),
  answer('windows in the names', {
    ...stranger,
    headers: {
      'x-ratelimit-limit-requests-minute': '20',
      'x-ratelimit-remaining-requests-minute': '18',
      'x-ratelimit-reset-requests-minute': '12.5',
      'x-ratelimit-limit-tokens-hour': '360000',
      'x-ratelimit-remaining-tokens-hour': '300000',
      'x-ratelimit-reset-tokens-hour': '10m',
      'x-ratelimit-limit-tokens-day': '1000000',
      'x-ratelimit-remaining-tokens-day': '900000',
      'x-ratelimit-reset-tokens-day': '40000.5',
    },
    readings: [
      reading('requests', 60, 20, left(18, 18, 19), 12.5),
      reading('tokens', 3600, 360_000, left(300_000, 300_000, 300_001), 600),
      reading('tokens', 86_400, 1_000_000, left(900_000, 900_000, 900_001), 40_000.5),
    ],
  }),
  answer('a month in a name', {
    ...stranger,
    headers: { 'x-ratelimit-limit-requests-month': '2000', 'x-ratelimit-remaining-requests-month': '1250' },
    allowed: [
      reading('requests', [2_592_000, 2_628_000, 2_629_800, 2_678_400, null], 2000, left(1250, 1250, 1251), null),
    ],
  }),
  answer('a reset as a moment', {
    ...stranger,
    headers: {
      date,
      // 10 used, 1.2 s each.
      'x-ratelimit-limit-requests': '50',
      'x-ratelimit-remaining-requests': '40',
      'x-ratelimit-reset-requests': '2026-11-11T09:30:12Z',
    },
    readings: [reading('requests', [60, null], 50, left(40, 40, 41), 12)],
  }),
  answer('a reset in seconds since 1970', {
    ...stranger,
    headers: {
      date,
      'x-ratelimit-limit': '300',
      'x-ratelimit-remaining': '200',
      'x-ratelimit-reset': '1794389420',
    },
    readings: [reading('requests', [60, null], 300, left(200, 200, 201), 20)],
  }),
  answer('a reset in milliseconds since 1970', {
    ...stranger,
    headers: {
      date,
      'x-ratelimit-limit': '600',
      'x-ratelimit-remaining': '540',
      'x-ratelimit-reset': '1794389406000',
    },
    readings: [reading('requests', [60, null], 600, left(540, 540, 541), 6)],
  }),
  answer('a number that only fits as milliseconds', {
    ...stranger,
    // 1,200 used, 500 a second.
    headers: {
      'x-ratelimit-limit-tokens': '30000',
      'x-ratelimit-remaining-tokens': '28800',
      'x-ratelimit-reset-tokens': '2400',
    },
    readings: [reading('tokens', 60, 30_000, left(28_800, 28_800, 28_801), 2.4)],
  }),
  answer('a number that only fits as seconds', {
    ...stranger,
    headers: {
      'x-ratelimit-limit-requests': '120',
      'x-ratelimit-remaining-requests': '60',
      'x-ratelimit-reset-requests': '30',
    },
    readings: [reading('requests', 60, 120, left(60, 60, 61), 30)],
  }),
  answer('a reset in the past', {
    ...stranger,
    headers: { date, 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '90', 'x-ratelimit-reset': '1794389390' },
    readings: [reading('requests', [60, null], 100, left(90, 90, 91), [0, null])],
  }),
  answer('a hyphen more in every name', {
    ...stranger,
    headers: {
      date,
      'X-Rate-Limit-Limit': '500',
      'X-Rate-Limit-Remaining': '480',
      'X-Rate-Limit-Reset': '1794389430',
    },
    readings: [reading('requests', null, 500, left(480, 480, 481), 30)],
  }),
  answer('the part at the end of the name', {
    ...stranger,
    headers: {
      'x-ratelimit-requests-limit': '60',
      'x-ratelimit-requests-remaining': '55',
      'x-ratelimit-requests-reset': '5s',
    },
    readings: [reading('requests', 60, 60, left(55, 55, 56), 5)],
  }),
  answer('several limits in one value', {
    ...stranger,
    headers: {
      'X-RateLimit-Limit': '100, 100;window=60, 10000;window=86400',
      'X-RateLimit-Remaining': '98',
      'X-RateLimit-Reset': '3',
    },
    allowed: [
      reading('requests', [60, null], 100, left(98, 98, 99), [3, null]),
      reading('requests', null, null, null, [3, null]),
    ],
  }),
  answer('numbers that are none', {
    ...stranger,
    headers: {
      'x-ratelimit-limit-requests': 'unlimited',
      'x-ratelimit-remaining-requests': '-1',
      'x-ratelimit-reset-requests': '',
      'x-ratelimit-limit-tokens': '1e309',
      'x-ratelimit-remaining-tokens': '0x10',
    },
    allowed: [reading('requests', null, null, null, null), reading('tokens', null, null, null, null)],
  }),
  answer('nothing at all', { ...nobody, headers: { 'content-type': 'application/json' }, body: { answer: 'Hello' } }),
  answer('a page in place of an answer', {
    ...nobody,
    headers: { 'content-type': 'text/html' },
    body: '<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Welcome</body></html>',
  }),
];

const refusals: readonly CorpusResponse[] = [
  refusal('a page of a gateway', {
    ...nobody,
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>',
    failure: told('server-error', 'wait'),
  }),
  refusal('a page that limits the rate', {
    ...nobody,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body: '<!DOCTYPE html><html lang="en-US"><head><title>Access denied</title><style>p{margin:0}</style></head><body><h1>Error 1015</h1><h2>You are being rate limited</h2></body></html>',
    failure: told('throttled', 'wait'),
  }),
  refusal('a page that blocks', {
    ...nobody,
    status: 403,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>Attention Required!</title></head><body><h1>Sorry, you have been blocked</h1></body></html>',
    failure: told('forbidden', 'fix-key'),
  }),
  refusal('a page of a wrong address', {
    ...nobody,
    status: 404,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>',
    failure: told('wrong-address', 'fix-address'),
  }),
  refusal('words of a router that has no such path', {
    ...stranger,
    status: 404,
    body: { detail: 'Not Found' },
    failure: told('wrong-address', 'fix-address'),
  }),
  refusal('a gateway that has no such route', {
    ...nobody,
    status: 404,
    body: { message: 'no Route matched with those values' },
    failure: told('wrong-address', 'fix-address'),
  }),
  refusal('two bare words', { ...nobody, body: 'Too Many Requests', failure: told('unknown', 'report') }),
  refusal('a wait in the words of a framework', {
    ...stranger,
    body: { detail: 'Request was throttled. Expected available in 7 seconds.' },
    failure: told(['throttled', 'rate'], 'wait', 7),
  }),
  refusal('a limit in the words of a framework', {
    ...stranger,
    body: { error: 'Rate limit exceeded: 12 per 5 minute' },
    failure: told('rate', 'wait', null, 'requests/300/12'),
  }),
  refusal('a limit in the words of a gateway', {
    ...stranger,
    body: { error_msg: 'The throttling threshold has been reached: policy ip over ratelimit,limit:8,time:1 minute' },
    failure: told('rate', 'wait', null, 'requests/60/8'),
  }),
  refusal('an error within a 200', {
    ...stranger,
    status: 200,
    body: { error: { code: 402, message: 'Insufficient credits' } },
    failure: told('quota-exhausted', 'pay'),
  }),
  refusal('an error within a stream', {
    ...stranger,
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    body: 'data: {"choices":[{"delta":{"content":"So"}}]}\n\ndata: {"error":{"message":"The server is overloaded","type":"server_error","code":503}}\n\n',
    failure: told(['overloaded', 'server-error'], 'wait'),
  }),
];

/** Endpoints that nobody listed: the same names as others use, in every way of writing them. */
export const unlisted: readonly CorpusResponse[] = [...limits, ...refusals];
