import { anthropic } from './anthropic.ts';
import { anthropicErrors } from './anthropicErrors.ts';
import { openai } from './openai.ts';
import { openaiErrors } from './openaiErrors.ts';
import { plans } from './plans.ts';
import type { CorpusResponse } from './response.ts';

/** A response of our own making for every form in `forms`. Values and identifiers are invented. */
export const corpus: readonly CorpusResponse[] = [
  ...openai,
  ...openaiErrors,
  ...anthropic,
  ...anthropicErrors,
  ...plans,
];
