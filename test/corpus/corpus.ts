import { anthropic } from './anthropic.ts';
import { anthropicErrors } from './anthropicErrors.ts';
import { azure } from './azure.ts';
import { cerebras } from './cerebras.ts';
import { groq } from './groq.ts';
import { hosts } from './hosts.ts';
import { mistral } from './mistral.ts';
import { openai } from './openai.ts';
import { openaiErrors } from './openaiErrors.ts';
import { plans } from './plans.ts';
import type { CorpusResponse } from './response.ts';
import { routers } from './routers.ts';
import { unlisted } from './unlisted.ts';
import { withoutHeaders } from './withoutHeaders.ts';

/** A response of our own making for every form in `forms`. Values and identifiers are invented. */
export const corpus: readonly CorpusResponse[] = [
  ...openai,
  ...openaiErrors,
  ...anthropic,
  ...anthropicErrors,
  ...plans,
  ...azure,
  ...groq,
  ...mistral,
  ...cerebras,
  ...hosts,
  ...withoutHeaders,
  ...routers,
  ...unlisted,
];
