import { fieldsOf } from '../../base/jsonFields.ts';
import type { Charge } from '../../core/model/observation.ts';
import type { ReportedUse } from '../../core/pacing/request.ts';

/** Where answers and events name what they took: OpenAI, Anthropic (`message_start`), Responses, Gemini. */
export const usagePaths = ['usage', 'message.usage', 'response.usage', 'usageMetadata'] as const;

/** What a request took, as far as its answer has told. */
export interface ToldUse extends Partial<ReportedUse> {
  /** Input that was written to the cache, where that is told apart (Anthropic). */
  readonly written?: number;
}

/** What one object of usage says, in addition to what was told before; later words win. */
export function withUsage(before: ToldUse, value: unknown): ToldUse {
  const usage = fieldsOf(value);
  const of = (...names: string[]) => names.map((name) => countOf(usage[name])).find((count) => count !== undefined);
  const details = fieldsOf(usage.prompt_tokens_details ?? usage.input_tokens_details);
  const read = of('cache_read_input_tokens') ?? (before.written === undefined ? undefined : before.cached);
  const written = of('cache_creation_input_tokens') ?? before.written;
  const plain = of('prompt_tokens', 'input_tokens', 'promptTokenCount');
  // Anthropic's `input_tokens` are those that no cache has to do with.
  const isApart = read !== undefined || written !== undefined;
  const input = plain !== undefined && isApart ? plain + (read ?? 0) + (written ?? 0) : plain;
  const cached = isApart ? read : (countOf(details.cached_tokens) ?? of('cachedContentTokenCount'));
  const all = of('total_tokens', 'totalTokenCount');
  // Embeddings have no answer to count, and Gemini counts what it thinks apart from what it says.
  const rest = all !== undefined && plain !== undefined && all >= plain ? all - plain : undefined;
  const output = of('completion_tokens', 'output_tokens') ?? rest ?? of('candidatesTokenCount');
  const told = Object.entries({ input, cached, output, written }).filter(([, count]) => count !== undefined);
  return { ...before, ...Object.fromEntries(told) };
}

/** Whether the input is told, on which what was charged rests. */
export function isUseful(use: ToldUse): boolean {
  return use.input !== undefined;
}

/** The whole use; `null` while something is missing. */
export function reportedUse({ input, cached = 0, output }: ToldUse): ReportedUse | null {
  return input === undefined || output === undefined ? null : { input, cached, output };
}

/** Units that it took from the buckets, as far as they are told. What was read from a cache is not charged as input. */
export function chargeOf({ input, cached = 0, output }: ToldUse): Charge {
  return {
    requests: 1,
    ...(input === undefined ? {} : { 'input-tokens': Math.max(0, input - cached) }),
    ...(output === undefined ? {} : { 'output-tokens': output }),
    ...(input === undefined || output === undefined ? {} : { tokens: input + output }),
  };
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
