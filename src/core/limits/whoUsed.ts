import type { ToolSession } from '../model/observation.ts';
import type { LimitUser, UsedBy } from '../model/snapshot.ts';
import { HourOfUse, minuteOf } from './hourOfUse.ts';

/** The most users told apart; the one silent for longest joins its tool, or else those that nobody named. */
export const mostNamed = 11;
const longestName = 60;
/** Uses that nobody had seen, remembered in case that their requests end later. */
const mostClaims = 16;

/** Whoever made a request: Keygauge, or a tool of the user's in one of its sessions. */
export type Requesting = 'keygauge' | { readonly tool: string | null; readonly session?: ToolSession };

interface ToolUser {
  /** `null` where nothing named it. */
  readonly tool: string | null;
  /** `null` for all that names no session. */
  readonly session: ToolSession | null;
  /** When it was seen first, or its session was. */
  readonly from: number;
  readonly hour: HourOfUse;
}

/** Units that a limit's users took in each minute of the last hour. All times are monotonic milliseconds. */
export class WhoUsed {
  readonly #own = new HourOfUse();
  readonly #elsewhere = new HourOfUse();
  /** The one silent for longest first. */
  readonly #users = new Map<string, ToolUser>();
  #unnamed: HourOfUse | null = null;
  readonly #claims: { readonly at: number; units: number }[] = [];

  add(who: Requesting, at: number, units: number): void {
    if (!(units > 0)) return;
    const hour = who === 'keygauge' ? this.#own : this.#hourOf(who.tool, who.session ?? null, at);
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

  /** From minute `from` until now, tools first, the largest of them first; `null` where nobody used anything. */
  shares(from: number, now: number): Pick<UsedBy, 'units' | 'shares'> | null {
    const to = minuteOf(now);
    const used = [...this.#users.values()]
      .map((one) => ({ ...one, units: one.hour.sum(from, to) }))
      .filter(({ units }) => units > 0);
    const isOneOfMany = ({ tool }: ToolUser) => used.filter((one) => one.tool === tool).length > 1;
    const tools: { user: LimitUser; units: number }[] = used.map((one) => ({
      user: { kind: 'tool', tool: one.tool, ...(isOneOfMany(one) && sessionAt(one, now)) },
      units: one.units,
    }));
    if (this.#unnamed) tools.push({ user: { kind: 'tool', tool: null }, units: this.#unnamed.sum(from, to) });
    const all: { user: LimitUser; units: number }[] = [
      ...tools.sort((a, b) => b.units - a.units),
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

  #hourOf(said: string | null, session: ToolSession | null, at: number): HourOfUse {
    if (said === null) {
      this.#unnamed ??= new HourOfUse();
      return this.#unnamed;
    }
    const tool = said.slice(0, longestName);
    const name = JSON.stringify([tool, session?.id, session?.isSubagent]);
    const user = this.#users.get(name) ?? {
      tool,
      session,
      from: this.#begin(tool, session, at),
      hour: new HourOfUse(),
    };
    // Deleted and set again, so that the one silent for longest comes first.
    this.#users.delete(name);
    this.#users.set(name, user);
    if (this.#users.size > mostNamed) this.#joinOldest();
    return user.hour;
  }

  /** A session and its agents began together. */
  #begin(tool: string, session: ToolSession | null, at: number): number {
    const same = [...this.#users.values()].find((one) => one.tool === tool && one.session?.id === session?.id);
    return session === null ? at : (same?.from ?? at);
  }

  #joinOldest(): void {
    const [oldest] = this.#users;
    if (oldest === undefined) return;
    const [name, { tool, session, from, hour }] = oldest;
    this.#users.delete(name);
    this.#hourOf(session === null ? null : tool, null, from).addAll(hour);
  }
}

function sessionAt({ session, from }: ToolUser, now: number): Pick<LimitUser & { kind: 'tool' }, 'session'> {
  if (session === null) return {};
  return { session: { since: Math.max(0, now - from) / 1000, isSubagent: session.isSubagent } };
}
