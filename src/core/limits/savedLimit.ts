import type { Interval, LimitId, Pool, Unit } from '../model/limit.ts';
import type { SourceId } from '../model/observation.ts';

/** A limit as it is kept while nobody looks; all times are milliseconds since 1970. */
export interface SavedLimit {
  readonly id: LimitId;
  /** The models that it is listed under; more than one where they share it. */
  readonly models: readonly string[];
  readonly unit: Unit;
  readonly pool: Pool;
  /** Seconds. */
  readonly window: number | null;
  readonly capacity: number | null;
  /** What was read last, in units; `null` where only the capacity is known. */
  readonly level: Interval | null;
  readonly readAt: number;
  /** Whether all use of it was heard, so that what was missing then is no sign of anybody else's. */
  readonly isHeard?: boolean;
  readonly source: SourceId;
  /** The refusals of the last ten minutes, oldest first. */
  readonly refusals: readonly number[];
  /** The last refusal, and until when the limit counts as empty because of it; `null` once a request was let through. */
  readonly refused: { readonly at: number; readonly until: number } | null;
  readonly alarm: SavedAlarm;
  /** Whether the user was told of the present episode. */
  readonly isTold: boolean;
}

/** The states that an alarm can be in, from best to worst. */
export const alarmStates = ['fine', 'low', 'soon', 'critical', 'empty'] as const;
export type AlarmState = (typeof alarmStates)[number];

/** An alarm in its episode. */
export interface SavedAlarm {
  readonly state: AlarmState;
  /** The worst state of the episode. */
  readonly worst: AlarmState;
  readonly wasReady: boolean;
  /** Since when the episode goes on; `null` while there is none. */
  readonly since: number | null;
  /** Since when the limit is fine or unknown; `null` while it is neither. */
  readonly calmSince: number | null;
}
