import type { NamedLimit } from '../failure.ts';
import { DAY, HOUR, MINUTE, type Unit } from '../limits.ts';
import { parseCount } from '../response.ts';

export type Headers = Readonly<Record<string, string>>;

/**
 * The limit whose headers on a refusal say that nothing is left; `null` where none or several do. Covers the families
 * of PROVIDERS.md §3: Mistral's `x-ratelimit-remaining-req-minute: 0` (s163), the unsuffixed ones, Anthropic's.
 */
export function emptyLimit(headers: Headers): NamedLimit | null {
  const empty = Object.keys(headers).flatMap((name) => {
    const family = familyOf(name);
    if (family === null || headers[name] !== '0') return [];
    const capacity = parseCount(headers[name.replace('remaining', 'limit')]) || null;
    return [{ ...family, capacity, left: 0, requested: null }];
  });
  // Anthropic's plain token family repeats the input or output one that is nearest its end (§2.2).
  const finer = empty.some(({ unit }) => unit === 'input-tokens' || unit === 'output-tokens');
  const told = finer ? empty.filter(({ unit }) => unit !== 'tokens') : empty;
  return told.length === 1 ? (told[0] ?? null) : null;
}

/** Whether a rate limiter wrote on this response at all: most send such headers with every answer, some with refusals only. */
export function fromLimiter(headers: Headers): boolean {
  return Object.keys(headers).some((name) => /ratelimit|rate-limit/.test(name) || name === 'policy-id');
}

/** What a header that tells what is left counts, and for how long; `null` for any other header. */
export function familyOf(name: string): { unit: Unit; window: number | null } | null {
  const anthropic =
    /^anthropic-(?:ratelimit|priority|fast)-(requests|tokens|input-tokens|output-tokens)-remaining$/.exec(name);
  if (anthropic) return { unit: anthropic[1] as Unit, window: MINUTE };
  const found = /^(?:x-)?ratelimit-remaining(?:-([a-z0-9_-]{1,60}))?$/.exec(name);
  if (!found) return null;
  const family = found[1] ?? '';
  if (/month|audio|pages|characters/.test(family)) return null;
  const unit: Unit = /image/.test(family) ? 'images' : /token/.test(family) ? 'tokens' : 'requests';
  const window = /minute/.test(family) ? MINUTE : /hour/.test(family) ? HOUR : /day/.test(family) ? DAY : null;
  return { unit, window };
}
