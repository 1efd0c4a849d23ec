import { units } from '../model/limit.ts';
import { rules } from './causeOf.ts';

/**
 * Codes and types of errors that the providers document, besides those that a rule names in full (docs/providers.md). A
 * family of codes may hold somebody's own words, so it does not count.
 */
const documented = [
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'rate_limit_exceeded',
  'invalid_api_key',
  'model_not_found',
  'context_length_exceeded',
  'server_is_overloaded',
  'engine_overloaded',
  'invalid_request_error',
  'authentication_error',
  'permission_error',
  'rate_limit_error',
  'overloaded_error',
  'billing_error',
  'error',
];

const named = rules.flatMap(({ codes = [], kinds = [] }) => [...codes, ...kinds]);
const codes = new Set<unknown>([...documented, ...units, ...named.filter((code) => typeof code === 'string')]);

/** A provider's `type` or `code` if it is one that everybody gets; `null` for any other, which may be somebody's own. */
export function knownCode(code: string): string | null {
  return codes.has(code.toLowerCase()) ? code : null;
}

/** What Node and undici call the failures of a network, and what we call our own deadline. */
const networkCodes = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'EPROTO', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EPERM'],
  ...[
    'UND_ERR_SOCKET',
    'UND_ERR_CONNECT_TIMEOUT',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'UND_ERR_ABORTED',
  ],
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_UNTRUSTED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_GET_ISSUER_CERT', 'No answer within'],
];

/** The code in the words of a network, without the host that they name; `null` if there is none that is known. */
export function networkCode(message: string): string | null {
  return networkCodes.find((code) => message.includes(code)) ?? null;
}
