import type { Clock } from '../../base/clock.ts';
import type { Observation } from '../../core/model/observation.ts';
import type { RequestEnd } from './exchangeTold.ts';
import type { Deadlines } from './sending.ts';
import type { ToolRequest } from './toolRequest.ts';
import type { Clients } from './upstreams.ts';

/** What a gateway works with. */
export interface GatewayParts {
  readonly clock: Clock;
  readonly clients: Clients;
  readonly deadlines: Deadlines;
  /** What the ids of requests begin with, so that those of two gateways differ. */
  readonly nonce: string;
  /** A keyed digest of a key's value or a conversation's name. */
  digestOf(value: string): string;
  /**
   * Resolves when a request that uses up limits may leave. `gone` aborts if its tool stops waiting, after which nothing
   * leaves whatever is resolved. If it rejects, the request leaves.
   */
  admit(request: ToolRequest, gone: AbortSignal): Promise<void>;
  emit(observation: Observation): void;
  /** A request that `admit` was asked about is over, whether or not it has left and was answered. Called once for each. */
  ended(end: RequestEnd): void;
}
