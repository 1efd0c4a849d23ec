import { blockOf } from '../core/shown/modelTrouble.ts';
import { foldedIn, type ModelView } from '../core/shown/ranking.ts';

/** The models in their rows, and those that are folded into one line because they are nearly full. */
export interface Arrangement {
  readonly rows: readonly ModelView[];
  readonly full: readonly ModelView[];
}

/** Keeps rows where they are while one has the focus, so that none moves away under a user's hands. */
export class RowOrder {
  #rows: readonly string[] = [];

  arrange(models: readonly ModelView[], isHeld: boolean): Arrangement {
    const place = (view: ModelView) => this.#rows.indexOf(rowId(view));
    const folded = foldedIn(models.filter((view) => blockOf(view) === null));
    const isFolded = (view: ModelView) => folded.includes(view);
    const stays = (view: ModelView) => isHeld && place(view) >= 0;
    const shown = models.filter((view) => stays(view) || !isFolded(view));
    const rows = isHeld
      ? [...shown.filter(stays).sort((a, b) => place(a) - place(b)), ...shown.filter((view) => !stays(view))]
      : shown;
    this.#rows = rows.map(rowId);
    return { rows, full: models.filter((view) => !shown.includes(view)) };
  }
}

/** Names a row across snapshots. */
export function rowId({ key, model }: ModelView): string {
  return JSON.stringify([key.id, model.model]);
}
