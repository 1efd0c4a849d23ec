import { randomUUID } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { type HeardExchange, type HeardLeaving, isHeard, isHeardLeaving } from '../../bus/heardExchange.ts';
import { Gateway } from '../../sources/gateway/gateway.ts';
import { usualDeadlines } from '../../sources/gateway/sending.ts';
import { editorClients } from './editorClients.ts';

export interface GatewayWork {
  readonly clock: Clock;
  /** A keyed digest of a key's value. */
  digestOf(value: string): string;
  /** Takes what it sees of requests. */
  heard(observation: HeardExchange | HeardLeaving): void;
}

/** A gateway in this extension host, which does not listen yet. */
export function openGateway({ clock, digestOf, heard }: GatewayWork): Gateway {
  return new Gateway({
    clock,
    clients: editorClients,
    deadlines: usualDeadlines,
    nonce: randomUUID().slice(0, 8),
    digestOf,
    admit: async () => {},
    emit(observation) {
      if (isHeard(observation) || isHeardLeaving(observation)) heard(observation);
    },
    ended: () => {},
  });
}
