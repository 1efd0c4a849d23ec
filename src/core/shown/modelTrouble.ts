import { meanings } from '../causes/meaning.ts';
import type { Cause } from '../model/failure.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { easedRefusal, mayOnlyWait } from './eased.ts';
import { severity } from './limitView.ts';
import type { ModelView } from './ranking.ts';

/** A refusal, or that the key's own value cannot be used. */
export type Block = Cause | 'key-missing' | 'key-changed';

/**
 * What makes the levels of a model not matter now, because no request of it works until the user has done something;
 * `null` if nothing does.
 */
export function blockOf({ key, model }: ModelView): Block | null {
  if (key.status === 'missing' || key.status === 'changed') return `key-${key.status}`;
  const isStopped = key.status === 'refused' || key.status === 'no-credit';
  const ofKey = isStopped ? key.lastFailure?.failure.cause : undefined;
  if (ofKey !== undefined && meanings[ofKey].needsUser) return ofKey;
  const ofModel = model.failure?.failure.cause;
  if (ofModel === undefined || model.failure?.isPast) return null;
  const { needsUser, refusesModel, helps } = meanings[ofModel];
  // A request that is too large says nothing about smaller ones.
  return needsUser || (refusesModel && helps[0] !== 'shrink' && helps[0] !== 'report') ? ofModel : null;
}

/** Seconds until the model may be asked again, as the provider said; `null` where it named no time or that is over. */
export function waitOf({ key, model }: ModelView): number | null {
  const failure =
    model.failure ?? (key.status === 'waiting' && key.lastFailure?.model === null ? key.lastFailure : null);
  return failure?.wait && failure.wait > 0 ? failure.wait : null;
}

/** Whether the next request of the model is refused or in danger. */
export function needsAttention(view: ModelView): boolean {
  if (blockOf(view) !== null || waitOf(view) !== null) return true;
  return view.binding !== null && !view.binding.isOld && severity(view.binding) > 0;
}

/** Whether requests of the model that do not fit are held back until they do, and nothing else is wrong with it. */
export function onlyWaits(view: ModelView, snapshot: Snapshot): boolean {
  const { binding, key, model } = view;
  if (blockOf(view) !== null) return false;
  const wait = waitOf(view);
  if (wait !== null) return model.failure !== null && easedRefusal(model.failure, wait, key, snapshot) !== null;
  if (binding === null || binding.isOld) return false;
  return mayOnlyWait(binding, key, snapshot);
}
