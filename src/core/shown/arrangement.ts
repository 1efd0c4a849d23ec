import { type ModelId, modelId } from '../model/snapshot.ts';
import { blockOf, needsAttention } from './modelTrouble.ts';
import { foldedIn, type ModelView } from './ranking.ts';

/** The models in their rows, and those that are folded into one line because they are nearly full. */
export interface Arrangement {
  readonly rows: readonly ModelView[];
  readonly full: readonly ModelView[];
}

/**
 * Models as lists show them, in the order that they come in, but the user's favorites right behind those in front that need
 * attention.
 */
export function arranged(models: readonly ModelView[], starred: ReadonlySet<ModelId>): Arrangement {
  const isStarred = (view: ModelView) => starred.has(idOf(view));
  const full = foldedIn(models.filter((view) => blockOf(view) === null && !isStarred(view)));
  const shown = models.filter((view) => !full.includes(view));
  const calm = shown.findIndex((view) => !needsAttention(view));
  const [urgent, others] = calm < 0 ? [shown, []] : [shown.slice(0, calm), shown.slice(calm)];
  const rows = [...urgent, ...others.filter(isStarred), ...others.filter((view) => !isStarred(view))];
  return { rows, full };
}

/** Names a model across snapshots. */
export function idOf({ key, model }: ModelView): ModelId {
  return modelId(key.id, model.model);
}
