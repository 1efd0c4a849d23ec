const twoMinutes = 120;

interface Open {
  readonly at: number;
  readonly conversation: string;
  /** When its bucket is full again if nobody else uses it. */
  readonly fullAt: number;
  isFull: boolean;
}

/** Counts what becomes of answers that belong to "one of these". Times are seconds. */
export class OpenAnswers {
  /** All of them; those that were decided within two minutes; those that were not, but whose bucket was full again by then. */
  readonly counts = { open: 0, decided: 0, full: 0 };
  #open: Open[] = [];

  /** One more, whose bucket is full again after `refill` seconds. */
  add(at: number, conversation: string, refill: number): void {
    this.counts.open++;
    this.#open.push({ at, conversation, fullAt: at + refill, isFull: false });
  }

  /** A later answer of the conversation was right. */
  decided(conversation: string, at: number): void {
    const inTime = this.#open.filter((one) => one.conversation === conversation && at - one.at <= twoMinutes);
    this.counts.decided += inTime.length;
    this.counts.full -= inTime.filter(({ isFull }) => isFull).length;
    this.#open = this.#open.filter((one) => one.conversation !== conversation);
  }

  /** No answer is left that may be for one of several. */
  none(at: number): void {
    const inTime = this.#open.filter((one) => !one.isFull && at - one.at <= twoMinutes);
    const full = inTime.filter(({ fullAt }) => at > fullAt);
    this.counts.decided += inTime.length - full.length;
    this.counts.full += full.length;
    // A later answer of the conversation may still tell.
    for (const one of full) one.isFull = true;
    this.#open = this.#open.filter(({ isFull }) => isFull);
  }

  /** The tape is over. */
  end(): void {
    this.#open = [];
  }
}
