import { Ledger } from '../../../../src/core/limits/ledger.ts';
import type { Account } from '../../../../src/core/model/account.ts';
import type { Failure, NamedLimit } from '../../../../src/core/model/failure.ts';
import type { LimitId, Reading } from '../../../../src/core/model/limit.ts';
import type { NamedExchange } from '../../../../src/core/model/observation.ts';

/** What `limits` and `look` are given where no limit is muted. */
export const nothingMuted: ReadonlySet<LimitId> = new Set();

/** A key at OpenAI. */
export function keyOf(keyId: string): Account {
  return { kind: 'key', provider: 'openai', keyId };
}

/** So many requests left of so many; `window` in seconds. */
export function reading(capacity: number, left: number, window: number | null, more: Partial<Reading> = {}): Reading {
  return {
    unit: 'requests',
    pool: 'standard',
    window,
    capacity,
    level: { low: left, high: left },
    timeToFull: null,
    ...more,
  };
}

/** A check of the model `m` with the key `key`, sent and answered at this second. */
export function seen(seconds: number, readings: readonly Reading[], more: Partial<NamedExchange> = {}): NamedExchange {
  const at = seconds * 1000;
  return {
    kind: 'exchange',
    source: 'probe',
    account: keyOf('key'),
    requestId: null,
    by: 'keygauge',
    model: 'm',
    sentAt: at,
    receivedAt: at,
    readings,
    failure: null,
    charged: {},
    ...more,
  };
}

/** A refusal by a rate that names this limit, or none; the wait in seconds. */
export function refused(limit: NamedLimit | null, retryAfter: number | null = null): Failure {
  return { cause: 'rate', status: 429, message: '', type: null, code: null, retryAfter, limit };
}

/** An empty one, with alarms at 20 and 5 %. */
export function ledger(): Ledger {
  return new Ledger(() => ({ low: 0.2, critical: 0.05 }));
}

/** Takes the observation in and looks at the alarms, as the engine does. */
export function recorded(of: Ledger, observation: NamedExchange) {
  of.take(observation);
  return of.look(observation.receivedAt, nothingMuted);
}

/** What is shown of the limits of the key `key` at this second, the most that may be left to the nearest whole one. */
export function shown(of: Ledger, seconds: number, model = 'm') {
  return of.limits('key', model, seconds * 1000, nothingMuted).map(({ id, unit, window, capacity, level }) => ({
    id,
    unit,
    window,
    capacity,
    left: level && Math.round(level.high),
  }));
}
