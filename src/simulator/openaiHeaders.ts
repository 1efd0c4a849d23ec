import { DAY, MINUTE } from '../core/model/limit.ts';
import type { Bucket } from './bucket.ts';
import { goDuration } from './goDuration.ts';
import { type Limiter, wholeUnits } from './limiter.ts';
import type { ReplyHeaders } from './reply.ts';

/**
 * The `x-ratelimit-*` headers at a moment (docs/providers.md, OpenAI: headers): remaining is rounded down, reset is the
 * time to full. Only one request limit and one token limit show, and a daily request limit hides the one per minute
 * (docs/providers.md, OpenAI: what a reset means).
 */
export function openaiLimitHeaders(limiter: Limiter, at: number): ReplyHeaders {
  if (!limiter.model.headers) return {};
  return {
    ...family('requests', limiter.bucket('requests', DAY) ?? limiter.bucket('requests', MINUTE), at),
    ...family('tokens', limiter.bucket('tokens', MINUTE) ?? limiter.bucket('tokens', DAY), at),
    ...family('project-tokens', limiter.bucket('tokens', MINUTE, 'project'), at),
  };
}

function family(name: string, bucket: Bucket | undefined, at: number): ReplyHeaders {
  if (!bucket) return {};
  return {
    [`x-ratelimit-limit-${name}`]: String(bucket.limit.capacity),
    [`x-ratelimit-remaining-${name}`]: String(wholeUnits(bucket.levelAt(at))),
    [`x-ratelimit-reset-${name}`]: goDuration(bucket.timeToFull(at)),
  };
}

/** Headers of every OpenAI response besides its limits; organization and ids are made up. */
export function openaiHeaders(serial: number, processingMs: number): ReplyHeaders {
  return {
    'x-content-type-options': 'nosniff',
    'access-control-expose-headers': 'X-Request-ID',
    'openai-organization': 'org-simulator',
    'openai-processing-ms': String(Math.round(processingMs)),
    'openai-version': '2020-10-01',
    'x-request-id': `req_${String(serial).padStart(24, '0')}`,
  };
}
