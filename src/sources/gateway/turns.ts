/** Requests that are under way to one place at a time. */
const most = 64;

interface Place {
  underWay: number;
  readonly waiting: Set<() => void>;
}

/** Lets so many requests go to each place at a time; the others wait for one of them to end, in the order in which they came. */
export class Turns {
  readonly #places = new Map<string, Place>();

  /** Calls `go` when it is this one's turn, mostly at once. Returns what gives the turn back, or the waiting up. */
  take(place: string, go: () => void): () => void {
    const known = this.#places.get(place) ?? { underWay: 0, waiting: new Set() };
    this.#places.set(place, known);
    let isOver = false;
    let isUnderWay = false;
    const begin = () => {
      isUnderWay = true;
      known.underWay++;
      go();
    };
    if (known.underWay < most) begin();
    else known.waiting.add(begin);
    return () => {
      if (isOver) return;
      isOver = true;
      known.waiting.delete(begin);
      if (!isUnderWay) return;
      known.underWay--;
      this.#next(place, known);
    };
  }

  #next(place: string, known: Place): void {
    const [next] = known.waiting;
    if (next === undefined && known.underWay === 0) this.#places.delete(place);
    if (next === undefined) return;
    known.waiting.delete(next);
    next();
  }
}
