import { DAY, MINUTE, type Unit } from '../core/model/limit.ts';

export type SimulatedProvider = 'openai' | 'anthropic';

/** One limit that the simulator enforces for a model. */
export interface ModelLimit {
  readonly unit: Exclude<Unit, 'images'>;
  readonly pool: 'standard' | 'project';
  /** Seconds that an empty bucket takes to refill. */
  readonly window: number;
  /** The content of a full bucket: one window's allowance. */
  readonly capacity: number;
}

export interface SimulatedModel {
  readonly id: string;
  readonly provider: SimulatedProvider;
  readonly limits: readonly ModelLimit[];
  /**
   * `false` for models that send no rate-limit headers and yet are limited (docs/providers.md, OpenAI: which answers
   * carry headers).
   */
  readonly headers: boolean;
}

/** The names by which options set a limit, as in `{ 'gpt-5': { tokens: 90_000 } }`. */
export const limitNames = {
  requests: { unit: 'requests', pool: 'standard', window: MINUTE },
  'requests-per-day': { unit: 'requests', pool: 'standard', window: DAY },
  tokens: { unit: 'tokens', pool: 'standard', window: MINUTE },
  'tokens-per-day': { unit: 'tokens', pool: 'standard', window: DAY },
  'project-tokens': { unit: 'tokens', pool: 'project', window: MINUTE },
  'input-tokens': { unit: 'input-tokens', pool: 'standard', window: MINUTE },
  'output-tokens': { unit: 'output-tokens', pool: 'standard', window: MINUTE },
} as const satisfies Record<string, Omit<ModelLimit, 'capacity'>>;
export type LimitName = keyof typeof limitNames;

/** A window's allowance by limit name; 0 removes the limit. */
export type Allowances = Readonly<Partial<Record<LimitName, number>>>;

function model(id: string, provider: SimulatedProvider, allowances: Allowances, headers = true): SimulatedModel {
  return { id, provider, headers, limits: withAllowances([], allowances) };
}

/** Pairs that were recorded or published (docs/providers.md, OpenAI: limits and windows, Anthropic: admin API). */
export const defaultModels: readonly SimulatedModel[] = [
  model('gpt-5', 'openai', { requests: 500, tokens: 500_000 }),
  model('gpt-5-mini', 'openai', { requests: 500, tokens: 200_000 }),
  model('gpt-5-nano', 'openai', { requests: 5_000, tokens: 2_000_000 }),
  model('gpt-4o', 'openai', { requests: 500, tokens: 30_000 }),
  model('gpt-4o-mini', 'openai', { requests: 3, 'requests-per-day': 200, tokens: 40_000 }),
  model('gpt-4', 'openai', { requests: 500, tokens: 10_000 }, false),
  model('text-embedding-3-small', 'openai', { requests: 5_000, tokens: 5_000_000 }),
  model('claude-sonnet-5', 'anthropic', { requests: 50, 'input-tokens': 30_000, 'output-tokens': 8_000 }),
  model('claude-haiku-4-5', 'anthropic', { requests: 50, 'input-tokens': 50_000, 'output-tokens': 10_000 }),
  model('claude-opus-5', 'anthropic', { requests: 1_000, 'input-tokens': 2_000_000, 'output-tokens': 400_000 }),
];

/** The models with some limits changed. A model not among them is added with just the limits given. */
export function modelsWithLimits(
  models: readonly SimulatedModel[],
  changes: Readonly<Record<string, Allowances>>,
): readonly SimulatedModel[] {
  const changed = new Map(models.map((known) => [known.id, known]));
  for (const [id, allowances] of Object.entries(changes)) {
    const known = changed.get(id) ?? model(id, id.startsWith('claude') ? 'anthropic' : 'openai', {});
    changed.set(id, { ...known, limits: withAllowances(known.limits, allowances) });
  }
  return [...changed.values()];
}

function withAllowances(limits: readonly ModelLimit[], allowances: Allowances): readonly ModelLimit[] {
  let result = limits;
  for (const [name, capacity] of Object.entries(allowances) as [LimitName, number][]) {
    if (!Object.hasOwn(limitNames, name))
      throw new Error(`unknown limit "${name}"; known are ${Object.keys(limitNames).join(', ')}`);
    const kind = limitNames[name];
    if (!Number.isSafeInteger(capacity) || capacity < 0) {
      throw new Error(`limit "${name}" must be a whole number from 0 on, not ${capacity}`);
    }
    result = result.filter((limit) => !isSameLimit(limit, kind));
    if (capacity > 0) result = [...result, { ...kind, capacity }];
  }
  return result;
}

function isSameLimit(a: Omit<ModelLimit, 'capacity'>, b: Omit<ModelLimit, 'capacity'>): boolean {
  return a.unit === b.unit && a.pool === b.pool && a.window === b.window;
}
