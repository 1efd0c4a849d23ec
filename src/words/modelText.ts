import * as l10n from '@vscode/l10n';
import type { LimitShape } from '../core/model/snapshot.ts';
import { capacitiesOf } from '../core/whichModel.ts';
import { shortLimitName } from './limitNames.ts';
import { shortModelName } from './modelNames.ts';
import { count } from './numbers.ts';

/**
 * A model's name; of one that is known by its capacities alone, these: "500K tokens/min, 500 requests/min (model unknown)".
 * `limits`: those of the model, which tell in what time; without them, no time is named.
 */
export function modelText(model: string, limits: readonly LimitShape[] = []): string {
  const capacities = capacitiesText(model, limits);
  return capacities.length === 0 ? model : l10n.t('{0} (model unknown)', capacities.join(', '));
}

/** The same where there is little room: "(500K tokens)"; `most`: capacities at most. Safe for the editor's own labels. */
export function shortModelText(model: string, most: number): string {
  const capacities = capacitiesText(model, []);
  return capacities.length === 0 ? shortModelName(model) : `(${capacities.slice(0, most).join(', ')})`;
}

/** The same for a model of a key. */
export function modelOfKeyText(
  model: string,
  models: readonly { model: string; limits: readonly LimitShape[] }[],
): string {
  return modelText(model, models.find((one) => one.model === model)?.limits);
}

function capacitiesText(model: string, limits: readonly LimitShape[]): string[] {
  return capacitiesOf(model).map(({ unit, capacity }) => {
    const limit = limits.find((one) => one.unit === unit && one.capacity === capacity);
    return l10n.t('{0} {1}', count(capacity), shortLimitName({ unit, window: limit?.window ?? null }));
  });
}
