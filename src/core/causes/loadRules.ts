import { fromLimiter } from './emptyLimit.ts';
import type { Evidence } from './evidence.ts';
import type { Rule } from './rule.ts';

/** Too much at once: by this key, by everybody, or by a rate that a provider names. */
export const loadRules: readonly Rule[] = [
  {
    cause: 'ramp',
    source: 'OpenAI: limits and windows; Anthropic: errors; docs/causes.md, ramp',
    codes: ['slow_down', 'ramp_limit_exceeded', 'throttling.burstrate'],
    says: [
      'maximum usage increase rate',
      'acceleration limit',
      /\b(?:usage|traffic|requests) more (?:gradually|slowly|smoothly)\b/,
      /\b(?:usage|traffic|requests|rate) (?:has |have )?(?:been )?(?:increased|increasing|grew|grown|rose|risen) too (?:quickly|fast)\b/,
    ],
  },
  {
    cause: 'concurrency',
    source: 'docs/causes.md, concurrency; Z.ai; GitHub Models; Moonshot',
    codes: ['1302', 'concurrency_limit_exceeded', 'userconcurrentrequests'],
    says: [
      /\b(?:number of|too many|max(?:imum)?|high|limit of)(?: [\d,]{1,9})? (?:[a-z]{1,20} )?concurren(?:t|cy)\b/,
      /\bconcurren(?:t|cy)\b[^.;{}]{0,30}\b(?:limit|exceeded|too (?:high|many))/,
      'userconcurrentrequests',
      /\balready (?:have|has) (?:a|an|another) (?:[a-z]{1,12} )?(?:request|generation|stream|task) (?:in progress|running)\b/,
      'per 0s exceeded',
      'max parallel request',
      'limit type: max_parallel_requests',
      /并发.{0,6}(?:过高|超|上限)/,
    ],
    // LiteLLM has one text for what runs at a time and for the rates; of the latter the words name one that is used up.
    when: ({ said, limit }) => !(said.includes('crossed tpm / rpm') && limit?.left === 0),
  },
  {
    cause: 'overloaded',
    source: 'OpenAI: errors; Anthropic: errors; Cerebras; Gemini, Mistral, Codex, Z.ai; Editors and tools',
    codes: [
      /^(?:server_is_|engine_|server_|model_)?overloaded(?:_error)?$/,
      /^(?:[a-z]{1,20}_){0,3}capacity_(?:exceeded|exhausted)$/,
      'queue_exceeded',
      'modelnotreadyexception',
      'serviceunavailableexception',
      'flex_unavailable',
      'resource_unavailable',
      '1305',
      '1312',
    ],
    kinds: [/(?:service|server)unavailable(?:error|exception)$/],
    says: [
      /\b(?:is|are|was|been|currently|temporarily|(?:may|might|must|could) be) overloaded\b/,
      /\bnot have enough capacity\b|\b(?:no|over|out of|at) (?:(?:full|maximum|max|serving|spare|free) )?capacity\b|\bcapacity (?:constraints?|reached)\b|\btoo much traffic\b/,
      'service tier capacity exceeded',
      'flex tier capacity exceeded',
      /\b(?:experiencing|due to|under|because of) (?:[a-z]{1,20} )?(?:high|heavy|increased|unusual) (?:demand|load|traffic)\b/,
      /\bhigh load\b/,
      /\b(?:server|service|system|model|engine)s? (?:is |are )?(?:currently |temporarily |too )?busy\b/,
      /\b(?:model|service|engine|llm|inference) is (?:currently |temporarily )?unavailable\b(?! (?:for free|for your|to you|on your|in your))/,
      /\b(?:claude|gpt|gemini|grok|glm|kimi|qwen|llama|deepseek|mistral|codestral|devstral)[\w.:/[\]-]{1,50} is (?:currently|temporarily) unavailable\b(?! (?:for|to|on|in) )/,
      /\bno (?:available|healthy) (?:[a-z]{1,12} )?(?:channels?|accounts?|workers?|upstreams?|backends?|instances?|deployments?|servers?|slots?)\b|\bqueue (?:is )?full\b/,
      /\ball (?:[a-z]{1,12} ){0,2}(?:workers?|slots?|instances?|channels?|servers?|gpus?) (?:are )?(?:busy|in use|occupied)\b/,
      'upstream provider rate limit hit',
      /\b(?:we're|we are|(?:servers?|systems?|api) (?:is|are)) (?:currently |now )?(?:receiving|getting|handling|processing) (?:too many|an unusual (?:number|amount) of) requests\b(?! from (?:you|this|the same))/,
      /\b(?:queue position|position in (?:the |our )?queue)\b/,
      /访问量过大|无可用渠道|负载.{0,4}(?:饱和|过高)|(?:服务|服务器|系统|模型).{0,4}(?:繁忙|拥挤|过载)/,
      /überlastet|ausgelastet|surcharg(?:é|e)|sobrecargad|sobrecarregad|混み合って|混雑して|過負荷|перегружен/,
    ],
  },
  // A bare "Overloaded" is all that Anthropic says.
  {
    cause: 'overloaded',
    source: 'Anthropic: errors',
    says: ['overloaded'],
    // Compilers speak of functions that are overloaded.
    when: ({ status, said }) =>
      !/\bcannot be overloaded\b|\boverloaded (?:function|method|operator|constructor)/.test(said) &&
      (status ??
        (/error|server|model|\bapi\b|try again|retry|provider|\bwe(?:'re| are)\b|^\W*overloaded\W*$/.test(said)
          ? 529
          : 0)) >= 500,
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
    cause: 'rate',
    source: 'Azure: its gateway, with 403',
    says: [/\bout of call volume quota\b|\bquota will be (?:replenished|renewed)\b/],
  },
  {
    cause: 'rate',
    source: 'Others that are seen: Alibaba, of the tokens or requests of a minute',
    codes: ['throttling.allocationquota'],
    says: [/(?<!free )\ballocated quota exceeded\b/],
  },
  {
    cause: 'rate',
    source: 'Others that are seen: ModelScope, of a quota that comes again with the day, whatever it counts',
    says: [
      /\btoday's (?:quota|limit|allowance)\b[^.;{}]{0,80}\b(?:used up|exceeded|exhausted|reached)\b|\b(?:exceeded|exhausted|reached|used up) (?:your |the )?today's (?:quota|limit|allowance)\b/,
    ],
  },
  {
    cause: 'throttled',
    source:
      'Anthropic: errors; Claude Code; OpenRouter, Vertex, Bedrock, Cloudflare, Fireworks; routers of several accounts',
    codes: ['model_cooldown'],
    says: [
      /\ball (?:[a-z]{1,12} ){0,2}?(?:accounts|credentials|keys|tokens)\b[^.;{}]{0,80}\b(?:cooling down|in cool-?down|on cool-?down)\b/,
      /\b(?:too many requests|usage limits?)\b[^{}]{0,120}\b(?:consider|contact|explore|switch to|upgrade to|use)\b[^.;{}]{0,40}\bdedicated (?:capacity|deployments?|throughput)\b/,
      'temporarily limiting requests',
      'rate-limited upstream',
      'you are being rate limited',
      'error code: 1015',
      'resource has been exhausted (e.g. check quota)',
      'resource exhausted. please try again',
      'throttlingexception…rate exceeded',
      'throttling.ratequota',
      'request rate is too high',
      'request was throttled',
      /\bexceeded the provisioned (?:throughput|capacity)\b|\b(?:model|request|account|key) is (?:getting |being )?throttled\b/,
      /\bthrottlingexception\b.{0,80}\bexceed(?:s|ed|ing) (?:the |your )?(?:account )?quotas?\b/,
    ],
  },
  // The whole message: within a longer one it would be a figure of speech, and alone a tool's own.
  {
    cause: 'throttled',
    source: 'Anthropic: errors',
    when: ({ said, envelope }) =>
      /\bmessage["']{0,3}: ?["']{1,3}rate limited[.!]?["']/.test(said) || (envelope && /^\W*rate limited\W/.test(said)),
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
      /^(?:request|token)_rate_limit_exceeded$/,
    ],
    // In a text the code and the words "rate limit" may be all that is left of a request that never fits.
    when: ({ said, codes, envelope }) =>
      codes.has('requests') ||
      // Mistral's two for one refusal, which it gives for nothing else.
      (codes.has('rate_limited') && codes.has('1300')) ||
      /high frequency|too many requests for|\b(?:tokens?|requests?) (?:rate|per)\b/.test(said) ||
      (envelope && /rate limit|too many/.test(said)),
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
    source: 'Others that are seen: a limit that counts what only its maker sells, or one of several rates',
    says: [
      /\b(?:over|exceeded|reached|hit) (?:your |the |our )?["'](?:tokens|requests) per (?:second|minute|hour|day)["']/,
      /\brate limit (?:was |has been )?(?:exceeded|reached|hit)\b[^{}]{0,120}?\b(?:max(?:imum)?|limit|limited to|at most|up to)(?: of)?:? [\d,]{1,9} [a-z]{3,20} (?:per|a|an|every|each|in) (?:\d{1,4} )?(?:second|minute|hour|day)s?\b/,
    ],
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
    says: ['rate limit', 'rate-limit', 'throttl'],
    status: [429],
    when: ({ envelope }) => envelope,
    weak: true,
  },
  {
    cause: 'throttled',
    source: 'Bedrock: its code, which its clients show as the name of the error, with no words',
    codes: ['throttlingexception'],
    status: [429],
    weak: true,
  },
];

/**
 * A limit alone does not tell: OpenAI's refusal of a request that is too large names the same one, with no word of what
 * was used or when to try again (docs/providers.md, OpenAI: errors).
 */
function namesRate({ limit, said, wait, status }: Evidence): boolean {
  if (limit === null) return false;
  // Amazon's coding tools say so of a plan that is used up as well, its models only beside a status or its name.
  if (status === null && isAmazonsShortest(said)) return false;
  // A gateway makes a 5xx of the refusal that it wraps.
  if (status !== null && status >= 400 && status < 500 && status !== 429 && status !== 413) return false;
  // Of Azure's two refusals with these words one never fits; only the wait tells them apart (docs/providers.md, Azure
  // OpenAI).
  if (wait === null && /exceeded (?:the )?token rate limit/.test(said)) return false;
  return (
    limit.left !== null ||
    wait !== null ||
    /rate limit (?:was )?(?:reached|of|exceeded)|exceed|exhausted|over (?:the |[a-z-]{1,20} )?rate ?limit|limited to|rate limited|throttled|too many|reached|\bhit\b|only send|at most|达到|超过/.test(
      said,
    )
  );
}

function isAmazonsShortest(said: string): boolean {
  return said.includes('too many requests, please wait before') && !/throttl|bedrock|\baws\b|amazon/.test(said);
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
