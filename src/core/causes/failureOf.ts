import type { Dialect } from '../dialects/dialect.ts';
import type { ProviderResponse } from '../dialects/response.ts';
import type { Cause, Failure } from '../model/failure.ts';
import { redact } from '../redact.ts';
import { causeOf } from './causeOf.ts';
import { refusingLimit } from './emptyLimit.ts';
import { holdsError, readErrorBody } from './errorBody.ts';
import { type Evidence, identifiersIn, plainWords } from './evidence.ts';
import { withLeft } from './leftInHeaders.ts';
import { statedWait } from './statedWait.ts';

const longestMessage = 2000;
const longestCode = 100;

const settings = /certificate|(?:\b|_)cert_|leaf_signature|proxy|tunneling|ssl handshake|x509|pkix|err_invalid_url/i;
const place = /country|countries|region|location|private networks|unsupported_country/i;

/**
 * Reads why a response failed; `null` for one that succeeded. An error inside a successful status counts as
 * one (docs/providers.md, Anthropic: errors). `secrets` never appear in the message. Of the headers' limits, `dialect`
 * says what they count.
 */
export function failureOf(
  response: ProviderResponse,
  secrets: Iterable<string> = [],
  dialect?: Dialect,
): Failure | null {
  const { status, headers, body } = response;
  const refused = status >= 400 || (status >= 300 && status !== 304);
  if (!refused && !holdsError(body)) return null;
  const words = readErrorBody(body);
  // Hugging Face says why in a header only (docs/providers.md, Others that are seen).
  const message = words.message || headers['x-error-message'] || '';
  // Amazon says which error it is in a header: "ThrottlingException:http://…".
  const amazonCode = headers['x-amzn-errortype']?.replace(/:.*/, '').toLowerCase();
  const said = plainWords(
    `${message}\n${words.text} ${headers['x-ratelimit-type'] ?? ''} ${headers['policy-id'] ?? ''} `,
  );
  const limit = refusingLimit(said, headers, dialect);
  const wait = statedWait(headers, said);
  const evidence: Evidence = {
    status: refused ? status : words.status,
    headers,
    codes: new Set([...words.codes, ...(amazonCode === undefined ? [] : [amazonCode]), ...identifiersIn(said)]),
    said,
    limit,
    wait,
    envelope: words.envelope,
  };
  const { cause } = causeOf(evidence);
  const refusing = limit && withLeft(limit, headers, dialect);
  return failure(
    { cause, status, message, type: words.type, code: words.code, retryAfter: wait, limit: refusing },
    secrets,
  );
}

/** A failure for a request that got no response at all. `reason` is the network's own words. */
export function networkFailure(reason: string, secrets: Iterable<string> = []): Failure {
  return withoutResponse('network', reason, secrets);
}

/** A failure of which only the cause and some words are known. */
export function withoutResponse(cause: Cause, message: string, secrets: Iterable<string> = []): Failure {
  return failure({ cause, status: null, message, type: null, code: null, retryAfter: null, limit: null }, secrets);
}

/**
 * The failure with what its words say of an obstacle, and the words redacted and cut. Redacted first, since half a secret would
 * not be recognized.
 */
export function failure(found: Failure, secrets: Iterable<string> = []): Failure {
  const hidden = [...secrets];
  const code = (value: string | null) => value && cut(redact(value, hidden), longestCode);
  const obstacle = obstacleOf(found);
  return {
    ...found,
    ...(obstacle && { obstacle }),
    message: cut(redact(found.message, hidden), longestMessage),
    type: code(found.type),
    code: code(found.code),
  };
}

function obstacleOf({ cause, message, code }: Failure): Failure['obstacle'] {
  const words = `${message} ${code ?? ''}`;
  if (cause === 'network' && settings.test(words)) return 'settings';
  return cause === 'forbidden' && place.test(words) ? 'place' : undefined;
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;
}
