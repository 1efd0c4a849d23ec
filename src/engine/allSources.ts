import type { Snapshot } from '../core/model/snapshot.ts';
import type { PassedRequest } from './board.ts';
import type { Source } from './source.ts';

/** What all sources have to show of themselves. */
export function shownOf(sources: readonly Source[]): Pick<Snapshot, 'sources' | 'holds'> {
  const holds = sources.flatMap((source) => source.holds ?? []);
  return { sources: sources.map(({ id, state }) => ({ id, state })), ...(holds.length > 0 && { holds }) };
}

/** Whether seconds are counted down, because something is held back. */
export function isAnyHolding(sources: readonly Source[]): boolean {
  return sources.some(({ holds }) => holds !== undefined && holds.length > 0);
}

/** Tells all sources what a surface asks of whom it may concern. */
export function passOn(request: PassedRequest, sources: readonly Source[]): void {
  for (const source of sources) {
    if (request.type === 'look') source.look?.();
    else source.sendNow?.(request.holdId);
  }
}
