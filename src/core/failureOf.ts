import type { Cause, Failure, NamedLimit } from './failure.ts';
import { DAY, HOUR, MINUTE, type Unit } from './limits.ts';
import { parseGoDuration, retryAfterSeconds } from './providerTime.ts';
import { redact } from './redact.ts';
import type { ProviderResponse } from './response.ts';

const longestMessage = 2000;
const longestCode = 100;

/** What a failed response says went wrong; `null` for one that succeeded. `secrets` never appear in the message. */
export function failureOf(response: ProviderResponse, secrets: Iterable<string> = []): Failure | null {
  const { status, headers } = response;
  if (status < 400 && !(status >= 300 && status !== 304)) return null;
  const words = wordsOf(response.body);
  const hidden = [...secrets];
  const code = (value: string | null) => value && cut(redact(value, hidden), longestCode);
  const limit = namedLimit(words.message.slice(0, longestMessage));
  return {
    cause: causeOf(status, headers, words, limit),
    status,
    message: cut(redact(words.message, hidden), longestMessage),
    type: code(words.type),
    code: code(words.code),
    retryAfter: retryAfterSeconds(headers) ?? tryAgainIn(words.message.slice(0, longestMessage)),
    limit,
  };
}

/** A failure for a request that got no response at all. `reason` is the network's own words. */
export function networkFailure(reason: string, secrets: Iterable<string> = []): Failure {
  return {
    cause: 'network',
    status: null,
    message: cut(redact(reason, secrets), longestMessage),
    type: null,
    code: null,
    retryAfter: null,
    limit: null,
  };
}

/** Redact first: half a secret is one no more. */
function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;
}

interface Words {
  readonly message: string;
  readonly type: string | null;
  readonly code: string | null;
}

/** Message, type and code of the error envelopes that providers use; bare text counts as the message. */
function wordsOf(body: unknown): Words {
  if (typeof body === 'string') {
    const parsed = parseObject(body);
    return parsed ? wordsOf(parsed) : { message: body.trim(), type: null, code: null };
  }
  if (typeof body !== 'object' || body === null) return { message: '', type: null, code: null };
  const outer = body as Record<string, unknown>;
  const error = outer.error ?? outer;
  if (typeof error === 'string') return { message: error, type: text(outer.type), code: text(outer.code) };
  if (typeof error !== 'object') return { message: '', type: null, code: null };
  const inner = error as Record<string, unknown>;
  const details = inner.details;
  const detail =
    typeof details === 'object' && details !== null ? text((details as Record<string, unknown>).error_code) : null;
  return { message: text(inner.message) ?? '', type: text(inner.type), code: detail ?? text(inner.code) };
}

function parseObject(value: string): object | null {
  if (!value.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(value) as object;
  } catch {
    return null;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

/** From what the provider sent to one cause; PROVIDERS.md §1.7 and §2.5 list the codes and wordings. */
function causeOf(
  status: number,
  headers: Readonly<Record<string, string>>,
  words: Words,
  limit: NamedLimit | null,
): Cause {
  const { type, code, message } = words;
  const says = (part: string) => message.toLowerCase().includes(part);
  if (code !== null && spendCodes.has(code)) return 'spend-limit';
  if (says('reached your specified') && says('usage limits')) return 'spend-limit';
  if (says('reached your api usage limits')) return 'spend-limit';
  if (type === 'insufficient_quota' || code === 'insufficient_quota' || code === 'credit_balance_exhausted')
    return 'quota-exhausted';
  if (
    type === 'billing_error' ||
    status === 402 ||
    says('credit balance is too low') ||
    says('exceeded your current quota')
  )
    return 'quota-exhausted';
  if (says('extra usage is required')) return 'entitlement';
  if (type === 'usage_limit_reached' || planWindowStatuses.some((name) => headers[name] === 'rejected'))
    return 'plan-window';
  if (says("exceed your account's rate limit")) return 'plan-window';
  if (
    status === 413 ||
    says('request too large') ||
    (limit !== null && limit.capacity !== null && requested(message) > limit.capacity)
  )
    return 'request-too-large';
  if (code === 'slow_down' || code === 'ramp_limit_exceeded') return 'ramp';
  if (says('concurrent connections')) return 'concurrency';
  if (code === 'context_length_exceeded' || says('exceeds the context window') || says('maximum context length'))
    return 'context-too-long';
  if (status === 429)
    return limit || type === 'requests' || type === 'tokens' || headers['retry-after'] ? 'rate' : 'throttled';
  if (status === 401 || code === 'invalid_api_key' || type === 'authentication_error') return 'key-invalid';
  if (status === 403) return 'forbidden';
  if (status === 404 || code === 'model_not_found') return 'model-not-found';
  if (status === 529 || code === 'server_is_overloaded' || type === 'overloaded_error' || status === 503)
    return 'overloaded';
  return status >= 500 ? 'server-error' : 'unknown';
}

/** Of a subscription's windows (PROVIDERS.md §2.6). */
const planWindowStatuses = ['', '5h-', '7d-'].map((claim) => `anthropic-ratelimit-unified-${claim}status`);

const spendCodes = new Set([
  'billing_hard_limit_reached',
  'enforced_spend_limit_reached',
  'contract_spend_limit_reached',
  'linked_organization_spend_limit_reached',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
]);

const openAINames: Readonly<Record<string, { unit: Unit; window: number }>> = {
  TPM: { unit: 'tokens', window: MINUTE },
  RPM: { unit: 'requests', window: MINUTE },
  TPD: { unit: 'tokens', window: DAY },
  RPD: { unit: 'requests', window: DAY },
  IPM: { unit: 'images', window: MINUTE },
};

/** The limit that the words name: OpenAI's "on tokens per min (TPM): Limit …", Anthropic's "of 30,000 input tokens per minute". */
function namedLimit(message: string): NamedLimit | null {
  const short = /\((TPM|RPM|TPD|RPD|IPM)\)/.exec(message)?.[1];
  const long = /\bon (tokens|requests|images) per (min|hour|day)\b/.exec(message);
  const known = short
    ? openAINames[short]
    : long
      ? { unit: long[1] as Unit, window: windowNamed(long[2] ?? '') }
      : undefined;
  if (known) {
    const capacity = amount(/\bLimit:?\s{1,3}~?([\d.,]{1,20})/.exec(message)?.[1]);
    const used = amount(/\bUsed\s{1,3}([\d.,]{1,20})/.exec(message)?.[1]);
    return { ...known, capacity, left: capacity !== null && used !== null ? Math.max(0, capacity - used) : null };
  }
  const anthropic = /\bof ([\d,]{1,20}) (input tokens|output tokens|tokens|requests) per (minute|hour|day)\b/.exec(
    message,
  );
  // The wording of 2024 names no number.
  const older = /\brequest tokens has exceeded your per-(minute|hour|day) rate limit\b/.exec(message);
  if (older) return { unit: 'tokens', window: windowNamed(older[1] ?? ''), capacity: null, left: null };
  if (!anthropic) return null;
  const unit = (anthropic[2] ?? '').replace(' ', '-') as Unit;
  return { unit, window: windowNamed(anthropic[3] ?? ''), capacity: amount(anthropic[1]), left: null };
}

function windowNamed(name: string): number {
  return name === 'day' ? DAY : name === 'hour' ? HOUR : MINUTE;
}

function requested(message: string): number {
  return amount(/\bRequested:?\s{1,3}~?([\d.,]{1,20})/.exec(message)?.[1]) ?? 0;
}

/** "Please try again in 7m12s": when the refused request fits again. */
function tryAgainIn(message: string): number | null {
  const seconds = parseGoDuration(/\btry again in ([0-9a-zµ.]{1,40}?)\.?(?:\s|$)/.exec(message)?.[1] ?? '');
  return seconds !== null && seconds > 0 ? seconds : null;
}

/** A number as it stands in a sentence: thousands separators and a full stop behind it are dropped. */
function amount(written: string | undefined): number | null {
  if (written === undefined) return null;
  const value = Number(written.replace(/[.,]$/, '').replaceAll(',', ''));
  return /\d/.test(written) && value >= 0 && value <= 1e15 ? value : null;
}
