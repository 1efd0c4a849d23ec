import { MINUTE } from '../core/model/limit.ts';
import type { Limiter } from './limiter.ts';
import { wholeUnits } from './limiter.ts';
import type { ReplyHeaders } from './reply.ts';

export const organizationId = '00000000-0000-4000-8000-000000000000';

/**
 * The `anthropic-ratelimit-*` headers at a moment (docs/providers.md, Anthropic: headers): requests exactly, tokens to
 * the nearest thousand, reset as RFC 3339 in whole seconds. The `tokens` family is input and output together, and its
 * reset is the earlier of the two. `at` is monotonic and `wall` is the same moment since the epoch, both in
 * milliseconds.
 */
export function anthropicLimitHeaders(limiter: Limiter, at: number, wall: number): ReplyHeaders {
  if (!limiter.model.headers) return {};
  const headers: Record<string, string> = {};
  const put = (family: string, capacity: number, remaining: number, timeToFull: number) => {
    headers[`anthropic-ratelimit-${family}-limit`] = String(capacity);
    headers[`anthropic-ratelimit-${family}-remaining`] = String(remaining);
    headers[`anthropic-ratelimit-${family}-reset`] = rfc3339(wall + timeToFull * 1000);
  };
  const requests = limiter.bucket('requests', MINUTE);
  if (requests) put('requests', requests.limit.capacity, wholeUnits(requests.levelAt(at)), requests.timeToFull(at));

  let capacity = 0;
  let left = 0;
  let soonest = Infinity;
  for (const unit of ['input-tokens', 'output-tokens'] as const) {
    const bucket = limiter.bucket(unit, MINUTE);
    if (!bucket) continue;
    put(unit, bucket.limit.capacity, nearestThousand(bucket.levelAt(at)), bucket.timeToFull(at));
    capacity += bucket.limit.capacity;
    left += Math.max(0, bucket.levelAt(at));
    soonest = Math.min(soonest, bucket.timeToFull(at));
  }
  if (capacity > 0) put('tokens', capacity, nearestThousand(left), soonest);
  return headers;
}

/** Headers of every Anthropic response besides its limits; organization and ids are made up. */
export function anthropicHeaders(serial: number): ReplyHeaders {
  return { 'request-id': anthropicRequestId(serial), 'anthropic-organization-id': organizationId };
}

export function anthropicRequestId(serial: number): string {
  return `req_${String(serial).padStart(24, '0')}`;
}

function nearestThousand(tokens: number): number {
  return Math.max(0, Math.round(tokens / 1000) * 1000);
}

function rfc3339(wall: number): string {
  return `${new Date(wall).toISOString().slice(0, 19)}Z`;
}
