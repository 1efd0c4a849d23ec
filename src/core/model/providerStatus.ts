import type { ProviderId } from './provider.ts';

/**
 * How well a provider says that its API is doing; the worst comes last. `unknown`: its page could not be read, which is
 * never fine.
 */
export const statusLevels = ['unknown', 'fine', 'maintenance', 'degraded', 'outage'] as const;
export type StatusLevel = (typeof statusLevels)[number];

/** Something that the provider's public status page tells of. */
export interface Incident {
  /** In the provider's own words: a text from outside. */
  readonly title: string;
  readonly level: StatusLevel;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** A provider's public status page, as it was last read. */
export interface ProviderStatus {
  readonly provider: ProviderId;
  readonly level: StatusLevel;
  /** Those that are not over, the newest first. */
  readonly incidents: readonly Incident[];
  /** Epoch milliseconds. */
  readonly readAt: number;
}
