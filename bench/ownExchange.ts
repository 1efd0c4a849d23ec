import type { NamedExchange } from '../src/core/model/observation.ts';

/** The exchange of our own check with a provider, whose answer says nothing about limits. Monotonic ms. */
export function ownExchange(sentAt: number, receivedAt = sentAt, more: Partial<NamedExchange> = {}): NamedExchange {
  return {
    kind: 'exchange',
    source: 'probe',
    account: { kind: 'key', provider: 'openai', keyId: 'key' },
    requestId: null,
    model: 'model',
    by: 'keygauge',
    sentAt,
    receivedAt,
    readings: [],
    failure: null,
    charged: {},
    ...more,
  };
}
