import { type CauseFound, causeOf } from '../causes/causeOf.ts';
import { refusingLimit } from '../causes/emptyLimit.ts';
import { type Evidence, identifiersIn, plainWords } from '../causes/evidence.ts';
import { failure } from '../causes/failureOf.ts';
import type { ReadAt } from '../causes/statedTime.ts';
import { statedWait } from '../causes/statedWait.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { isLimiterHeader } from '../dialects/headerNames.ts';
import { normalizeHeaders } from '../dialects/response.ts';
import type { Failure } from '../model/failure.ts';
import { type Field, fieldsIn } from './fields.ts';
import { withoutSupposed } from './retold.ts';

/** Facts about an error from outside its own entry, such as the head of a dump. */
export interface EntryContext {
  readonly status: number | null;
  /** Whether the status was printed with the answer, so that no other status in the text counts. */
  readonly dumped: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** `null` leaves waits until a named moment unknown. */
  readonly read: ReadAt | null;
  /** The dialect of the headers in the text. */
  readonly dialect: Dialect;
}

/** One error read from a text. */
export interface ReadEntry extends CauseFound {
  readonly failure: Failure;
  readonly headers: Readonly<Record<string, string>>;
  /** What it was read from, with what wraps it. */
  readonly text: string;
}

/** Reads one error from its text. */
export function readEntry(entry: string, context: EntryContext): ReadEntry {
  const fields = fieldsIn(entry);
  const headers = { ...headersIn(fields), ...context.headers };
  const told = withoutSupposed(entry);
  const said = plainWords(`${told} ${headers['x-ratelimit-type'] ?? ''} ${headers['policy-id'] ?? ''}`).trim();
  const message = messageIn(fields);
  const limit = refusingLimit(said, headers, context.dialect);
  const wait = statedWait(headers, said, context.read);
  const status = context.dumped ? context.status : (statusIn(fields, said) ?? context.status);
  const codes = new Set([...codesIn(fields), ...identifiersIn(said)]);
  const evidence: Evidence = { status, headers, codes, said, limit, wait, envelope: false };
  const cause = causeOf(evidence);
  const words = (message ?? entry).replace(/\s+/g, ' ').trim();
  const type =
    fields.findLast(({ name, value }) => name === 'type' && isCode(value) && value !== 'error')?.value ?? null;
  const code =
    fields.findLast(({ name, value }) => (name === 'code' || name === 'error_code') && isCode(value))?.value ?? null;
  const found: Failure = { cause: cause.cause, status, message: words, type, code, retryAfter: wait, limit };
  return { ...cause, failure: failure(found), headers, text: entry };
}

const otherHeaders = /^(?:x-)?codex-|^x-ms-region$|^retry-after(?:-ms)?$|^date$|^policy-id$|^x-error-message$/;

/** Headers that a tool printed as an object or as lines. */
function headersIn(fields: readonly Field[]): Record<string, string> {
  const headers = fields.filter(({ name }) => isLimiterHeader(name) || otherHeaders.test(name));
  return normalizeHeaders(headers.map(({ name, value }) => [name, value]));
}

const codeNames = new Set([
  'type',
  'code',
  'status',
  'reason',
  'error_code',
  '__type',
  'error',
  'error_type',
  'exception_type',
]);

function codesIn(fields: readonly Field[]): string[] {
  const codes = fields
    .filter(({ name, value }) => codeNames.has(name) && isCode(value))
    .map(({ value }) => value.toLowerCase());
  // "StatusCode.PERMISSION_DENIED"
  const bare = codes.map((code) => code.slice(code.lastIndexOf('.') + 1));
  const numbered = fields.filter(({ name }) => name === 'grpc_status').map(({ value }) => grpcCodes[value] ?? '');
  return [...codes, ...bare, ...numbered].filter((code) => code !== '');
}

/** gRPC's codes by their numbers, as far as they say why. */
const grpcCodes: Readonly<Record<string, string>> = {
  3: 'invalid_argument',
  7: 'permission_denied',
  8: 'resource_exhausted',
  13: 'internal',
  16: 'unauthenticated',
};

/** Whether a value is an identifier, not a sentence or an object. */
function isCode(value: string): boolean {
  return /^[\w.#-]{2,80}$/.test(value);
}

const messageNames = new Set([
  'message',
  'detail',
  'error',
  'msg',
  'error_message',
  'errormessage',
  'details',
  'x-error-message',
]);

/** The longest message. Outer ones say only "Provider returned error" or hold the inner ones as JSON. */
function messageIn(fields: readonly Field[]): string | null {
  const messages = fields
    .filter(
      ({ name, value, quoted }) =>
        messageNames.has(name) &&
        (quoted || name === 'message' || name === 'x-error-message') &&
        /[a-z\u0080-\uffff]{3}/i.test(value) &&
        !/^\s{0,5}[{[]/.test(value),
    )
    .map(({ value }) => value);
  return messages.sort((a, b) => b.length - a.length)[0] ?? null;
}

const statusNames = new Set(['status', 'statuscode', 'httpstatuscode', 'status_code', 'http_status', 'code']);
const statusWords =
  /\b(?:http(?:\/[\d.]{1,3})?|status(?: code)?|error(?: code)?|api error|returned|responded with|failed with|request (?:failed|rejected))\W{1,4}([45]\d\d)(?![\d.]*[\d%])/g;
const statusFirst =
  /(?:^|[[( ])([45]\d\d)(?:\]|\)|:)? {0,2}(?=\{|"[a-z]{3,20} [a-z]|"?(?:too many requests|unauthorized|forbidden|payment required|not found|bad request|method not allowed|request time|conflict|gone\b|payload too|request entity|content too|unprocessable|internal server error|bad gateway|service unavailable|gateway time|overloaded|provider returned)|$)/;

/** Statuses that the classes of OpenAI's and Anthropic's clients stand for, and with them LiteLLM's. */
const statusOf: Readonly<Record<string, string>> = {
  badrequest: '400',
  // Amazon's.
  validation: '400',
  permissiondenied: '403',
  notfound: '404',
  unprocessableentity: '422',
};

/**
 * The status that an error names. The last one counts, because the wrapped error stands further in; so what a server's
 * fault says in words of a refusal behind its own status counts as well.
 */
function statusIn(fields: readonly Field[], said: string): number | null {
  const inFields = fields.filter(({ name, value }) => statusNames.has(name) && /^[45]\d\d$/.test(value)).at(-1)?.value;
  const worded = [...said.matchAll(statusWords)].at(-1);
  if (inFields?.startsWith('5') && worded?.[1]?.startsWith('4') && worded.index > said.lastIndexOf(inFields)) {
    return Number(worded[1]);
  }
  const inWords =
    worded?.[1] ??
    statusFirst.exec(said)?.[1] ??
    /(?:^|[\s(:])\[([45]\d\d)\]/.exec(said)?.[1] ??
    /\b([45]\d\d) status code\b/.exec(said)?.[1] ??
    // urllib3, of a service that it gave up on.
    /\btoo many ([45]\d\d) error responses\b/.exec(said)?.[1] ??
    /\b(?:got|gets|received|returned|returns|gave|threw) an? (?:http )?([45]\d\d)\b/.exec(said)?.[1] ??
    /^\W{0,5}([45]\d\d)\b/.exec(said)?.[1] ??
    statusOf[
      /\b(badrequest|permissiondenied|notfound|unprocessableentity|validation(?=exc))(?:error|exception)\b/.exec(
        said,
      )?.[1] ?? ''
    ];
  const found = inFields ?? inWords;
  return found === undefined ? null : Number(found);
}
