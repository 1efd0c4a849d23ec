import type { ServerResponse } from 'node:http';
import { errorCode } from '../../base/errorCode.ts';

/**
 * Why the gateway itself answers: a code for programs and words for people. Nothing of the request is in it. The words are
 * English wherever the editor is, as all errors of providers are: tools show, log and match them, and they are looked up.
 */
export interface OwnAnswer {
  readonly status: number;
  readonly code: string;
  readonly words: string;
}

/** Answers in place of the provider, in a shape that clients of OpenAI and of Anthropic both read. Ends the connection. */
export function answerOwn(response: ServerResponse, { status, code, words }: OwnAnswer): void {
  const message = `Keygauge's gateway: ${words}`;
  const type = status < 500 ? 'invalid_request_error' : 'api_error';
  const body = JSON.stringify({ type: 'error', error: { type, message, param: null, code } });
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  };
  response.writeHead(status, headers);
  response.end(body);
}

/** What a client is told when the provider could not be reached or fell silent. `host`: the provider's name and port. */
export function unreachable(host: string, error: unknown): OwnAnswer {
  const code = plainCode(error);
  if (code === 'KEYGAUGE_TIMEOUT' || code === 'ETIMEDOUT')
    return { status: 504, code: 'keygauge_upstream_timeout', words: `${host} did not answer in time.` };
  const what = /^(?:ENOTFOUND|EAI_AGAIN)$/.test(code)
    ? `the name ${host} could not be resolved`
    : whatFailed(host, code);
  return { status: 502, code: 'keygauge_upstream_unreachable', words: `${what} (${code}).` };
}

/** The error of a deadline that has passed. */
export function late(): Error {
  return Object.assign(new Error('The deadline has passed'), { code: 'KEYGAUGE_TIMEOUT' });
}

function whatFailed(host: string, code: string): string {
  if (/CERT|SSL|TLS|SIGNATURE|SELF_SIGNED|ISSUER/.test(code)) return `no secure connection to ${host} could be made`;
  if (/^(?:HPE_|ERR_)/.test(code)) return `${host} sent an answer that is no HTTP`;
  return code === 'ECONNRESET' ? `${host} ended the connection without an answer` : `${host} could not be reached`;
}

/** The system's code of an error and no word of its message. */
function plainCode(error: unknown): string {
  const code = errorCode(error);
  return /^\w{1,60}$/.test(code) ? code : 'unknown';
}
