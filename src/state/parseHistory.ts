import { fieldsOf } from '../base/jsonFields.ts';
import type { SavedHistory, SavedPast } from '../core/history/history.ts';
import type { TimeSpan } from '../core/history/timeSpan.ts';
import { quantity } from '../wire/keptShape.ts';
import { savedPast, timeSpan } from '../wire/pastShape.ts';
import { soundOf } from './parseState.ts';

/** The history that was kept, without whatever is not sound. Never throws. */
export function parseHistory(stored: unknown): SavedHistory {
  const { until, limits, sleeps } = fieldsOf(stored);
  return {
    until: quantity(until) ? (until as number) : 0,
    limits: soundOf<SavedPast>(limits, savedPast),
    sleeps: soundOf<TimeSpan>(sleeps, timeSpan),
  };
}
