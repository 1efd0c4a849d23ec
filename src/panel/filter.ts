import type { Snapshot } from '../core/model/snapshot.ts';
import { needsAttention, onlyWaits } from '../core/shown/modelTrouble.ts';
import { type ModelView, rankedModels } from '../core/shown/ranking.ts';
import { modelText } from '../words/modelText.ts';
import { subjectText } from '../words/subjectText.ts';
import type { Choices } from './ui.ts';

/** The models to show. A chosen key that is gone, or trouble that is over, shows all. */
export function filtered(snapshot: Snapshot, choices: Pick<Choices, 'filter' | 'find'>): ModelView[] {
  const models = rankedModels(snapshot);
  const filter = filterInForce(snapshot, choices.filter);
  const chosen = models.filter((view) => {
    if (filter === 'all') return true;
    return filter === 'attention' ? isTroubled(view, snapshot) : filter === keyFilter(view.key.id);
  });
  const wanted = choices.find.trim().toLocaleLowerCase();
  return wanted === '' ? chosen : chosen.filter((view) => nameOf(view).includes(wanted));
}

/** The chosen filter, or `all` where there is nothing for it to show. */
export function filterInForce(snapshot: Snapshot, filter: string): string {
  if (filter === 'attention') return rankedModels(snapshot).some((view) => isTroubled(view, snapshot)) ? filter : 'all';
  return snapshot.keys.some(({ id }) => keyFilter(id) === filter) ? filter : 'all';
}

/** Whether a model is among those that need the user's attention. */
export function isTroubled(view: ModelView, snapshot: Snapshot): boolean {
  return needsAttention(view) && !onlyWaits(view, snapshot);
}

export function keyFilter(keyId: string): string {
  return `key:${keyId}`;
}

function nameOf({ key, model }: ModelView): string {
  return subjectText(modelText(model.model, model.limits), key).toLocaleLowerCase();
}
