/** US dollars per million tokens. */
interface Price {
  readonly model: string;
  readonly input: number;
  readonly output: number;
}

/**
 * Year and month in which the prices below were read: https://developers.openai.com/api/docs/pricing and
 * https://platform.claude.com/docs/en/about-claude/pricing.
 */
export const pricesAsOf = '2026-10';

/** A model not listed here has no known price: its tokens are shown instead of dollars. */
const prices: readonly Price[] = [
  { model: 'gpt-5', input: 1.25, output: 10 },
  { model: 'gpt-5-mini', input: 0.25, output: 2 },
  { model: 'gpt-5-nano', input: 0.05, output: 0.4 },
  { model: 'gpt-5.1', input: 1.25, output: 10 },
  { model: 'gpt-5.4', input: 2.5, output: 15 },
  { model: 'gpt-5.4-nano', input: 0.2, output: 1.25 },
  { model: 'gpt-5.5', input: 5, output: 30 },
  { model: 'gpt-4.1', input: 2, output: 8 },
  { model: 'gpt-4o', input: 2.5, output: 10 },
  { model: 'gpt-4o-mini', input: 0.15, output: 0.6 },
  { model: 'o3', input: 2, output: 8 },
  { model: 'text-embedding-3-small', input: 0.02, output: 0 },
  { model: 'text-embedding-3-large', input: 0.13, output: 0 },
  { model: 'claude-fable-5', input: 10, output: 50 },
  { model: 'claude-fable-5-1', input: 10, output: 50 },
  { model: 'claude-opus-4', input: 15, output: 75 },
  { model: 'claude-opus-4-1', input: 15, output: 75 },
  { model: 'claude-opus-4-5', input: 5, output: 25 },
  { model: 'claude-opus-5', input: 5, output: 25 },
  { model: 'claude-opus-5-5', input: 4, output: 20 },
  { model: 'claude-sonnet-4', input: 3, output: 15 },
  { model: 'claude-sonnet-4-5', input: 3, output: 15 },
  { model: 'claude-sonnet-5', input: 2, output: 10 },
  { model: 'claude-sonnet-5-5', input: 2, output: 10 },
  { model: 'claude-haiku-4-5', input: 1, output: 5 },
];

/** The most that a model of unknown price is assumed to cost, so that a budget in dollars still holds. */
const ceiling: Price = { model: '', input: 30, output: 180 };

/** The tokens of one request. */
export interface Usage {
  readonly input: number;
  readonly output: number;
}

/**
 * The expected tokens of one check: a short message and one token of answer. A reasoning model may need a few more
 * before it stops.
 */
export const probeUsage: Usage = { input: 8, output: 1 };

/** US dollars for the tokens of one request; `null` when the model's price is not known. */
export function costOf(model: string, usage: Usage): number | null {
  const price = priceOf(model);
  return price ? cost(price, usage) : null;
}

/** The most US dollars that the request can cost, even for a model of unknown price. */
export function costAtMost(model: string, usage: Usage): number {
  return cost(priceOf(model) ?? ceiling, usage);
}

/** A dated snapshot such as `gpt-5-2025-08-07` costs what its model costs; any other suffix is another model. */
function priceOf(model: string): Price | undefined {
  const name = model.toLowerCase();
  return prices.find(
    (price) => name === price.model || (name.startsWith(`${price.model}-20`) && /-20\d{2}-?\d{2}-?\d{2}$/.test(name)),
  );
}

function cost(price: Price, usage: Usage): number {
  return (usage.input * price.input + usage.output * price.output) / 1e6;
}
