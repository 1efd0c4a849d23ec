import type { SourceId } from './observation.ts';

/** Those that see the user's own requests pass, and not whose key it is: known by a digest alone. */
export const heardSources = ['listener', 'gateway'] as const;
export type HeardSource = (typeof heardSources)[number];

export function isHeardSource(source: SourceId): source is HeardSource {
  return source === 'listener' || source === 'gateway';
}
