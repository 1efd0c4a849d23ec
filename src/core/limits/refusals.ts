import type { KeptTime } from '../keptTime.ts';
import type { SavedLimit } from './savedLimit.ts';

/** Milliseconds for which refusals are shown. */
const remembered = 600_000;

/** The refusals because of one limit. All times are monotonic milliseconds. */
export class Refusals {
  #times: readonly number[] = [];
  /** The last, and up to when the limit counts as empty because of it; `null` once a request was let through. */
  #last: { readonly at: number; readonly until: number } | null = null;

  /** Up to when the limit counts as empty, whatever its level. */
  get until(): number | null {
    return this.#last?.until ?? null;
  }

  refused(at: number, until: number): void {
    this.#last = { at, until };
    this.#times = [...this.#recent(at), at];
  }

  /** The provider has let a request through that was sent then: one from before a refusal says nothing of the time after it. */
  admitted(sentAt: number): void {
    if (this.#last && sentAt >= this.#last.at) this.#last = null;
  }

  isOn(now: number): boolean {
    return this.#last !== null && now < this.#last.until;
  }

  /** Seconds since each of the last ten minutes, oldest first. */
  agesAt(now: number): number[] {
    return this.#recent(now).map((at) => (now - at) / 1000);
  }

  save(time: KeptTime): Pick<SavedLimit, 'refusals' | 'refused'> {
    const refused = this.#last && { at: time.kept(this.#last.at), until: time.kept(this.#last.until) };
    return { refusals: this.#recent(time.now).map((at) => time.kept(at)), refused };
  }

  restore({ refusals, refused }: Pick<SavedLimit, 'refusals' | 'refused'>, time: KeptTime): void {
    this.#times = refusals.flatMap((at) => time.past(at) ?? []).sort((a, b) => a - b);
    this.#last = refused && { at: time.past(refused.at) ?? time.now, until: time.end(refused.at, refused.until) };
  }

  #recent(now: number): readonly number[] {
    return this.#times.filter((at) => now - at < remembered);
  }
}
