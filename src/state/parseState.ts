import { fieldsOf } from '../base/jsonFields.ts';
import { alarmStates, type SavedAlarm, type SavedLimit } from '../core/limits/savedLimit.ts';
import { pools, units } from '../core/model/limit.ts';
import { requesters, sourceIds } from '../core/model/observation.ts';
import { providerIds } from '../core/model/provider.ts';
import type { SavedHealth, SavedHeardKey, SavedKey, SavedModel, SavedState } from '../engine/savedState.ts';
import { plainFailure } from '../wire/failureShape.ts';
import { interval } from '../wire/intervalShape.ts';
import { name, quantity } from '../wire/keptShape.ts';
import { flag, listOf, oneOf, optional, orNull, record, type Shape } from '../wire/shape.ts';

const share: Shape<number> = (value) => typeof value === 'number' && value >= 0 && value <= 1;

/** No limit counts by less than a second, and what refills in no time at all has no number. */
const window: Shape<number> = (value) => quantity(value) && (value as number) >= 1;
/** Nor does one hold next to nothing, of which a share would be asked for only after an endless wait. */
const capacity: Shape<number> = (value) => quantity(value) && (value as number) >= 0.001;

const alarm = record<SavedAlarm>({
  state: oneOf(alarmStates),
  worst: oneOf(alarmStates),
  wasReady: flag,
  since: orNull(quantity),
  calmSince: orNull(quantity),
});

const limit = record<SavedLimit>({
  id: name,
  models: listOf(name),
  unit: oneOf(units),
  pool: oneOf(pools),
  window: orNull(window),
  capacity: orNull(capacity),
  level: orNull(interval),
  readAt: quantity,
  isHeard: optional(flag),
  source: oneOf(sourceIds),
  refusals: listOf(quantity),
  refused: orNull(record<NonNullable<SavedLimit['refused']>>({ at: quantity, until: quantity })),
  alarm,
  isTold: flag,
});

const model = record<SavedModel>({
  model: name,
  isWatched: flag,
  heardAt: orNull(quantity),
  readAt: orNull(quantity),
  bareAnswers: quantity,
  wasAnswered: flag,
  isRefused: flag,
  failure: orNull(record<NonNullable<SavedModel['failure']>>({ failure: plainFailure, by: oneOf(requesters) })),
  checks: listOf(quantity),
});

const health = record<SavedHealth>({
  isRefused: flag,
  hasNoCredit: flag,
  wait: orNull(record<NonNullable<SavedHealth['wait']>>({ model: orNull(name), from: quantity, until: quantity })),
  offlineStreak: quantity,
  troubleStreak: quantity,
  endedAt: orNull(quantity),
  failedAt: orNull(quantity),
  jitter: share,
});

/** All of a key but its models and limits, of which each is sound or not by itself. */
const key = record<Omit<SavedKey, 'models' | 'limits'>>({
  id: name,
  origin: name,
  fingerprint: name,
  heardAt: quantity,
  health,
  check: orNull(record<NonNullable<SavedKey['check']>>({ failure: plainFailure, at: quantity })),
});

const address: Shape<string> = (value) => name(value) && URL.canParse(value as string);

const heardKey = record<SavedHeardKey>({
  id: name,
  provider: oneOf(providerIds),
  origin: address,
  fingerprint: name,
  name: orNull(name),
  isHidden: flag,
});

/** What was kept, without whatever is not sound; nothing at all where nothing is. Never throws. */
export function parseState(stored: unknown): SavedState {
  const { keys, heardKeys } = fieldsOf(stored);
  return {
    keys: soundOf<SavedKey>(keys, key).map((sound) => {
      const { models, limits } = fieldsOf(sound);
      return { ...sound, models: soundOf<SavedModel>(models, model), limits: soundOf<SavedLimit>(limits, limit) };
    }),
    heardKeys: soundOf<SavedHeardKey>(heardKeys, heardKey),
  };
}

export function soundOf<T>(list: unknown, shape: Shape): T[] {
  return Array.isArray(list) ? list.filter((one): one is T => shape(one)) : [];
}
