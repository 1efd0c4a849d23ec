import type { NamedLimit } from '../model/failure.ts';
import { DAY, HOUR, MINUTE, type Unit } from '../model/limit.ts';
import { amountIn, secondsOf } from './amounts.ts';
import { limitInTongues } from './limitsInTongues.ts';
import { abbreviations, limit, unitCalled } from './limitVocabulary.ts';
import { abbreviatedCount, abbreviationAlone, bare, counted, framework } from './plainLimit.ts';

/** A number in a sentence. One that the text was cut in is none: behind it something else must follow. */
const number = '([\\d.,]{0,19}\\d)(?:[^\\d.,]|[.,](?:\\D|$))';
const limitIs = new RegExp(`\\blimit:? {0,3}~?${number}`);
const usedIs = new RegExp(`\\b(?:used|current):? {0,3}~?${number}`);
const requestedIs = new RegExp(`\\brequested:? {0,3}~?${number}`);

/** The limit that the words of an error name, as the one that refused. Words as `plainWords` makes them. */
export function namedLimit(said: string): NamedLimit | null {
  for (const dialect of dialects) {
    const found = dialect(said);
    if (found) return found;
  }
  return null;
}

type Dialect = (said: string) => NamedLimit | null;

const dialects: readonly Dialect[] = [
  abbreviated,
  perWindow,
  anthropic2024,
  githubModels,
  actualOfLimit,
  gemini,
  openRouterFree,
  moonshot,
  litellm,
  framework,
  abbreviatedCount,
  counted,
  abbreviationAlone,
  bare,
  limitInTongues,
];

/**
 * OpenAI and Groq: "on tokens per min (TPM): Limit 30000, Used 29937, Requested 385." (docs/providers.md, OpenAI:
 * errors and Groq).
 */
function abbreviated(said: string): NamedLimit | null {
  const short = /\((tpm|rpm|tph|rph|tpd|rpd|ipm|itpm|otpm)\)/.exec(said);
  const long =
    /\b(?:on|exceeded for) (?:[a-z_-]{1,20} )?(?:input-(?=images))?(tokens|requests|images) per (min|minute|hour|day)\b/.exec(
      said,
    ) ?? /\brate limit reached for (tokens|requests|images)\. limit: [\d.]{1,20} \/ (min|hour|day)\b/.exec(said);
  const named = short ? abbreviations[short[1] ?? ''] : long && ([long[1] as Unit, secondsOf(long[2] ?? '')] as const);
  if (!named) return null;
  const numbers = said.slice((short ?? long)?.index);
  const capacity = amountIn(limitIs.exec(numbers)?.[1]);
  const used = amountIn(usedIs.exec(numbers)?.[1]);
  const left = capacity !== null && used !== null ? Math.max(0, capacity - used) : null;
  return limit(named[0], named[1], {
    capacity,
    left,
    requested: amountIn(requestedIs.exec(numbers)?.[1]),
  });
}

const unitPerWindow = String.raw`(input tokens|output tokens|prompt tokens|tokens|requests|queries|api calls|calls|images) ?(?:per|\/|a|every) ?(second|minute|min|hour|day)\b`;
const numberOfUnits = new RegExp(
  String.raw`\b(?:of|to|is|limit:?|maximum|exceeded|send|make|most) ~?([\d][\d.,]{0,19})(k|m)? ${unitPerWindow}`,
);
const unitsOfNumber = new RegExp(String.raw`\b${unitPerWindow} of ([\d][\d,]{0,19})(k|m)? limit\b`);

/**
 * Anthropic: "rate limit of 30,000 input tokens per minute". Cohere: "limited to 20 API calls / minute". Tools: "31K input
 * tokens/min of 30K limit".
 */
function perWindow(said: string): NamedLimit | null {
  const [, count, thousands, unit = '', window = ''] = numberOfUnits.exec(said) ?? [];
  if (count !== undefined) return limit(unitCalled(unit), secondsOf(window), { capacity: amountIn(count, thousands) });
  const found = unitsOfNumber.exec(said);
  if (!found) return null;
  return limit(unitCalled(found[1] ?? ''), secondsOf(found[2] ?? ''), { capacity: amountIn(found[3], found[4]) });
}

/**
 * "Number of request tokens has exceeded your per-minute rate limit": no number; also "daily" (docs/providers.md,
 * Anthropic: errors).
 */
function anthropic2024(said: string): NamedLimit | null {
  const found =
    /\bnumber of (request tokens|input tokens|output tokens|tokens|requests) has exceeded your (?:per-(minute|hour|day)|(daily|hourly)) /.exec(
      said,
    );
  if (!found) return null;
  const window = found[3] === 'daily' ? DAY : found[3] === 'hourly' ? HOUR : secondsOf(found[2] ?? '');
  return limit(unitCalled(found[1] ?? ''), window);
}

/** "Rate limit of 50 per 86400s exceeded for UserByModelByDay" (docs/providers.md, GitHub Models). */
function githubModels(said: string): NamedLimit | null {
  const found = /\brate limit of (\d{1,12}) per (\d{1,8}) ?s exceeded for ([a-z]{1,60})/.exec(said);
  if (!found || Number(found[2]) === 0 || !/^userby|^token/.test(found[3] ?? '')) return null;
  const unit: Unit = /token/.test(found[3] ?? '') ? 'tokens' : 'requests';
  return limit(unit, amountIn(found[2]), { capacity: amountIn(found[1]), left: 0 });
}

/**
 * xAI: "Requests per Minute (actual/limit): 2/2" (docs/providers.md, xAI); of several the first that is used up, as
 * only some are.
 */
function actualOfLimit(said: string): NamedLimit | null {
  const told = [
    ...said.matchAll(
      /\b(requests|tokens) per (second|minute|hour|day)(?: \(actual\/limit\))?: (\d{1,15}) ?\/ ?(\d{1,15})(?!\d|$)/g,
    ),
  ].map(([, unit = '', window = '', actual, most]) => {
    const capacity = amountIn(most);
    const left = Math.max(0, (capacity ?? 0) - (amountIn(actual) ?? 0));
    return limit(unitCalled(unit), secondsOf(window), { capacity, left });
  });
  return told.find(({ left }) => left === 0) ?? told[0] ?? null;
}

/**
 * "Quota exceeded for metric: …input_token_count, limit: 1000000" and `quotaId: …PerModelPerMinute` (docs/providers.md,
 * Gemini).
 */
function gemini(said: string): NamedLimit | null {
  // Go prints the fields in the order of their names.
  const isById = /\bquota_?(?:id|metric)\b/.exec(said)?.[0].endsWith('id');
  const [before = '', ...violations] = said.split(isById ? /(?=\bquota_?id\W)/ : /(?=\bquota_?metric\W)/).slice(0, 9);
  if (violations.length < 2) return violation(said);
  // Of several that were broken at once, the one that takes longest to be whole again holds back.
  const broken = violations.map((one) => violation(one)).filter((one) => one !== null);
  const [longest] = broken.sort((one, other) => (other.window ?? 0) - (one.window ?? 0));
  return longest ?? violation(before);
}

function violation(said: string): NamedLimit | null {
  const metric =
    /\bquota exceeded for metric: ?([\w./-]{1,150})/.exec(said)?.[1] ??
    /\bquota_?metric\W{1,6}(?:value\W{1,6})?([\w./-]{1,150})/.exec(said)?.[1];
  const id = /\bquota_?(?:id|limit)\W{1,6}(?:value\W{1,6})?([\w-]{1,150})/.exec(said)?.[1] ?? '';
  if (metric === undefined && id === '') return vertex(said);
  const name = `${metric ?? ''} ${id}`;
  if (!/token|request/.test(name)) return null;
  const unit: Unit = /input_token|inputtoken/.test(name) ? 'input-tokens' : /token/.test(name) ? 'tokens' : 'requests';
  const window = /perday/.test(id) ? DAY : /perminute/.test(id) ? MINUTE : null;
  const stated =
    /\bquota_?(?:limit_)?value\W{1,6}(?:value\W{1,6})?(\d{1,15})(?!\d|$)/.exec(said)?.[1] ??
    /, limit: (\d{1,15})(?!\d|$)/.exec(said)?.[1];
  return limit(unit, window, { capacity: amountIn(stated) });
}

/**
 * Vertex: "Quota exceeded for aiplatform.googleapis.com/…_input_tokens_per_minute_per_base_model", at times without a
 * window; older ones in words: "for quota metric '…' and limit '… Requests per day per user'".
 */
function vertex(said: string): NamedLimit | null {
  const found =
    /\bquota exceeded for [\w.-]{1,60}\/\w{1,60}?(input_tokens|output_tokens|tokens|requests)_per_(minute|day|base_model)/.exec(
      said,
    ) ??
    /\bquota metric '[\w .-]{1,80}?(tokens|requests) per (minute|day)/.exec(said) ??
    /\bquota metric '[\w .-]{1,80}' and limit '[\w .-]{1,80}?(tokens|requests) per (minute|day)/.exec(said);
  return found ? limit(unitCalled(found[1] ?? ''), secondsOf(found[2] ?? '')) : null;
}

/**
 * "Rate limit exceeded: free-models-per-day", its number in `metadata.headers`, at times without a word on the window
 * (docs/providers.md, OpenRouter).
 */
function openRouterFree(said: string): NamedLimit | null {
  const found = /\bfree-models-per-(min|day)/.exec(said) ?? /\blimit_rp(m|d)\b/.exec(said);
  const capacity = amountIn(/\bx-ratelimit-limit\W{1,6}(\d{1,12})(?!\d|$)/.exec(said)?.[1]);
  const remaining = amountIn(/\bx-ratelimit-remaining\W{1,6}(\d{1,12})(?!\d|$)/.exec(said)?.[1]);
  const left = capacity !== null && remaining !== null && remaining <= capacity ? remaining : null;
  if (!found && (left !== 0 || !/\bx-ratelimit-reset\W{1,6}\d/.test(said))) return null;
  return limit('requests', secondsOf(found?.[1] ?? ''), { capacity, left });
}

/**
 * "request reached organization max RPM: 3, please try again after 1 seconds", and "request reached organization TPD rate
 * limit, current: 1504000, limit: 1500000".
 */
function moonshot(said: string): NamedLimit | null {
  const found =
    /\bmax (?:organization )?(rpm|tpm|rpd|tpd) ?[:=] ?(\d{1,15})(?!\d|$)/.exec(said) ??
    /\b(?:organization|project|user|account|team) (rpm|tpm|rpd|tpd) rate limit, current: \d{1,15}, limit: (\d{1,15})(?!\d|$)/.exec(
      said,
    );
  const named = abbreviations[found?.[1] ?? ''];
  return named ? limit(named[0], named[1], { capacity: amountIn(found?.[2]) }) : null;
}

/**
 * "Crossed TPM / RPM / Max Parallel Request Limit. current rpm: 4, rpm limit: 4, current tpm: …": the one that is used
 * up. Newer ones are of the minute without saying so: "Limit type: tokens. Current limit: 500, Remaining: 0".
 */
function litellm(said: string): NamedLimit | null {
  const typed = /\blimit type: (requests|tokens)\. current limit: (\d{1,15}), remaining: (\d{1,15})(?!\d|$)/.exec(said);
  if (typed) {
    return limit(unitCalled(typed[1] ?? ''), MINUTE, { capacity: amountIn(typed[2]), left: amountIn(typed[3]) });
  }
  for (const [, name = '', current, most] of said.matchAll(
    /\bcurrent ([rt]pm): (\d{1,15}), [rt]pm limit: (\d{1,15})(?!\d|$)/g,
  )) {
    const capacity = amountIn(most);
    const named = abbreviations[name];
    if (named && capacity !== null && Number(current) >= capacity)
      return limit(named[0], named[1], { capacity, left: 0 });
  }
  return null;
}
