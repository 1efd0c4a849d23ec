import type { Memento } from 'vscode';
import { type MoneyTelling, stillMatters } from '../../core/money/moneyNews.ts';

const storedAs = 'keygauge.moneyTold';
/** Nobody has more sums of money than this; bounds the stored list. */
const most = 200;

/** What the user was told of each sum of money, in every window and session: a month is longer than both. */
export class MoneyTellings {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  of(name: string): MoneyTelling | null {
    return this.#all().find(([known]) => known === name)?.[1] ?? null;
  }

  async forget(name: string): Promise<void> {
    await this.#state.update(
      storedAs,
      this.#all().filter(([known]) => known !== name),
    );
  }

  /** `now`: epoch milliseconds. */
  async keep(name: string, telling: MoneyTelling, now: number): Promise<void> {
    const others = this.#all().filter(([known, one]) => known !== name && stillMatters(one, now));
    await this.#state.update(storedAs, [...others, [name, telling]].slice(-most));
  }

  #all(): [string, MoneyTelling][] {
    const stored = this.#state.get<unknown>(storedAs);
    return Array.isArray(stored) ? stored.flatMap(parse) : [];
  }
}

/** Reads one that is stored and leaves it out if it is not sound. */
function parse(stored: unknown): [string, MoneyTelling][] {
  if (!Array.isArray(stored)) return [];
  const [name, telling] = stored as unknown[];
  if (typeof name !== 'string' || typeof telling !== 'object' || telling === null) return [];
  const { stage, whole, left, until } = telling as Record<string, unknown>;
  if ((stage !== 'warned' && stage !== 'reached') || !isAmount(left)) return [];
  if ((whole !== null && !isAmount(whole)) || (until !== null && !isAmount(until))) return [];
  return [[name, { stage, whole, left, until }]];
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
