import type { ExchangeSeen, RequestSeen, SourceId } from '../core/model/observation.ts';
import type { ToolUse } from '../core/model/snapshot.ts';

/** The most tools remembered; the one silent for longest makes room. */
const mostTools = 12;
/** The most requests remembered until they are answered: one that is forgotten counts again when it is. */
const mostUnderWay = 1_000;
const longestName = 60;
const minute = 60_000;
const minutesShown = 60;

interface Tool {
  readonly tool: string | null;
  readonly isThroughGateway: boolean;
  /** Requests in each minute, by its number. */
  readonly minutes: Map<number, number>;
  at: number;
}

/** What of an exchange tells who had it. */
export type ToolExchange = Pick<ExchangeSeen, 'by' | 'source' | 'tool' | 'receivedAt'> &
  Partial<Pick<ExchangeSeen, 'requestId' | 'leavesAgain'>>;

/** Which of the user's tools made requests with a key. All times are monotonic milliseconds. */
export class ToolUses {
  /** By tool and way, the one silent for longest first. */
  readonly #tools = new Map<string, Tool>();

  /** Requests that were counted as they left, since not all are answered; by their ids, the oldest first. */
  readonly #counted = new Set<string>();

  /** A request has left. It counts from here, also if its tool takes it back before an answer. */
  left({ id, source, tool, sentAt }: RequestSeen): void {
    if (tool === undefined || this.#counted.has(id)) return;
    this.#count(source, tool, sentAt, 1);
    this.#counted.add(id);
    const [oldest] = this.#counted;
    if (this.#counted.size > mostUnderWay && oldest !== undefined) this.#counted.delete(oldest);
  }

  take({ by, source, requestId = null, tool = null, receivedAt, leavesAgain }: ToolExchange): void {
    if (by !== 'user') return;
    const wasCounted = requestId !== null && this.#counted.has(requestId);
    if (requestId !== null && !leavesAgain) this.#counted.delete(requestId);
    this.#count(source, tool, receivedAt, wasCounted ? 0 : 1);
  }

  /** Goes on from what was shown of them at a moment by the window that counted until then, before any exchange. */
  restore(shown: readonly ToolUse[], shownAt: number): void {
    const first = Math.floor(shownAt / minute) - minutesShown + 1;
    for (const { tool, requests, age, through } of shown.toReversed()) {
      const at = shownAt - age * 1000;
      const isThroughGateway = through === 'gateway';
      const minutes = spread(requests, first, Math.floor(at / minute));
      this.#tools.set(nameOf(tool, isThroughGateway), { tool, isThroughGateway, minutes, at });
    }
  }

  /** `at`: when `requests` more of a tool were heard, or the last of them again. */
  #count(source: SourceId, said: string | null, at: number, requests: number): void {
    const isThroughGateway = source === 'gateway';
    const called = said?.slice(0, longestName) ?? null;
    const name = nameOf(called, isThroughGateway);
    const tool = this.#tools.get(name) ?? { tool: called, isThroughGateway, minutes: new Map(), at };
    const now = Math.floor(at / minute);
    tool.at = Math.max(tool.at, at);
    tool.minutes.set(now, (tool.minutes.get(now) ?? 0) + requests);
    for (const one of tool.minutes.keys()) if (one <= now - minutesShown) tool.minutes.delete(one);
    // Deleted and set again, so that the one silent for longest comes first.
    this.#tools.delete(name);
    this.#tools.set(name, tool);
    const [oldest] = this.#tools.keys();
    if (this.#tools.size > mostTools && oldest !== undefined) this.#tools.delete(oldest);
  }

  /** The one heard last comes first. */
  snapshot(now: number): ToolUse[] {
    const since = Math.floor(now / minute) - minutesShown;
    const uses = [...this.#tools.values()].map(({ tool, isThroughGateway, minutes, at }) => {
      const requests = [...minutes].reduce((sum, [one, count]) => (one > since ? sum + count : sum), 0);
      const age = Math.max(0, now - at) / 1000;
      return { tool, requests, age, ...(isThroughGateway && ({ through: 'gateway' } as const)) };
    });
    return uses.reverse();
  }
}

function nameOf(tool: string | null, isThroughGateway: boolean): string {
  return JSON.stringify([tool, isThroughGateway]);
}

/** When each of so many requests was is not known: they are spread over the minutes from the first to that of the last. */
function spread(requests: number, first: number, last: number): Map<number, number> {
  const from = Math.min(first, last);
  const length = last - from + 1;
  const until = (place: number) => Math.floor((requests * place) / length);
  const minutes = Array.from({ length }, (_, place) => [from + place, until(place + 1) - until(place)] as const);
  return new Map(minutes);
}
