import type { Pool, Unit } from './limit.ts';

/** A request of a tool's that the gateway holds back until it fits. */
export interface HeldRequest {
  readonly id: string;
  /** A name from outside. */
  readonly tool: string;
  readonly model: string;
  /** Whose limits it waits for, as the gateway knows the key; windows are not told. */
  readonly key?: { readonly digest: string; readonly origin: string } | undefined;
  /** Whether the user has hidden that key. */
  readonly isHidden?: boolean | undefined;
  /** The limit that it is held for, and what it is likely to take of it; `null` where the provider asked to wait and no limit shows why. */
  readonly limit: {
    readonly unit: Unit;
    readonly pool: Pool;
    /** Seconds. */
    readonly window: number;
    readonly capacity: number;
    readonly size: number;
  } | null;
  /** Seconds for which it has been held. */
  readonly since: number;
  /** Seconds until it is likely to be sent, and until it is sent in any case. */
  readonly until: number;
  readonly latest: number;
  /** 1 for the next of those that wait for the same key and model. */
  readonly place: number;
}
