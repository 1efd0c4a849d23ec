import { dialectOf } from '../src/core/dialects/families.ts';
import { readHeaders } from '../src/core/dialects/readHeaders.ts';
import type { Reading } from '../src/core/model/limit.ts';
import { anthropicLimitHeaders } from '../src/simulator/anthropicHeaders.ts';
import type { Limiter } from '../src/simulator/limiter.ts';
import { openaiLimitHeaders } from '../src/simulator/openaiHeaders.ts';

/** The limits that a response of the simulator tells at `now`, milliseconds, which is also its wall clock. */
export function limiterReadings(limiter: Limiter, dialect: 'openai' | 'anthropic', now: number): Reading[] {
  const headers = dialect === 'openai' ? openaiLimitHeaders(limiter, now) : anthropicLimitHeaders(limiter, now, now);
  return readHeaders({ date: new Date(now).toUTCString(), ...headers }, dialectOf(dialect));
}
