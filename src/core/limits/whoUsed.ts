import type { LimitUser, UsedBy } from '../model/snapshot.ts';
import { HourOfUse } from './hourOfUse.ts';

/** The most tools told apart; the one silent for longest joins those that nobody named. */
export const mostNamed = 11;
const longestName = 60;
/** Uses that nobody had seen, remembered in case that their requests end later. */
const mostClaims = 16;

/** Units that a limit's users took in each minute of the last hour. All times are monotonic milliseconds. */
export class WhoUsed {
  readonly #own = new HourOfUse();
  readonly #elsewhere = new HourOfUse();
  /** The one silent for longest first. */
  readonly #tools = new Map<string, HourOfUse>();
  #unnamed: HourOfUse | null = null;
  readonly #claims: { readonly at: number; units: number }[] = [];

  add(who: 'keygauge' | { readonly tool: string | null }, at: number, units: number): void {
    if (!(units > 0)) return;
    const hour = who === 'keygauge' ? this.#own : this.#tool(who.tool);
    hour.add(at, units);
  }

  /** Nobody saw this use. */
  elsewhere(at: number, units: number): void {
    this.#elsewhere.add(at, units);
    this.#claims.push({ at, units });
    if (this.#claims.length > mostClaims) this.#claims.shift();
  }

  /** A request that left at `sentAt` has ended: as far as its units are among those that nobody had seen, they are not. */
  notElsewhere(sentAt: number, units: number): void {
    let left = units;
    for (const claim of this.#claims) {
      if (claim.at < sentAt || left <= 0) continue;
      const back = Math.min(claim.units, left);
      claim.units -= back;
      left -= back;
      this.#elsewhere.add(claim.at, -back);
    }
  }

  /** From minute `from` to minute `to`, tools first, the largest of them first; `null` where nobody used anything. */
  shares(from: number, to: number): Pick<UsedBy, 'units' | 'shares'> | null {
    const tools = [...this.#tools, ...(this.#unnamed ? [[null, this.#unnamed] as const] : [])]
      .map(([tool, hour]) => ({ user: { kind: 'tool', tool } as const, units: hour.sum(from, to) }))
      .sort((a, b) => b.units - a.units);
    const all: { user: LimitUser; units: number }[] = [
      ...tools,
      { user: { kind: 'keygauge' }, units: this.#own.sum(from, to) },
      { user: { kind: 'elsewhere' }, units: this.#elsewhere.sum(from, to) },
    ];
    const units = all.reduce((sum, one) => sum + one.units, 0);
    if (!(units > 0)) return null;
    const shares = all
      .filter((one) => one.units > 0)
      .map((one) => ({ user: one.user, share: Math.min(1, one.units / units) }));
    return { units, shares };
  }

  #tool(said: string | null): HourOfUse {
    if (said === null) {
      this.#unnamed ??= new HourOfUse();
      return this.#unnamed;
    }
    const name = said.slice(0, longestName);
    const hour = this.#tools.get(name) ?? new HourOfUse();
    // Deleted and set again, so that the one silent for longest comes first.
    this.#tools.delete(name);
    this.#tools.set(name, hour);
    const [oldest] = this.#tools;
    if (this.#tools.size > mostNamed && oldest) {
      this.#tool(null).addAll(oldest[1]);
      this.#tools.delete(oldest[0]);
    }
    return hour;
  }
}
