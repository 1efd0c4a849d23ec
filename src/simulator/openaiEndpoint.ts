import type { Call } from './call.ts';
import type { Reply, ReplyHeaders } from './reply.ts';
import type { JsonRecord } from './requestBody.ts';

/** An endpoint that a model answers. */
export interface OpenaiEndpoint {
  /** The problem with the body, and its field; `null` for none. */
  problem(body: JsonRecord): { message: string; param: string } | null;
  /** Tokens taken at admission (docs/providers.md, OpenAI: what is charged). */
  cost(body: JsonRecord): number;
  answers(model: string): boolean;
  /** Whether the reply carries limits (docs/providers.md, OpenAI: which answers carry headers). */
  tellsLimits(body: JsonRecord): boolean;
  reply(body: JsonRecord, model: string, headers: ReplyHeaders, call: Call): Reply;
}
