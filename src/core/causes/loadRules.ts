import { fromLimiter } from './emptyLimit.ts';
import type { Evidence } from './evidence.ts';
import type { Rule } from './rule.ts';

/** Too much at once: by this key, by everybody, or by a rate that a provider names. */
export const loadRules: readonly Rule[] = [
  {
    cause: 'ramp',
    source: 'OpenAI: limits and windows; Anthropic: errors; docs/causes.md, ramp',
    codes: ['slow_down', 'ramp_limit_exceeded'],
    says: [
      'maximum usage increase rate',
      'acceleration limit',
      'usage more gradually',
      'ramp_limit_exceeded',
      'slow_down',
    ],
  },
  {
    cause: 'concurrency',
    source: 'docs/causes.md, concurrency; Z.ai; GitHub Models; Moonshot',
    codes: ['1302', 'concurrency_limit_exceeded', 'userconcurrentrequests'],
    says: [
      'number of concurrent connections',
      'userconcurrentrequests',
      'per 0s exceeded',
      'too many concurrent',
      'max concurrency',
      'maximum concurrency',
      'concurrent request limit',
      'concurrent requests limit',
      'concurrency limit',
      'high concurrency usage',
      'number of concurrent requests',
      'max parallel request',
      'limit type: max_parallel_requests',
      '并发数过高',
    ],
    // LiteLLM has one text for what runs at a time and for the rates; of the latter the words name one that is used up.
    when: ({ said, limit }) => !(said.includes('crossed tpm / rpm') && limit?.left === 0),
  },
  {
    cause: 'overloaded',
    source: 'OpenAI: errors; Anthropic: errors; Cerebras; Gemini, Mistral, Codex',
    codes: [
      'overloaded_error',
      'server_is_overloaded',
      'engine_overloaded_error',
      'engine_overloaded',
      'queue_exceeded',
      'service_tier_capacity_exceeded',
      'modelnotreadyexception',
      'server_overloaded',
      'flex_unavailable',
      'resource_unavailable',
      'capacity_exceeded',
    ],
    says: [
      'overloaded_error',
      'server_is_overloaded',
      'flex_unavailable',
      'is overloaded',
      'currently overloaded',
      'temporarily overloaded',
      'not have enough capacity',
      'service tier capacity exceeded',
      'at capacity. please',
      'experiencing high demand',
      'experiencing high traffic',
      'high load',
      'flex tier capacity exceeded',
      '访问量过大',
      '负载已饱和',
    ],
  },
  // A bare "Overloaded" is all that Anthropic says.
  {
    cause: 'overloaded',
    source: 'Anthropic: errors',
    says: ['overloaded'],
    when: ({ status, said }) =>
      (status ?? (/error|server|model|\bapi\b|try again|^\W*overloaded\W*$/.test(said) ? 529 : 0)) >= 500,
    weak: true,
  },
  {
    cause: 'rate',
    source: 'OpenAI: errors, cut off: what was requested might be more than fits',
    when: cutShort,
    weak: true,
  },
  {
    cause: 'rate',
    source:
      'OpenAI: errors; Anthropic: errors; Groq, xAI, Gemini, GitHub Models: a limit is named and said to be reached',
    when: namesRate,
  },
  {
    cause: 'throttled',
    source: 'Anthropic: errors; Claude Code; OpenRouter, Vertex, Bedrock, Cloudflare',
    says: [
      'temporarily limiting requests',
      'rate-limited upstream',
      'receiving too many requests',
      'you are being rate limited',
      'error code: 1015',
      'resource has been exhausted (e.g. check quota)',
      'resource exhausted. please try again',
      'throttlingexception…rate exceeded',
      'throttling.ratequota',
      'request was throttled',
    ],
  },
  // The whole message: within a longer one it would be a figure of speech.
  {
    cause: 'throttled',
    source: 'Anthropic: errors',
    when: ({ said }) => /(?:^|message\W{1,6})rate limited\W{0,6}(?:$|request_id|\w{1,20}:|,)/.test(said),
  },
  {
    cause: 'rate',
    source: 'OpenAI: errors; Groq, Mistral, Azure OpenAI, xAI: a code for rates and words that say so',
    codes: [
      'rate_limit_exceeded',
      'ratelimitreached',
      'rate_limited',
      '1300',
      '1303',
      'resource-exhausted',
      'too_many_requests_error',
    ],
    says: ['rate_limit_exceeded', 'ratelimitreached'],
    when: ({ said, codes }) => codes.has('requests') || /rate limit|too many|high frequency/.test(said),
    weak: true,
  },
  {
    cause: 'rate',
    source:
      'Azure OpenAI; Groq; Others that are seen: a refusal that names a wait, or that a rate limiter marked (OpenRouter, Azure OpenAI)',
    status: [429],
    when: ({ wait, headers }) => wait !== null || fromLimiter(headers),
    weak: true,
  },
  {
    cause: 'rate',
    source: 'the same in a text that does not tell the status',
    says: ['rate limit', 'ratelimit', 'rate-limited', 'too many requests'],
    when: ({ status, wait }) => status === null && wait !== null,
    weak: true,
  },
  {
    cause: 'throttled',
    source:
      'Anthropic: errors, in other words: the whole of an answer speaks of a rate and names neither limit nor wait',
    codes: ['throttlingexception'],
    says: ['rate limit', 'rate-limit', 'throttl'],
    status: [429],
    when: ({ envelope }) => envelope,
    weak: true,
  },
];

/**
 * A limit alone does not tell: OpenAI's refusal of a request that is too large names the same one, with no word of what
 * was used or when to try again (docs/providers.md, OpenAI: errors).
 */
function namesRate({ limit, said, wait, status }: Evidence): boolean {
  if (limit === null || (status !== null && status >= 400 && status !== 429 && status !== 413)) return false;
  // Of Azure's two refusals with these words one never fits; only the wait tells them apart (docs/providers.md, Azure
  // OpenAI).
  if (wait === null && /exceeded (?:the )?token rate limit/.test(said)) return false;
  return (
    limit.left !== null ||
    wait !== null ||
    /rate limit (?:was )?(?:reached|of|exceeded)|exceed|limited to|rate limited|throttled|too many|reached/.test(said)
  );
}

/**
 * OpenAI says "Rate limit reached" of requests that never fit as well, and only then what was requested; Gemini says
 * "Quota exceeded" of limits of zero as well.
 */
function cutShort(evidence: Evidence): boolean {
  const { limit, said, wait } = evidence;
  if (limit?.capacity === null && said.includes('quota exceeded for metric')) return namesRate(evidence);
  const told = limit === null || limit.unit === 'requests' || limit.requested !== null || wait !== null;
  return !told && / on [a-z -]{1,40} per |\([iot]?tp[mhd]\)/.test(said) && namesRate(evidence);
}
