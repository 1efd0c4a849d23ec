import type { Call } from './call.ts';
import type { Headers, Reply } from './reply.ts';
import type { JsonRecord } from './requestBody.ts';

/** An endpoint that a model answers. */
export interface OpenaiEndpoint {
  /** What is wrong with the body, and with which field; `null` for nothing. */
  problem(body: JsonRecord): { message: string; param: string } | null;
  /** Tokens taken at admission (docs/providers.md, OpenAI: what is charged). */
  cost(body: JsonRecord): number;
  answers(model: string): boolean;
  /** Whether the reply tells of limits (docs/providers.md, OpenAI: which answers carry headers). */
  tellsLimits(body: JsonRecord): boolean;
  reply(body: JsonRecord, model: string, headers: Headers, call: Call): Reply;
}
