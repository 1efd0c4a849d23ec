import type { ExchangeSeen } from '../core/model/observation.ts';
import type { ToolUse } from '../core/model/snapshot.ts';

/** The most tools remembered; the one silent for longest makes room. */
const mostTools = 12;
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
export type ToolExchange = Pick<ExchangeSeen, 'by' | 'source' | 'tool' | 'receivedAt'>;

/** Which of the user's tools made requests with a key. All times are monotonic milliseconds. */
export class ToolUses {
  /** By tool and way, the one silent for longest first. */
  readonly #tools = new Map<string, Tool>();

  take({ by, source, tool: said = null, receivedAt }: ToolExchange): void {
    if (by !== 'user') return;
    const isThroughGateway = source === 'gateway';
    const called = said?.slice(0, longestName) ?? null;
    const name = JSON.stringify([called, isThroughGateway]);
    const tool = this.#tools.get(name) ?? { tool: called, isThroughGateway, minutes: new Map(), at: receivedAt };
    const now = Math.floor(receivedAt / minute);
    tool.at = Math.max(tool.at, receivedAt);
    tool.minutes.set(now, (tool.minutes.get(now) ?? 0) + 1);
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
