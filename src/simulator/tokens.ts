import { isRecord, listOf } from './requestBody.ts';

/** The fixed cost of a message besides its text, and of an image (docs/providers.md, OpenAI: what is charged). */
const perMessage = 3;
const perImage = 765;

/** The content of a request, reduced to what counts. */
export interface Content {
  readonly text: string;
  readonly messages: number;
  readonly images: number;
}

/** The estimate by which providers admit a request: a quarter of the characters, 3 a message, 765 an image. */
export function estimatedTokens({ text, messages, images }: Content): number {
  return Math.ceil(text.length / 4) + perMessage * messages + perImage * images;
}

/**
 * The simulator's real number of tokens: pieces of words, groups of three digits, single signs; not a real tokenizer.
 */
export function countedTokens({ text, messages, images }: Content): number {
  const pieces = text.match(/\p{L}{1,7}|\p{N}{1,3}|[^\s\p{L}\p{N}]/gu)?.length ?? 0;
  return pieces + perMessage * messages + perImage * images;
}

/** Everything said in these messages, items or blocks, however deeply nested. */
export function contentOf(messages: unknown, ...more: unknown[]): Content {
  const texts: string[] = [];
  let images = 0;
  const visit = (value: unknown, depth: number): void => {
    if (depth > 12) return;
    if (typeof value === 'string') texts.push(value);
    else if (Array.isArray(value)) for (const part of value) visit(part, depth + 1);
    else if (isRecord(value)) {
      if (typeof value.type === 'string' && /image/.test(value.type)) images++;
      else for (const key of ['content', 'text', 'input', 'output', 'arguments']) visit(value[key], depth + 1);
    }
  };
  visit(messages, 0);
  visit(more, 0);
  return { text: texts.join('\n'), messages: Array.isArray(messages) ? listOf(messages).length : 1, images };
}
