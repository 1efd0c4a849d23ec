import type { Call } from './call.ts';
import type { Reply } from './reply.ts';
import { isRecord, parseRecord, textOf } from './requestBody.ts';
import { contentOf, countedTokens } from './tokens.ts';
import type { UseRecord } from './useRecord.ts';

/** Counts a request that was answered with output, as reports of use do. */
export function countUse({ at, method, body, provider }: Call, reply: Reply, use: UseRecord): void {
  const model = textOf(body?.model);
  if (method !== 'POST' || !body || model === null || reply.status !== 200) return;
  const input = countedTokens(contentOf(body.messages, body.system, body.input));
  use.add({ at, key: 'own', provider, model, input, cached: 0, output: outputOf(reply) });
}

function outputOf({ frames }: Reply): number {
  const usage = frames.length === 1 ? parseRecord(frames[0]?.text ?? '')?.usage : null;
  if (!isRecord(usage)) return frames.reduce((sum, { tokens }) => sum + tokens, 0);
  return Number(usage.completion_tokens ?? usage.output_tokens ?? 0);
}
