import type { KeySnapshot, ModelSnapshot, RankedModel, Snapshot } from '../model/snapshot.ts';
import { byUrgency, findView, type LimitView, severity, viewOf } from './limitView.ts';

/** A model as every surface shows it. */
export interface ModelView {
  readonly key: KeySnapshot;
  readonly model: ModelSnapshot;
  /** The limit that binds it, `null` where it has none. */
  readonly binding: LimitView | null;
  /** All its other limits, the most urgent first. */
  readonly others: readonly LimitView[];
}

/** Ranks all models: in trouble first, then by their binding limit. */
export function rank(keys: readonly KeySnapshot[]): RankedModel[] {
  return keys
    .flatMap((key) => key.models.map((model) => viewOfModel(key, model, null)))
    .sort(byTrouble)
    .map(({ key, model, binding }) => ({ keyId: key.id, model: model.model, binding: binding?.limit.id ?? null }));
}

/** The models of a snapshot in its order, each with the limit that the ranking says binds it. */
export function rankedModels({ keys, ranking }: Snapshot): ModelView[] {
  return ranking.flatMap(({ keyId, model: name, binding }) => {
    const key = keys.find(({ id }) => id === keyId);
    const model = key?.models.find((one) => one.model === name);
    return key && model ? [viewOfModel(key, model, binding)] : [];
  });
}

function viewOfModel(key: KeySnapshot, model: ModelSnapshot, binding: RankedModel['binding']): ModelView {
  const views = model.limits.map(viewOf).sort(byUrgency);
  const first = findView(views, binding) ?? views[0] ?? null;
  return { key, model, binding: first, others: views.filter((view) => view !== first) };
}

/** The step below a full limit, which is not promised while somebody may go on; percent. */
const nearlyFull = 95;
/** Fewer such models than this are worth a row each. */
const worthFolding = 3;

/** The models that are nearly full, where there are so many that one line may stand for them. */
export function foldedIn(models: readonly ModelView[]): ModelView[] {
  const full = models.filter(isNearlyFull);
  return full.length < worthFolding ? [] : full;
}

/** Whether every limit of the model is full or nearly so, as far as anybody knows. */
export function isNearlyFull({ binding, others, model }: ModelView): boolean {
  if (model.failure || binding === null) return false;
  return [binding, ...others].every((view) => (view.percent ?? 0) >= nearlyFull && severity(view) === 0);
}

function byTrouble(a: ModelView, b: ModelView): number {
  const failed = (view: ModelView) => Number(view.model.failure !== null);
  if (a.binding && b.binding)
    return severity(b.binding) - severity(a.binding) || failed(b) - failed(a) || byUrgency(a.binding, b.binding);
  return failed(b) - failed(a) || Number(a.binding === null) - Number(b.binding === null);
}
