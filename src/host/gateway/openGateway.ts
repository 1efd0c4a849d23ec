import { randomUUID } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { type HeardExchange, type HeardLeaving, isHeard, isHeardLeaving } from '../../bus/heardExchange.ts';
import { KeptTime } from '../../core/keptTime.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { Gateway } from '../../sources/gateway/gateway.ts';
import type { OpenGateway } from '../../sources/gateway/gatewaySource.ts';
import { HeldRequests, type HeldRequestsParts } from '../../sources/gateway/heldRequests.ts';
import { ownPages } from '../../sources/gateway/ownPages.ts';
import { PassedRequests } from '../../sources/gateway/passedRequests.ts';
import { usualDeadlines } from '../../sources/gateway/sending.ts';
import { statusPagesOf } from '../tools/statusPages.ts';
import { editorClients } from './editorClients.ts';
import { type KeyIdOf, type Known, knownLimits } from './knownLimits.ts';

export interface GatewayWork extends Pick<HeldRequestsParts, 'patience' | 'onDidChangePatience' | 'changed'> {
  /** What the engine knew last. */
  known(): Known | null;
  keyIdOf: KeyIdOf;
  readonly clock: Clock;
  /** A keyed digest of a key's value. */
  digestOf(value: string): string;
  /** Takes what it sees of requests. */
  heard(observation: HeardExchange | HeardLeaving): void;
  /** What stands before the pages of the status in their addresses; `null` where there is none yet. */
  statusSecret(): string | null;
  /** As the gateway calls it. */
  lookForRoutes(): Promise<void>;
  /** Milliseconds since 1970. */
  wall(): number;
  /** What this window has shown last under the leader before; `null` for nothing. */
  readonly shownBefore: Snapshot | null;
  /** What the surfaces show, for those who read the status. */
  shown(): Snapshot;
}

/** A gateway in this extension host, which does not listen yet. */
export function openGateway({
  clock,
  digestOf,
  heard,
  statusSecret,
  lookForRoutes,
  shown,
  wall,
  shownBefore,
  known,
  keyIdOf,
  ...parts
}: GatewayWork): Pick<OpenGateway, 'gateway' | 'held' | 'counts'> {
  const held = new HeldRequests({ clock, ...knownLimits(known, keyIdOf), ...parts });
  const counts = new PassedRequests(held, clock, parts.changed);
  if (shownBefore) counts.goOn(shownBefore, new KeptTime(clock.now(), wall()));
  const gateway = new Gateway({
    clock,
    clients: editorClients,
    deadlines: usualDeadlines,
    nonce: randomUUID().slice(0, 8),
    digestOf,
    admission: counts,
    lookForRoutes,
    emit(observation) {
      if (isHeard(observation) || isHeardLeaving(observation)) heard(observation);
    },
    ownPage: ownPages(() => statusSecret() ?? '', statusPagesOf(shown)),
  });
  return { gateway, held, counts };
}
