import type { ModelId } from '../core/model/snapshot.ts';
import { type Arrangement, arranged, idOf } from '../core/shown/arrangement.ts';
import type { ModelView } from '../core/shown/ranking.ts';

/** Keeps rows where they are while one has the focus or the pointer, so that none moves away under a user's hands. */
export class RowOrder {
  #rows: readonly ModelId[] = [];

  arrange(models: readonly ModelView[], starred: ReadonlySet<ModelId>, isHeld: boolean): Arrangement {
    const place = (view: ModelView) => this.#rows.indexOf(idOf(view));
    const fresh = arranged(models, starred);
    const stays = (view: ModelView) => isHeld && place(view) >= 0;
    const kept = models.filter(stays).sort((a, b) => place(a) - place(b));
    const rows = [...kept, ...fresh.rows.filter((view) => !stays(view))];
    this.#rows = rows.map(idOf);
    return { rows, full: fresh.full.filter((view) => !stays(view)) };
  }
}
