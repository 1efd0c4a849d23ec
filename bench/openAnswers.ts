const twoMinutes = 120;
/** Seconds: a bucket that is full again sooner looks as one that nobody has used. */
const leastRefill = 0.9;

interface Open {
  readonly at: number;
  readonly conversation: string;
  /** When its bucket is full again if nobody else uses it. */
  readonly fullAt: number;
  isFull: boolean;
  /** Whether its bucket was below full when it came. */
  readonly hasTaken: boolean;
}

/** Counts what becomes of answers that belong to "one of these". Times are seconds. */
export class OpenAnswers {
  /**
   * All of them; those that were decided within two minutes; those that were not, but whose bucket was full again by then; of
   * all and of the decided those that found or left a bucket below full.
   */
  readonly counts = { open: 0, decided: 0, full: 0, took: 0, tookDecided: 0 };
  #open: Open[] = [];

  /** One more, whose bucket is full again after `refill` seconds. */
  add(at: number, conversation: string, refill: number): void {
    const hasTaken = refill > leastRefill;
    this.counts.open++;
    if (hasTaken) this.counts.took++;
    this.#open.push({ at, conversation, fullAt: at + refill, isFull: false, hasTaken });
  }

  /** A later answer of the conversation was right. */
  decided(conversation: string, at: number): void {
    const inTime = this.#open.filter((one) => one.conversation === conversation && at - one.at <= twoMinutes);
    this.#count(inTime);
    this.counts.full -= inTime.filter(({ isFull }) => isFull).length;
    this.#open = this.#open.filter((one) => one.conversation !== conversation);
  }

  /** No answer is left that may be for one of several. */
  none(at: number): void {
    const inTime = this.#open.filter((one) => !one.isFull && at - one.at <= twoMinutes);
    const full = inTime.filter(({ fullAt }) => at > fullAt);
    this.#count(inTime.filter((one) => !full.includes(one)));
    this.counts.full += full.length;
    // A later answer of the conversation may still tell.
    for (const one of full) one.isFull = true;
    this.#open = this.#open.filter(({ isFull }) => isFull);
  }

  #count(decided: readonly Open[]): void {
    this.counts.decided += decided.length;
    this.counts.tookDecided += decided.filter(({ hasTaken }) => hasTaken).length;
  }

  /** The tape is over. */
  end(): void {
    this.#open = [];
  }
}
