import type { NamedLimit } from '../model/failure.ts';
import { DAY, HOUR } from '../model/limit.ts';
import { amountIn, secondsOf } from './amounts.ts';
import { abbreviations, limit, unitCalled } from './limitVocabulary.ts';

/* Limits in the plain words of frameworks, gateways and providers without a form of their own; words as `plainWords` makes them. */

/** Web frameworks and gateways: "Rate limit exceeded: 5 per 1 minute", "over ratelimit,limit:5,time:1 minute". */
export function framework(said: string): NamedLimit | null {
  const found =
    /\brate limit exceeded: (\d{1,12}) per (\d{1,6}) (second|minute|hour|day)/.exec(said) ??
    /\bratelimit, ?limit: ?(\d{1,12}), ?time: ?(\d{1,6}) (second|minute|hour|day)/.exec(said);
  const seconds = secondsOf(found?.[3] ?? '');
  return found && seconds ? limit('requests', Number(found[2]) * seconds, { capacity: amountIn(found[1]) }) : null;
}

const countedUnit = '(?:(requests?|reqs?|calls?|queries|messages?|tokens?) ?)?';
const countedWindow = String.raw`(?:\/|per|every|in) ?(\d{1,4})? ?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)\b`;
const limitedTo = new RegExp(
  String.raw`\b(?:limit(?:ed)?|exceeded|reached|maximum|max|quota)(?: (?:is|of|to|limit))?:? (?:limit )?(\d[\d,]{0,14}) ?${countedUnit}${countedWindow}`,
);
const tooMuch = new RegExp(
  String.raw`\b(\d[\d,]{0,14}) ?${countedUnit}${countedWindow}(?: limit)? (?:was |is )?(?:exceeded|reached)\b`,
);

/** "Rate limit of 5 RPM reached", "limit: 100,000 TPM". */
export function abbreviatedCount(said: string): NamedLimit | null {
  const found = /\b(?:limit(?:ed)?|max(?:imum)?)(?: (?:of|is|to))?:? ([\d,]{1,15}) ?(rpm|tpm|rph|tph|rpd|tpd)\b/.exec(
    said,
  );
  const named = abbreviations[found?.[2] ?? ''];
  return named ? limit(named[0], named[1], { capacity: amountIn(found?.[1]) }) : null;
}

const chineseSeconds: Readonly<Record<string, number>> = { 秒: 1, 分钟: 60, 小时: HOUR, 天: DAY };

/** Gateways in words of their own: "limit 20/min", "exceeded: 100 requests/hour", "60 req/min exceeded". */
export function counted(said: string): NamedLimit | null {
  const [, period, count, unit = ''] =
    /\b(daily|hourly) (?:quota|limit|cap) of (\d[\d,]{0,14}) (requests|calls|queries|tokens)\b/.exec(said) ?? [];
  if (period !== undefined) {
    return limit(unitCalled(unit), period === 'daily' ? DAY : HOUR, { capacity: amountIn(count) });
  }
  // gpt4free: "Token limit (500,000 per day) exceeded".
  const [, each = '', cap, span = ''] =
    /\b(token|request|message|call)s? limit \((\d[\d,]{0,14}) (?:per|a|\/) ?(minute|hour|day)\) (?:was |is |has been )?(?:exceeded|reached|hit)\b/.exec(
      said,
    ) ?? [];
  if (cap !== undefined) return limit(unitCalled(each), secondsOf(span), { capacity: amountIn(cap) });
  // new-api: "60分钟内最多请求120次".
  const [, many = '', chinese = '', most] = /(\d{1,5}) ?(秒|分钟|小时|天)内最多请求 ?(\d{1,9}) ?次/.exec(said) ?? [];
  if (most !== undefined) {
    return limit('requests', Number(many) * (chineseSeconds[chinese] ?? 0), { capacity: amountIn(most) });
  }
  const [, counts, per, top] =
    /\bmax(?:imum)? (requests?|tokens?|calls?) per (second|minute|hour|day)(?: (?:limit|is|was|reached|exceeded)){1,3}:? (\d{1,12})(?!\d|$)/.exec(
      said,
    ) ?? [];
  if (top !== undefined) return limit(unitCalled(counts ?? ''), secondsOf(per ?? ''), { capacity: amountIn(top) });
  const found = limitedTo.exec(said) ?? tooMuch.exec(said);
  const window = Number(found?.[3] ?? 1) * (secondsOf(found?.[4] ?? '') ?? 0);
  if (!found || window === 0) return null;
  return limit(unitCalled(found[2] ?? ''), window, { capacity: amountIn(found[1]) });
}

const short = 'tpm|rpm|tph|rph|tpd|rpd|itpm|otpm|ipm|rps|qps|qpm';
const shortReached = new RegExp(
  String.raw`\b(${short})(?: \([a-z ]{5,40}\))?(?: (?:rate|request))? (?:limit|quota)(?: (?:of|for) [^.;{}]{1,80}?)? (?:(?:has been|was|is) )?(?:reached|exceeded|hit|exhausted)\b`,
);
const reachedShort = new RegExp(String.raw`\b(?:reached|exceeded|exceeds|hit|over)(?: [a-z']{1,14}){0,3} (${short})\b`);

/** An abbreviation and no number: SiliconFlow's "RPH limit reached", Volcengine's "TPM (Tokens Per Minute) limit of … is exceeded". */
export function abbreviationAlone(said: string): NamedLimit | null {
  const named = abbreviations[(shortReached.exec(said) ?? reachedShort.exec(said))?.[1] ?? ''];
  return named ? limit(named[0], named[1]) : null;
}

/** The unit, at times the window, and no number: Mistral, Azure, Cerebras, Bedrock (docs/providers.md). */
export function bare(said: string): NamedLimit | null {
  const window =
    /\b(requests|tokens) per (second|minute|hour|day) (?:limit |quota )?(?:exceeded|exhausted|reached|hit)\b/.exec(
      said,
    ) ??
    /\b(request|token)s? (?:limit|quota) per (second|minute|hour|day)\b/.exec(said) ??
    /\b(?:quota|limit) for (requests|tokens) per (second|minute|hour|day)\b/.exec(said) ??
    /\bexceeded (?:the |your )?(?:[\w-]{1,20} ){0,4}?(input tokens|output tokens|requests|tokens) per (second|minute|hour|day)\b/.exec(
      said,
    );
  if (window) return limit(unitCalled(window[1] ?? ''), secondsOf(window[2] ?? ''));
  const [, ofWhat, times, each] =
    /\blimit (?:of|on|for) (requests|messages|calls|queries|tokens) (?:per|in|every|each) (?:(\d{1,4}) )?(second|minute|hour|day)s?\b/.exec(
      said,
    ) ?? [];
  if (each !== undefined) return limit(unitCalled(ofWhat ?? ''), Number(times ?? 1) * (secondsOf(each) ?? 0));
  const [, per, ofWindow] =
    /\bper-(second|minute|hour|day) ((?:input |output )?token|request)s? (?:rate )?(?:limit|quota)\b/.exec(said) ?? [];
  if (per !== undefined) return limit(unitCalled(ofWindow ?? ''), secondsOf(per));
  const [, period, ofPeriod] =
    /\b(daily|hourly) (request|token|api call)s? (?:limit|quota|allowance)(?: (?:has been|was|is))? (?:exceeded|exhausted|reached|hit)\b/.exec(
      said,
    ) ??
    /\b(?:exceeded|reached|hit) (?:your |the )?(daily|hourly) (request|token|api call)s? (?:limit|quota|allowance)\b/.exec(
      said,
    ) ??
    [];
  if (period !== undefined) return limit(unitCalled(ofPeriod ?? ''), period === 'daily' ? DAY : HOUR);
  const unit =
    /\b(requests|tokens) rate limit exceeded/.exec(said) ??
    /\bexceeded (?:the )?(token|call|request) rate limit/.exec(said) ??
    /\bdeploymentratelimit-(token|request)/.exec(said) ??
    /\btoo many (tokens|requests) per (minute|hour|day)\b/.exec(said) ??
    /\btoo many (tokens|requests), please wait before/.exec(said) ??
    /\bmaximum number of (tokens|requests)(?: [a-z]{1,12})? (?:with)?in an? (?:given|certain|short) (?:time|period)\b/.exec(
      said,
    );
  return unit ? limit(unitCalled(unit[1] ?? ''), secondsOf(unit[2] ?? '')) : null;
}
