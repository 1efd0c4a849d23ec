import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../base/clock.ts';
import type { Observation } from '../../core/model/observation.ts';
import type { Admission } from './admission.ts';
import type { Deadlines } from './sending.ts';
import type { Clients } from './upstreams.ts';

/** What a gateway works with. */
export interface GatewayParts {
  readonly clock: Clock;
  readonly clients: Clients;
  readonly deadlines: Deadlines;
  /** What the ids of requests begin with, so that those of two gateways differ. */
  readonly nonce: string;
  readonly admission: Admission;
  /** A keyed digest of a key's value or a conversation's name. */
  digestOf(value: string): string;
  emit(observation: Observation): void;
  /** Looks anew at which addresses were given to tools, since another window may just have done so. Never rejects. */
  lookForRoutes?(): Promise<void>;
  /** What answers a request that was let in and is no tool's; `null` if nothing does. */
  ownPage?(request: IncomingMessage): ((response: ServerResponse) => void) | null;
}
