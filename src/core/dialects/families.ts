import { DAY, HOUR, MINUTE, MONTH, type Unit } from '../model/limit.ts';
import { type DialectId, dialectIds } from '../model/provider.ts';
import type { Dialect, Family, LimitKind } from './dialect.ts';

/** A family of the ordinary kind: it refills all the time, `remaining` is floored, arithmetic tells the window. */
function family(names: string, unit: Unit, more: Partial<LimitKind> = {}): Family {
  return { names, unit, pool: 'standard', window: null, reset: 'seconds-likely', step: 1, ...more };
}

/**
 * Families whose names nobody else uses, so they are read whoever is said to have sent them: gateways pass them on.
 * Anthropic's are limits per minute unless a reset lies farther off, and tokens are rounded to the nearest thousand
 * (docs/providers.md, Anthropic: the limiter, Anthropic: headers); Cohere's belong to trial keys (other providers);
 * LiteLLM's are those of the gateway's own key; Mistral's "by size" of 2024 counted tokens.
 */
const unmistakable: Dialect = [
  anthropic('ratelimit-requests', 'requests', { step: 1 }),
  anthropic('ratelimit-input-tokens', 'input-tokens'),
  anthropic('ratelimit-output-tokens', 'output-tokens'),
  anthropic('ratelimit-tokens', 'tokens'),
  anthropic('priority-input-tokens', 'input-tokens', { pool: 'priority' }),
  anthropic('priority-output-tokens', 'output-tokens', { pool: 'priority' }),
  anthropic('fast-input-tokens', 'input-tokens', { pool: 'fast' }),
  anthropic('fast-output-tokens', 'output-tokens', { pool: 'fast' }),
  family('x-trial-endpoint-call-*', 'requests', { window: MINUTE }),
  family('x-endpoint-monthly-call-*', 'requests', { window: MONTH }),
  family('ratelimitbysize-*', 'tokens', { window: MINUTE, reset: 'seconds', step: 0 }),
  family('x-ratelimitbysize-*-minute', 'tokens', { window: MINUTE, step: 0 }),
  family('x-ratelimitbysize-*-month', 'tokens', { window: MONTH, step: 0 }),
  family('x-litellm-key-rpm-*', 'requests', { window: MINUTE }),
  family('x-litellm-key-tpm-*', 'tokens', { window: MINUTE }),
];

function anthropic(name: string, unit: Unit, more: Partial<LimitKind> = {}): Family {
  return family(`anthropic-${name}-*`, unit, { window: MINUTE, orLonger: true, step: 1000, ...more });
}

const minute = { window: MINUTE } as const;
/** Counted in a window of the clock, by whole requests or tokens. */
const exact = { step: 0 } as const;

const secondsIn = { minute: MINUTE, hour: HOUR, day: DAY } as const;

const own: Readonly<Record<DialectId, Dialect>> = {
  any: [],
  none: [],
  anthropic: [],
  /** OpenAI: headers. */
  openai: [
    family('x-ratelimit-*-requests', 'requests'),
    family('x-ratelimit-*-tokens', 'tokens'),
    family('x-ratelimit-*-project-tokens', 'tokens', { pool: 'project' }),
    family('x-ratelimit-*-input-images', 'images'),
    family('x-ratelimit-*-tokens_usage_based', 'tokens', { pool: 'usage-based' }),
  ],
  /** other providers: the names of OpenAI, but requests are always those of a day. */
  groq: [
    family('x-ratelimit-*-requests', 'requests', { window: DAY }),
    family('x-ratelimit-*-tokens', 'tokens', minute),
  ],
  /** other providers: a minute of the clock and no reset. Audio and pages count what no gauge here shows. */
  mistral: [
    family('x-ratelimit-*-req-minute', 'requests', { ...minute, ...exact }),
    family('x-ratelimit-*-tokens-minute', 'tokens', { ...minute, ...exact }),
    family('x-ratelimit-*-tokens-month', 'tokens', { window: MONTH, ...exact }),
    family('x-ratelimit-*-req-10-second', 'requests', { window: 10, ...exact }),
  ],
  /** other providers; docs.x.ai: what a second may take is cut from a budget of requests per minute. */
  xai: [family('x-ratelimit-*-requests', 'requests', minute), family('x-ratelimit-*-tokens', 'tokens', minute)],
  /** other providers: per minute unless `renewalperiod` says otherwise. GitHub Models answers with the same names. */
  azure: [
    family('x-ratelimit-*-requests', 'requests', { ...minute, reset: 'either' }),
    family('x-ratelimit-*-tokens', 'tokens', { ...minute, reset: 'either' }),
  ],
  /** other providers: seconds with decimals. Windows are in the names. */
  cerebras: (['minute', 'hour', 'day'] as const).flatMap((window) =>
    (['requests', 'tokens'] as const).map((unit) =>
      family(`x-ratelimit-*-${unit}-${window}`, unit, { window: secondsIn[window], reset: 'seconds' }),
    ),
  ),
  /**
   * other providers; docs.fireworks.ai: prompt and generated tokens per minute, and prompts less what the cache held.
   */
  fireworks: [
    family('x-ratelimit-*-requests', 'requests', minute),
    family('x-ratelimit-*-tokens-prompt', 'input-tokens', minute),
    family('x-ratelimit-*-tokens-cache-adjusted-prompt', 'input-tokens', { ...minute, pool: 'uncached' }),
    family('x-ratelimit-*-tokens-generated', 'output-tokens', minute),
  ],
  /** other providers: per second in 2024; nobody has seen it since, so a reset farther off refutes it. */
  together: [
    family('x-ratelimit-*', 'requests', { window: 1, orLonger: true, reset: 'seconds' }),
    family('x-tokenlimit-*', 'tokens', { window: 1, orLonger: true, reset: 'seconds' }),
  ],
  /** other providers: no limit, so that only what is left is known. */
  replicate: [family('ratelimit-*', 'requests', { reset: 'seconds' })],
};

const whole = new Map(dialectIds.map((id) => [id, [...own[id], ...unmistakable]]));

/** The rows of a dialect, its own before those that anybody passes on. */
export function dialectOf(id: DialectId): Dialect {
  return whole.get(id) ?? unmistakable;
}

/** In which some answers name their model. */
export const modelHeader = 'openai-model';

/** For whoever is not known: only names that nobody else uses, the rest is read by its words. */
export const anyDialect: Dialect = unmistakable;
