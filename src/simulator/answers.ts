/** Answers that a test or a demo can switch on in place of the ordinary ones. */
export type Answer =
  | { readonly kind: PlainAnswer }
  /** 503; `retryAfter` in seconds. */
  | { readonly kind: 'unavailable'; readonly retryAfter?: number }
  /** The ordinary answer, this much later. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The ordinary answer, whose connection breaks after this many bytes of body; half of it unless given. */
  | { readonly kind: 'cut-off'; readonly bytes?: number }
  /** To another origin, with the path of the request unless `to` has one; status 307 unless given. */
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: 301 | 302 | 303 | 307 | 308 };

/** Answers without anything to set, each with what it stands for. */
export const plainAnswers = {
  'refused-key': '401, as for a key that was revoked',
  'no-credit': 'OpenAI 429 insufficient_quota; Anthropic 400, credit balance too low',
  'spend-cap': '429, the monthly spend limit is reached, no retry-after',
  overloaded: 'Anthropic 529; OpenAI 503 server_is_overloaded',
  'server-error': '500',
  ramp: '429, usage grows too fast',
  concurrency: '429, too many connections at once (Anthropic); as ramp (OpenAI)',
  entitlement: '429, long context needs extra usage (Anthropic); 403, unsupported country (OpenAI)',
  'malformed-headers': 'the ordinary answer with junk in every rate-limit header',
  'no-headers': 'the ordinary answer without rate-limit headers',
  'not-json': '502 with a web page, as from a gateway',
} as const;
export type PlainAnswer = keyof typeof plainAnswers;

/** Where and how often a switched answer is given; everywhere and always unless narrowed. */
export interface AnswerScope {
  readonly path?: string;
  readonly times?: number;
}

export const answerForms = [
  ...Object.keys(plainAnswers),
  'unavailable[:SECONDS]',
  'slow:MILLISECONDS',
  'cut-off[:BYTES]',
  'redirect:URL',
] as const;

/** An answer in words, such as `no-credit`, `slow:3000` or `redirect:http://localhost:9`; throws with what to write. */
export function parseAnswer(words: string): Answer {
  const [kind = '', ...rest] = words.split(':');
  const value = rest.length > 0 ? rest.join(':') : null;
  if (Object.hasOwn(plainAnswers, kind) && value === null) return { kind: kind as PlainAnswer };
  const number = value === null ? null : wholeNumber(kind, value);
  switch (kind) {
    case 'unavailable':
      return number === null ? { kind } : { kind, retryAfter: number };
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
