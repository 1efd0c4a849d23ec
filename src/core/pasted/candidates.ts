import type { ToldCause } from '../model/failure.ts';
import type { PastedTool } from './origin.ts';
import type { WayToTell } from './waysToTell.ts';

export interface CouldBe {
  /** What the text speaks of, as far as it says: a limit, an error of any kind, or neither. */
  readonly about: 'limit' | 'error' | 'nothing';
  /** The likeliest first. Empty only where nothing in the text speaks of an error. */
  readonly candidates: readonly ToldCause[];
  readonly howToTell: readonly WayToTell[];
}

interface Vague extends Omit<CouldBe, 'about'> {
  /** A limit if left out. */
  readonly about?: 'error';
  readonly when: (said: string, tool: PastedTool | null) => boolean;
}

/** The causes that a bare "rate limit" or 429 may stand for; docs/causes.md describes each. */
const limited: readonly ToldCause[] = [
  'rate',
  'request-too-large',
  'quota-exhausted',
  'spend-limit',
  'throttled',
  'concurrency',
  'ramp',
  'entitlement',
  'overloaded',
];

const vague: readonly Vague[] = [
  {
    // Cursor shows these words in place of the provider's answer.
    when: (said) => /user (?:provided )?api key rate limit|hit your openai key rate limit/.test(said),
    candidates: limited,
    howToTell: ['check-with-watched-key', 'try-short-request', 'open-provider-console', 'report-to-tool'],
  },
  {
    about: 'error',
    when: (said) => /(?:connecting to|reach) the model provider|problem reaching openai/.test(said),
    candidates: [
      'overloaded',
      'server-error',
      'network',
      'rate',
      'quota-exhausted',
      'key-invalid',
      'model-not-found',
      'forbidden',
    ],
    howToTell: ['check-with-watched-key', 'open-status-page', 'try-in-a-minute', 'report-to-tool'],
  },
  {
    when: (said, tool) => (tool === 'claude-code' || tool === 'codex') && /429|rate limit|retry limit/.test(said),
    candidates: ['plan-window', 'throttled', 'rate', 'entitlement', 'overloaded'],
    howToTell: ['open-plan-page', 'open-status-page', 'try-in-a-minute', 'paste-more'],
  },
  {
    // For a request that is too large, OpenAI sends the code of a rate limit and Azure the same words.
    when: (said) => /rate_limit_exceeded|token rate limit/.test(said),
    candidates: ['rate', 'request-too-large'],
    howToTell: ['paste-more', 'try-short-request', 'check-with-watched-key'],
  },
  {
    when: (said) =>
      /\brate[ _-]?limit|ratelimit|too many requests|\b429\b|limit \d|速率限制|请求过于频繁/.test(said) ||
      foreign.test(said),
    candidates: limited,
    howToTell: ['paste-more', 'check-with-watched-key', 'try-short-request', 'open-provider-console'],
  },
  {
    when: (said) => /quota|billing|usage limit/.test(said),
    candidates: ['quota-exhausted', 'rate', 'spend-limit', 'plan-window'],
    howToTell: ['open-provider-console', 'check-with-watched-key', 'paste-more'],
  },
  {
    about: 'error',
    when: (said) => /\b400\b|bad request|invalid_request_error/.test(said),
    candidates: ['context-too-long', 'quota-exhausted', 'spend-limit', 'key-invalid', 'model-not-found'],
    howToTell: ['paste-more', 'check-with-watched-key'],
  },
  {
    about: 'error',
    when: (said) => /\b404\b|not found/.test(said),
    candidates: ['model-not-found', 'wrong-address'],
    howToTell: ['check-with-watched-key', 'paste-more'],
  },
  {
    about: 'error',
    when: (said) =>
      /provider (?:returned )?error|api error|request failed|api request failed|something went wrong/.test(said),
    candidates: ['server-error', 'overloaded', 'network', 'rate', 'key-invalid'],
    howToTell: ['paste-more', 'check-with-watched-key', 'open-status-page'],
  },
  {
    about: 'error',
    when: (said) => errorWords.test(said),
    candidates: ['server-error', 'network', 'key-invalid', 'model-not-found', 'overloaded'],
    howToTell: ['paste-more', 'check-with-watched-key'],
  },
];

/** "Rate limit" and "too many requests", as tools translate them. */
const foreign =
  /\bratenlimit|\bzu viele anfragen\b|límite de (?:velocidad|tasa|solicitudes|peticiones)|demasiadas (?:solicitudes|peticiones)|limite de (?:débit|taux|requêtes)|trop de requêtes|limite de (?:taxa|requisições)|レート制限|リクエストが多すぎ|請求過於頻繁|频率限制|限流|요청이 너무 많|слишком много запросов/;

/** Words that errors are made of, in the languages of ours and of those who write such tools. */
const errorWords =
  /\berr(?:or|eur|ore)?\b|error\b|\bfail(?:s|ed|ure)?\b|exception\b|\b(?:refused|denied|rejected|blocked|filtered|forbidden|unauthorized|expired|invalid|unsupported|unavailable|aborted|exceed(?:s|ed)?|exhausted|limit(?:ed)?|timeout|timed out|unable|cannot|sorry|wrong|trouble|problem)\b|\b(?:can't|couldn't|could not|must|not (?:supported|allowed|permitted|available|accepted|authorized))\b|\btoo (?:many|much|long|large|few)\b|\bfehler|fehlgeschlagen|(?:un|nicht )gültig|pas valide|limit erreicht|\bl[ií]mite\b|échou|erro\b|ошибк|не удалось|错误|失败|报错|エラー|失敗|오류|실패|한도|초과|上限|制限|超過|超过|限额|\b[45]\d\d [a-z]/;

/** Lists the causes that a text naming none could mean. `said`: the output of `plainWords`. */
export function couldBe(said: string, tool: PastedTool | null): CouldBe {
  const found = vague.find(({ when }) => when(said, tool));
  if (!found) return { about: 'nothing', candidates: [], howToTell: ['paste-more', 'check-with-watched-key'] };
  const { about = 'limit', candidates, howToTell } = found;
  return { about, candidates, howToTell };
}
