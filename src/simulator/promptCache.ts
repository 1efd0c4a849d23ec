import { createHash } from 'node:crypto';
import { isRecord, type JsonRecord, listOf } from './requestBody.ts';
import { contentOf, countedTokens, estimatedTokens } from './tokens.ts';

/** The input of one request, by how it counts; tokens. */
export interface InputUsage {
  /** Read from the cache; not counted against ITPM (docs/providers.md, Anthropic: the limiter). */
  readonly cached: number;
  /** Input written to the cache, and input neither read nor written; both count. */
  readonly created: number;
  readonly fresh: number;
  /** Tokens taken at admission for the input that is not cached. */
  readonly estimate: number;
}

/** Milliseconds for which a prompt stays cached after its last use, and the most prompts that are remembered. */
const lifetime = 5 * 60_000;
const largest = 2_000;

/** Remembers the beginnings of prompts marked with `cache_control` in the last five minutes. */
export class PromptCache {
  #expiry = new Map<string, number>();

  /** The tokens that `body` would use at a moment in monotonic milliseconds. */
  usageOf(body: JsonRecord, at: number): InputUsage {
    const blocks = blocksOf(body);
    const known = blocks.findLastIndex(({ prefix }) => (this.#expiry.get(prefix) ?? -Infinity) > at);
    const marked = blocks.findLastIndex((block) => block.marked);
    const sum = (from: number, to: number, count: 'tokens' | 'estimate') =>
      blocks.slice(from, Math.max(from, to)).reduce((total, block) => total + block[count], 0);
    return {
      cached: sum(0, known + 1, 'tokens'),
      created: sum(known + 1, marked + 1, 'tokens'),
      fresh: sum(Math.max(known, marked) + 1, blocks.length, 'tokens'),
      estimate: sum(known + 1, blocks.length, 'estimate'),
    };
  }

  /** Remembers the marked beginnings of an admitted request. */
  remember(body: JsonRecord, at: number): void {
    for (const { prefix, marked } of blocksOf(body)) {
      if (!marked) continue;
      this.#expiry.delete(prefix);
      this.#expiry.set(prefix, at + lifetime);
    }
    for (const oldest of this.#expiry.keys()) {
      if (this.#expiry.size <= largest) return;
      this.#expiry.delete(oldest);
    }
  }
}

interface Block {
  /** Identifies everything from the beginning to the end of this block. */
  readonly prefix: string;
  readonly marked: boolean;
  readonly tokens: number;
  readonly estimate: number;
}

function blocksOf(body: JsonRecord): readonly Block[] {
  const parts: { value: unknown; messages: number }[] = [];
  const add = (content: unknown, messages: number) => {
    const values = Array.isArray(content) ? content : [content];
    for (const [index, value] of values.entries()) parts.push({ value, messages: index === 0 ? messages : 0 });
  };
  if (body.tools !== undefined) parts.push({ value: JSON.stringify(body.tools), messages: 0 });
  if (body.system !== undefined) add(body.system, 0);
  for (const message of listOf(body.messages)) if (isRecord(message)) add(message.content, 1);

  let prefix = String(body.model);
  return parts.map(({ value, messages }) => {
    const content = { ...contentOf(value), messages };
    prefix = createHash('sha256').update(`${prefix}\n${content.images}\n${content.text}`).digest('base64');
    const marked = isRecord(value) && isRecord(value.cache_control);
    return { prefix, marked, tokens: countedTokens(content), estimate: estimatedTokens(content) };
  });
}
