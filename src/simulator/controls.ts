import type { Account } from './account.ts';
import { answerForms, parseAnswer } from './answers.ts';
import type { ReceivedRequest } from './exchange.ts';
import { jsonReply, type Reply } from './reply.ts';
import { type JsonRecord, positiveOf, textOf } from './requestBody.ts';
import type { SwitchedAnswer } from './switchedAnswer.ts';

interface Controlled {
  readonly account: Account;
  readonly switched: SwitchedAnswer;
  readonly requests: readonly ReceivedRequest[];
  /** Monotonic milliseconds. */
  readonly at: number;
}

/** Answers `GET /_simulator` with the state, and switches answers on `POST /_simulator/answer`. */
export function controlReply(controlled: Controlled, method: string, path: string, body: JsonRecord | null): Reply {
  if (method === 'GET' && path === '/_simulator') return jsonReply(200, {}, stateOf(controlled));
  if (method !== 'POST' || path !== '/_simulator/answer') {
    return jsonReply(404, {}, { error: 'there are GET /_simulator and POST /_simulator/answer' });
  }
  const words = body?.answer;
  if (words === null) {
    controlled.switched.set(null);
    return jsonReply(200, {}, stateOf(controlled));
  }
  if (typeof words !== 'string') {
    return jsonReply(400, {}, { error: `send {"answer": …} with null or one of ${answerForms.join(', ')}` });
  }
  try {
    const path = textOf(body?.path);
    const times = positiveOf(body?.times);
    controlled.switched.set(parseAnswer(words), { ...(path ? { path } : {}), ...(times ? { times } : {}) });
    return jsonReply(200, {}, stateOf(controlled));
  } catch (error) {
    return jsonReply(400, {}, { error: error instanceof Error ? error.message : String(error) });
  }
}

function stateOf({ account, switched, requests, at }: Controlled): object {
  return {
    answer: switched.current,
    load: account.loadStatistics(at),
    requests: requests.length,
    models: account.models.map((model) => ({
      id: model.id,
      provider: model.provider,
      limits: model.limits.map((limit) => ({
        ...limit,
        level: account.trueLevel(at, model.id, limit.unit, limit.window, limit.pool),
      })),
    })),
  };
}
