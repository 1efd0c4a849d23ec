import { DAY, HOUR, MINUTE, MONTH, type Pool, type Unit } from '../model/limit.ts';
import type { Family } from './dialect.ts';
import { anyDialect } from './families.ts';

/** The parts of a limit; a family sends each in a header of its own. */
export const parts = ['limit', 'remaining', 'reset', 'renewalperiod'] as const;
export type Part = (typeof parts)[number];

/** `x-ratelimit-…`, `RateLimit-…`, `x-rate-limit-…`, and Together's `x-tokenlimit-…`. */
const limiter = /(?:^|[-_])(rate-?limit|token-?limit)(?=$|[-_])/;

/** Composed once: each answer is asked for all of them. */
const composed = new WeakMap<Family, Readonly<Record<Part, string>>>();

const unmistakable = new Set(anyDialect.flatMap((family) => parts.map((part) => nameOf(family, part))));

/** A header that a rate limiter writes, whatever it says. */
export function isLimiterHeader(name: string): boolean {
  return limiter.test(name) || unmistakable.has(name);
}

/** The name under which a family sends one of its parts. */
export function nameOf(family: Family, part: Part): string {
  const known = composed.get(family);
  if (known) return known[part];
  const names = Object.fromEntries(parts.map((one) => [one, family.names.replace('*', one)])) as Record<Part, string>;
  composed.set(family, names);
  return names[part];
}

/** A header of a family, and which part of it. */
export interface NamedPart {
  readonly family: Family;
  readonly part: Part;
}

/**
 * Reads a name by its words, whoever sends it: `limit`, `remaining` or `reset` at any place, the thing counted, and at
 * times a window. `null` where it counts something that is no gauge here, or has words that nobody can place.
 */
export function partByWords(name: string): NamedPart | null {
  const found = limiter.exec(name);
  if (!found) return null;
  const head = name.slice(0, found.index + found[0].length);
  const words = name.slice(head.length).split(/[-_]/).filter(Boolean);
  const placed = parts.filter((part) => words.includes(part));
  const [part] = placed;
  if (part === undefined || placed.length > 1 || words.filter((word) => word === part).length > 1) return null;
  const rest = words.filter((word) => word !== part);
  const ofTokens = found[1]?.startsWith('token') ?? false;
  const kind = kindOf(ofTokens ? [...rest, 'tokens'] : rest);
  if (kind === null) return null;
  const names = head + name.slice(head.length).replace(new RegExp(`(^|[-_])${part}(?=$|[-_])`), '$1*');
  return { part, family: { names, reset: 'seconds-likely', step: 1, ...kind } };
}

interface CountedKind {
  readonly unit: Unit;
  readonly pool: Pool;
  readonly window: number | null;
}

/** `rpm`, `itpd` and the like. */
const abbreviated = /^([io]?t|r|i)p([smhd])$/;
const abbreviatedUnits: Readonly<Record<string, Unit>> = {
  r: 'requests',
  t: 'tokens',
  it: 'input-tokens',
  ot: 'output-tokens',
  i: 'images',
};
const secondsOfLetter: Readonly<Record<string, number>> = { s: 1, m: MINUTE, h: HOUR, d: DAY };

const spans: readonly (readonly [RegExp, number])[] = [
  [/^sec(?:ond)?s?$/, 1],
  [/^min(?:ute)?s?$|^minutely$/, MINUTE],
  [/^hours?$|^hourly$/, HOUR],
  [/^days?$|^daily$/, DAY],
  [/^weeks?$|^weekly$/, 7 * DAY],
  [/^months?$|^monthly$/, MONTH],
];

/** Words that change what is counted into something that no gauge here shows. */
const foreign =
  /^(?:audio|video|speech|ocr|pages?|characters?|chars|bytes|files?|batch|concurrent|concurrency|connections?|queue|jobs?|credits?|cost|unified|dynamic)$/;
/** Words that say nothing more. */
const idle = /^(?:x|per|api|total|the|max|in|a)$/;

function kindOf(words: readonly string[]): CountedKind | null {
  let unit: Unit | null = null;
  let pool: Pool = 'standard';
  let window: number | null = null;
  let side: 'input' | 'output' | null = null;
  let strange = false;
  for (const [index, word] of words.entries()) {
    const short = abbreviated.exec(word);
    const shortWindow = /^(\d{1,4})([smhd])$/.exec(word);
    const span = spans.find(([shape]) => shape.test(word))?.[1];
    const before = Number(words[index - 1]);
    if (foreign.test(word)) return null;
    if (short) {
      unit = abbreviatedUnits[short[1] ?? ''] ?? null;
      window = secondsOfLetter[short[2] ?? ''] ?? null;
    } else if (span !== undefined) window = span * (before > 0 ? before : 1);
    else if (shortWindow) window = Number(shortWindow[1]) * (secondsOfLetter[shortWindow[2] ?? ''] ?? Number.NaN);
    else if (/^tokens?$/.test(word)) unit = 'tokens';
    else if (/^images?$/.test(word)) unit = 'images';
    else if (/^(?:req|request|call|query)s?$|^queries$/.test(word)) unit ??= 'requests';
    else if (/^(?:input|prompt)$/.test(word)) side = 'input';
    else if (/^(?:output|completion|generated|generation)$/.test(word)) side = 'output';
    else if (/^(?:project|priority|fast)$/.test(word)) pool = word as Pool;
    else if (/^(?:usage|based)$/.test(word)) pool = 'usage-based';
    else if (/^(?:uncached|cache|adjusted)$/.test(word)) pool = 'uncached';
    else if (!/^\d{1,4}$/.test(word) && !idle.test(word)) strange = true;
  }
  if (unit === null && (strange || side !== null || pool === 'usage-based')) return null;
  if (unit === 'tokens' && side !== null) unit = side === 'input' ? 'input-tokens' : 'output-tokens';
  return { unit: unit ?? 'requests', pool, window: window || null };
}
