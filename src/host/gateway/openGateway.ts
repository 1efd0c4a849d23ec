import { randomUUID } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import type { Event } from '../../base/disposable.ts';
import { type HeardExchange, type HeardLeaving, isHeard, isHeardLeaving } from '../../bus/heardExchange.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { Gateway } from '../../sources/gateway/gateway.ts';
import type { OpenGateway } from '../../sources/gateway/gatewaySource.ts';
import { HeldRequests } from '../../sources/gateway/heldRequests.ts';
import { ownPages } from '../../sources/gateway/ownPages.ts';
import { usualDeadlines } from '../../sources/gateway/sending.ts';
import { statusPagesOf, statusSecret } from '../tools/statusPages.ts';
import { editorClients } from './editorClients.ts';

export interface GatewayWork {
  readonly clock: Clock;
  /** A keyed digest of a key's value. */
  digestOf(value: string): string;
  /** Takes what it sees of requests. */
  heard(observation: HeardExchange | HeardLeaving): void;
  /** The longest that a request is held back, in milliseconds. */
  patience(): number;
  readonly onDidChangePatience: Event<void>;
  /** Other requests are held back than before. */
  changed(): void;
  /** What the surfaces show, for those who read the status. */
  shown(): Snapshot;
}

/** A gateway in this extension host, which does not listen yet. */
export function openGateway({
  clock,
  digestOf,
  heard,
  patience,
  onDidChangePatience,
  changed,
  shown,
}: GatewayWork): Pick<OpenGateway, 'gateway' | 'held'> {
  const held = new HeldRequests({ clock, patience, onDidChangePatience, changed });
  const gateway = new Gateway({
    clock,
    clients: editorClients,
    deadlines: usualDeadlines,
    nonce: randomUUID().slice(0, 8),
    digestOf,
    admission: held,
    emit(observation) {
      if (isHeard(observation) || isHeardLeaving(observation)) heard(observation);
    },
    ownPage: ownPages(() => statusSecret(digestOf), statusPagesOf(shown)),
  });
  return { gateway, held };
}
