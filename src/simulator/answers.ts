/** Answers that a test or a demo can switch on in place of ordinary ones. */
export type Answer =
  | { readonly kind: PlainAnswer | StrangeAnswer }
  /** A refusal that asks for a wait of this many seconds, or of the usual length. */
  | { readonly kind: WaitAnswer; readonly retryAfter?: number }
  /** The ordinary answer, this many milliseconds later. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The ordinary answer, with a connection that breaks after this many bytes of body, by default after half. */
  | { readonly kind: 'cut-off'; readonly bytes?: number }
  /** A redirect to another origin, with the request's path unless `to` has one; status 307 by default. */
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: 301 | 302 | 303 | 307 | 308 };

/** Answers without options, each with its meaning. */
export const plainAnswers = {
  'refused-key': '401, as for a key that was revoked',
  forbidden: 'OpenAI 403, unsupported country; Anthropic 403, no permission',
  'no-credit': 'OpenAI 429 insufficient_quota; Anthropic 400, credit balance too low',
  'spend-cap': '429, the monthly spend limit is reached, no retry-after',
  entitlement: 'OpenAI 404, organization not verified; Anthropic 429, extra usage needed',
  'wrong-address': '404, no API at this address',
  'unknown-model': '404, no such model or no access to it',
  'too-large': 'OpenAI 429, larger than the limit; Anthropic 413',
  'too-long': '400, longer than the context of the model',
  'bad-request': '400 for a reason that is not about limits',
  'server-error': '500',
  'not-json': '502 with a web page, as from a gateway',
  'no-answer': 'the connection breaks before any answer',
  'malformed-headers': 'the ordinary answer with junk in every rate-limit header',
  'no-headers': 'the ordinary answer without rate-limit headers',
} as const;
export type PlainAnswer = keyof typeof plainAnswers;

/** Answers with the status 200 that hold something else than was asked for, each with its meaning. */
export const strangeAnswers = {
  'web-page': '200 with a web page, as from a login in the way',
  'other-shape': '200 with JSON in which everything has another name',
} as const;
export type StrangeAnswer = keyof typeof strangeAnswers;

/** Refusals that a wait ends, each with its meaning. The number in brackets is the usual wait in seconds. */
export const waitAnswers = {
  rate: '429, the tokens of a minute are used up (24)',
  'daily-rate': '429, the requests of a day are used up (432)',
  ramp: '429, usage grows too fast (15)',
  concurrency: '429, too many requests at the same time (5)',
  throttled: '429, slowed down without a limit that is named (no wait)',
  'plan-window': '429, the window of a subscription is used up (13872)',
  overloaded: 'OpenAI 503 server_is_overloaded; Anthropic 529 (no wait)',
  unavailable: '503 without JSON, as from a gateway (no wait)',
} as const;
export type WaitAnswer = keyof typeof waitAnswers;

/** Limits a switched answer to a path or a number of times; by default it applies everywhere and always. */
export interface AnswerScope {
  readonly path?: string;
  readonly times?: number;
}

export const answerForms = [
  ...Object.keys(plainAnswers),
  ...Object.keys(strangeAnswers),
  ...Object.keys(waitAnswers).map((kind) => `${kind}[:SECONDS]`),
  'slow:MILLISECONDS',
  'cut-off[:BYTES]',
  'redirect:URL',
] as const;

/**
 * Reads an answer from words such as `no-credit`, `rate:20` or `redirect:http://localhost:9`. Throws an error that says
 * what to write.
 */
export function parseAnswer(words: string): Answer {
  const [kind = '', ...rest] = words.split(':');
  const value = rest.length > 0 ? rest.join(':') : null;
  if (Object.hasOwn(plainAnswers, kind) && value === null) return { kind: kind as PlainAnswer };
  if (Object.hasOwn(strangeAnswers, kind) && value === null) return { kind: kind as StrangeAnswer };
  const number = value === null ? null : wholeNumber(kind, value);
  if (Object.hasOwn(waitAnswers, kind)) {
    return number === null ? { kind: kind as WaitAnswer } : { kind: kind as WaitAnswer, retryAfter: number };
  }
  switch (kind) {
    case 'cut-off':
      return number === null ? { kind } : { kind, bytes: number };
    case 'slow':
      if (number !== null) return { kind, milliseconds: number };
      break;
    case 'redirect':
      if (value !== null && URL.canParse(value)) return { kind, to: value };
      break;
  }
  throw new Error(`unknown answer "${words}"; write one of ${answerForms.join(', ')}`);
}

function wholeNumber(kind: string, value: string): number | null {
  if (kind === 'redirect') return null;
  if (/^\d{1,7}$/.test(value)) return Number(value);
  throw new Error(`"${value}" in "${kind}:${value}" is not a whole number`);
}
