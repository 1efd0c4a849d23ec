import type { HistoryPoint } from '../model/snapshot.ts';

/** Readings remembered; enough for the small line beside a limit. */
const most = 120;
/** Readings closer together than this count as one; milliseconds. */
const together = 1000;

/** The last readings of a limit, for the small line that each surface draws. All times are monotonic milliseconds. */
export class RecentPast {
  readonly #points: { readonly at: number; left: number }[] = [];

  get length(): number {
    return this.#points.length;
  }

  /** `left`: the fraction of the capacity that a reading showed. */
  add(at: number, left: number): void {
    const last = this.#points.at(-1);
    if (last && at - last.at < together) last.left = left;
    else this.#points.push({ at, left });
    // Many at once, since every reading waits for it.
    if (this.#points.length > 2 * most) this.#points.splice(0, most);
  }

  /** As seen at `now`, when `left` is left. A reading is forgotten, and leaves a gap, after `window` seconds. */
  history(now: number, left: number | null, window: number): HistoryPoint[] {
    const forgotten = window * 1000;
    const points: HistoryPoint[] = [];
    const last = this.#points.slice(-most);
    last.forEach((point, index) => {
      points.push({ ago: (now - point.at) / 1000, level: point.left });
      const next = last[index + 1]?.at ?? now;
      if (next - point.at > forgotten) points.push({ ago: (now - point.at - forgotten) / 1000, level: null });
    });
    if (left !== null) points.push({ ago: 0, level: left });
    return points;
  }
}
