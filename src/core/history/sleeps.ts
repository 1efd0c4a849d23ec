import type { TimeSpan } from './timeSpan.ts';

/** More than a month of a laptop that is closed every quarter of an hour by day; the oldest make room. */
const mostSleeps = 1000;

/** When the machine slept within the last month, oldest first. */
export class Sleeps {
  #spans: readonly TimeSpan[] = [];

  get all(): readonly TimeSpan[] {
    return this.#spans;
  }

  /** Adds spans, each once: what meets one that is known is one with it. */
  add(spans: readonly TimeSpan[]): void {
    const sorted = [...this.#spans, ...spans].filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
    const joined: TimeSpan[] = [];
    for (const span of sorted) {
      const last = joined.at(-1);
      if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
      else joined.push(span);
    }
    this.#spans = joined.slice(-mostSleeps);
  }

  /** Those that ended after `at`. */
  since(at = Number.NEGATIVE_INFINITY): readonly TimeSpan[] {
    return this.#spans.filter(({ to }) => to > at);
  }

  /** Forgets what ended before `at`. */
  forget(at: number): void {
    this.#spans = this.since(at);
  }
}
