/** Models that coding tools use, the most used first: full-size ones, then their small ones, then those of others. */
const families: readonly RegExp[] = [
  /^claude-(?:\d[\d.-]*-)?sonnet/,
  /^gpt-\d+(?:\.\d+)?(?:-codex)?$/,
  /^claude-(?:\d[\d.-]*-)?opus/,
  /^gemini-[\d.]+-pro/,
  /^claude-(?:\d[\d.-]*-)?haiku/,
  /^gpt-\d+(?:\.\d+)?-mini$/,
  /^gemini-[\d.]+-flash(?!-lite)/,
  /^grok-code/,
  /^grok-\d/,
  /^qwen[\d.-]*-?coder/,
  /^(?:devstral|codestral)/,
  /^kimi-k\d/,
  /^glm-\d/,
  /^deepseek-(?:v\d|chat|coder|reasoner)/,
  /^(?:openai\/)?gpt-oss/,
  /^gpt-\d+o(?:-mini)?$/,
  /^o\d(?:-mini)?$/,
  /^mistral-(?:large|medium)/,
  /^llama/,
];

interface Rank {
  /** Place in the list of families; -1 for none. */
  readonly family: number;
  /** Letters that a maker's models begin with, such as `gpt`. */
  readonly line: string;
  readonly isSnapshot: boolean;
  readonly generation: number;
  readonly version: number;
}

/**
 * Orders models as a coding tool would ask for them: the newest generation of each maker first, by family, then older
 * ones; a dated snapshot after what has no date. What belongs to no family keeps its order and comes last.
 */
export function inUsualOrder(models: readonly string[]): string[] {
  const ranked = models.map((model, place) => ({ model, place, rank: rankOf(model) }));
  const newest = new Map<string, number>();
  for (const { rank } of ranked)
    if (rank.family >= 0) newest.set(rank.line, Math.max(newest.get(rank.line) ?? 0, rank.generation));
  const isUnknown = ({ family }: Rank) => Number(family < 0);
  const isOld = ({ line, generation }: Rank) => Number(generation < (newest.get(line) ?? 0));
  return ranked
    .sort(
      ({ rank: one, place }, { rank: other, place: otherPlace }) =>
        isUnknown(one) - isUnknown(other) || (one.family < 0 ? 0 : byUse(one, other, isOld)) || place - otherPlace,
    )
    .map(({ model }) => model);
}

function byUse(one: Rank, other: Rank, isOld: (rank: Rank) => number): number {
  return (
    Number(one.isSnapshot) - Number(other.isSnapshot) ||
    isOld(one) - isOld(other) ||
    one.family - other.family ||
    other.version - one.version
  );
}

function rankOf(model: string): Rank {
  // Gateways put the provider's name in front.
  const name = model.slice(model.lastIndexOf('/') + 1).toLowerCase();
  const undated = name.replace(/[-@](?:20\d{6}|20\d\d-\d\d-\d\d|\d{4})(?=$|[-:])/, '');
  const [, major = '0', minor = '0'] = /(\d{1,2})(?:[.-](\d{1,2})(?!\d))?/.exec(undated) ?? [];
  return {
    family: families.findIndex((shape) => shape.test(undated)),
    line: /^[a-z]*/.exec(undated)?.[0] ?? '',
    isSnapshot: undated !== name,
    generation: Number(major),
    version: Number(major) * 100 + Number(minor),
  };
}
