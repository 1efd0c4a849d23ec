import type { Answer } from './answers.ts';
import type { Backend, Call } from './call.ts';
import { modelOf } from './call.ts';
import { type HostError, hostHeaders, type SimulatedHost } from './host.ts';
import { openaiUnknownUrl } from './openaiErrors.ts';
import { openaiReply } from './openaiRoutes.ts';
import { jsonReply, type Reply } from './reply.ts';

/** The usual wait of a refusal, in seconds. */
const usualWait = 24;

/** Answers an accepted key as a host does. */
export function hostReply(call: Call, backend: Backend, host: SimulatedHost): Reply {
  const { path, method } = call;
  const read = method === 'GET' && host.reads && Object.hasOwn(host.reads, path) ? host.reads[path] : undefined;
  if (read) return jsonReply(200, {}, read);
  if (method === 'GET' && path === host.catalogPath) return catalog(backend);
  if (!path.startsWith(`${host.path}/`) || (host.catalogPath && path === `${host.path}/models`))
    return openaiUnknownUrl({}, call);
  const reply = openaiReply({ ...call, path: `/v1${path.slice(host.path.length)}` }, backend);
  const limiter = backend.account.limiterAt(call.at, modelOf(call, ''));
  const told = method === 'POST' && limiter ? hostHeaders(host, limiter, call.at) : {};
  const others = Object.entries(reply.headers).filter(([name]) => !/^(?:x-ratelimit-|openai-)/.test(name));
  return { ...reply, headers: { ...Object.fromEntries(others), ...told } };
}

/** The error of a host in place of the ordinary answer; `null` for one that every provider sends alike. */
export function hostFault(answer: Answer, call: Call, host: SimulatedHost): Reply | null {
  if (answer.kind === 'refused-key') return hostError(host.wrongKey);
  if (call.method !== 'POST') return null;
  if (answer.kind === 'no-credit') return host.noCredit && hostError(host.noCredit);
  if (answer.kind !== 'rate' || host.rate === null) return null;
  const wait = answer.retryAfter ?? usualWait;
  return hostError(host.rate({ model: modelOf(call, 'gpt-5'), wait, until: call.wall + wait * 1000 }));
}

export function hostError({ status, headers = {}, body }: HostError): Reply {
  return jsonReply(status, headers, body);
}

function catalog({ account }: Backend): Reply {
  const models = account.models.filter(({ provider }) => provider === 'openai');
  return jsonReply(
    200,
    {},
    models.map(({ id }) => ({ id, rate_limit_tier: 'high' })),
  );
}
