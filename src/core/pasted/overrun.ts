import { amountIn } from '../causes/amounts.ts';
import { plainWords } from '../causes/evidence.ts';
import type { Unit } from '../model/limit.ts';
import type { ReadEntry } from './pastedEntry.ts';

/** By how much a request was too large, as far as the error names both numbers. */
export interface Overrun {
  readonly unit: Unit;
  /** What was asked for; more than `most`. */
  readonly asked: number;
  /** The most that fits. */
  readonly most: number;
}

const count = String.raw`([\d,]{1,15})(?![\d.]?\d)`;

/** In what the errors say: the number asked for and the most that fits, and which of the two comes first. */
const wordings: readonly (readonly [RegExp, 'asked' | 'most'])[] = [
  // Anthropic: "208310 tokens > 200000 maximum", "max_tokens: 128000 > 64000". OpenRouter: "69120 > 36608".
  [new RegExp(`\\b${count}(?: tokens?)? ?> ?${count}`), 'asked'],
  // OpenAI: "maximum context length is 128000 tokens. However, your messages resulted in 131072 tokens", "you requested
  // 140000 tokens"; xAI: "maximum prompt length is 131072 but the request contains 141200 tokens".
  [
    new RegExp(
      `\\b(?:context|prompt) length is ${count}.{1,60}\\b(?:resulted in|requested|requested about|contains|has) ${count}`,
    ),
    'most',
  ],
  // OpenAI: "max_tokens is too large: 8192. This model supports at most 4096 completion tokens".
  [new RegExp(`\\btoo large: ${count}.{1,40}\\bat most ${count}`), 'asked'],
  // LM Studio: "keep the first 10136 tokens when … context length of only 7866 tokens".
  [new RegExp(`\\bfirst ${count} tokens when .{1,80}\\bonly ${count}`), 'asked'],
  // Copilot: "prompt token count of 134301 exceeds the limit of 128000". Gemini: "token count (1048580) exceeds the
  // maximum number of tokens allowed (1048576)". llama.cpp: "request (14429 tokens) exceeds … size (8192 tokens)".
  [
    new RegExp(
      `\\b(?:token count|request) ?\\(?(?:of )?${count}(?: tokens)?\\)? exceeds .{1,60}?\\(?(?:of )?\\b${count}`,
    ),
    'asked',
  ],
  // OpenAI, of embeddings: "Requested 300917 tokens, max 300000 tokens per request".
  [new RegExp(`\\brequested ${count} tokens, max ${count}`), 'asked'],
  // Moonshot: "exceeded model token limit: 262144 (requested: 270123)".
  [new RegExp(`\\btoken limit: ${count} \\(requested: ${count}\\)`), 'most'],
];

/** The numbers of a request that is too large; `null` for any other error, or where one of them is missing. */
export function overrunOf({ failure: { cause, limit, message }, detail }: ReadEntry): Overrun | null {
  if (cause !== 'request-too-large' && cause !== 'context-too-long') return null;
  if (detail === 'image-too-large') return null;
  if (limit?.capacity != null && limit.requested !== null) return overrun(limit.unit, limit.requested, limit.capacity);
  const said = plainWords(message);
  for (const [wording, first] of wordings) {
    const found = wording.exec(said);
    const [one, other] = [amountIn(found?.[1]), amountIn(found?.[2])];
    if (one === null || other === null) continue;
    const unit = detail === 'max-output' ? 'output-tokens' : 'tokens';
    return first === 'asked' ? overrun(unit, one, other) : overrun(unit, other, one);
  }
  return null;
}

function overrun(unit: Unit, asked: number, most: number): Overrun | null {
  return asked > most && most > 0 ? { unit, asked, most } : null;
}
