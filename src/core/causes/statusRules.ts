import { isNotFoundPage, isOnlyNotFound } from './addressRules.ts';
import type { Rule } from './rule.ts';

/** Rules on a status alone, or on the words of a failed connection: tried last, and never certain. */
export const statusRules: readonly Rule[] = [
  {
    cause: 'network',
    source: 'the words of Node, Python, Chromium and of the tools: a certificate that is not trusted',
    says: [
      /\bself[- ]signed cert/,
      /\bcert(?:ificate)?_[a-z_]{4,40}|_cert(?:_[a-z_]{2,40})?\b|\bunable_to_(?:get|verify)_/,
      /\bx509: |\bpkix path building\b|\bcertificate verify failed\b|\bssl handshake\b/,
      /\bunable to (?:get local issuer|verify the first) certificate\b/,
      /\bdoes not match certificate's altnames\b|\bcertificate (?:has|is) (?:expired|not (?:yet )?(?:valid|trusted))\b/,
    ],
    // LiteLLM makes a 500 of it; with any other status somebody has answered.
    when: ({ status }) => status === null || status === 500,
  },
  { cause: 'key-invalid', source: 'OpenAI: errors; Anthropic: errors', status: [401], weak: true },
  { cause: 'forbidden', source: 'OpenAI: errors; Anthropic: errors', status: [403], weak: true },
  { cause: 'request-too-large', source: 'Anthropic: errors', status: [413], weak: true },
  {
    cause: 'wrong-address',
    source: 'Others that are seen, with a wrong address: a router has no such path',
    status: [404],
    when: ({ envelope, said }) => isOnlyNotFound(said) || (!envelope && isNotFoundPage(said)),
    weak: true,
  },
  { cause: 'wrong-address', source: 'RFC 9110: nothing there takes a request of this kind', status: [405], weak: true },
  {
    cause: 'model-not-found',
    source: 'OpenAI: errors; Anthropic: errors: an API says that something is not there',
    status: [404],
    when: ({ envelope, said }) => envelope || /\bmodel\b/.test(said),
    weak: true,
  },
  { cause: 'overloaded', source: 'OpenAI: errors; Anthropic: errors', status: [503, 529], weak: true },
  {
    cause: 'server-error',
    source: 'OpenAI: errors; Anthropic: errors',
    codes: ['server_error', 'api_error', 'internal_server_error', 'timeout_error', 'internal'],
    says: [
      'the server had an error',
      'an error occurred while processing your request',
      'a timeout occurred',
      'internal server error',
      'bad gateway',
      'gateway timeout',
      'gateway time-out',
      'web server is returning an unknown error',
      'internalservererror',
      'upstream connect error',
      'upstream request timeout',
    ],
    when: ({ status }) => status === null || status >= 500 || status < 400,
    weak: true,
  },
  { cause: 'server-error', source: 'RFC 9110', when: ({ status }) => status !== null && status >= 500, weak: true },
  {
    cause: 'network',
    source: 'the words of Node, Python, curl, Chromium and of the tools: no answer came',
    says: [
      /\b(?:enotfound|econnrefused|econnreset|econnaborted|etimedout|ehostunreach|enetunreach|epipe|eproto|eai_again)\b/,
      /\bund_err_|\bnet::err_/,
      /\bfetch failed\b|\bfailed to fetch\b|\bsocket hang up\b|\bgetaddrinfo\b/,
      'connection error.',
      /\bapi(?:connection|timeout)error\b/,
      /\b(?:request|read|connection|operation) timed out\b/,
      /\bconnection (?:was )?(?:refused|reset|closed|aborted)\b/,
      /\bcould not resolve host\b|\bname or service not known\b|\btemporary failure in name resolution\b/,
      /\b(?:failed|unable) to connect to\b/,
      /\berror sending request\b/,
      'stream disconnected before completion',
      'check your internet connection',
    ],
    when: ({ status }) => status === null,
    weak: true,
  },
];
