import type { Memento } from 'vscode';
import type { Balance, MoneyReading, Spend } from '../../../src/core/model/money.ts';
import type { MoneyTold } from '../../../src/core/model/observation.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { key, preferences, stage } from '../engine/stage.ts';

export const hour = 3_600_000;
export const day = 24 * hour;
export const november = { from: Date.UTC(2026, 10, 1), until: Date.UTC(2026, 11, 1) };
/** Between two times of being told; milliseconds. */
const step = 3 * hour;
/** Providers count late; milliseconds. */
const lag = 4 * hour;

export const identity = {
  id: 'acme',
  label: 'Acme',
  provider: 'openai',
  origin: 'https://api.openai.com',
  fingerprint: '…7f3b',
} as const;

const dollars = (amount: number) => ({ amount, currency: 'USD' });

export function spendOf(changes: Partial<Spend> = {}): Spend {
  const about = { kind: 'spend', scope: 'organization', name: null, period: 'month' } as const;
  return { ...about, ...november, spent: null, limit: null, isEnforced: false, ...changes };
}

export function limitOf(amount: number, changes: Partial<Spend> = {}): Spend {
  return spendOf({ limit: dollars(amount), isEnforced: true, ...changes });
}

export function balanceOf(left: number, paid: number | null = null): Balance {
  return { kind: 'balance', scope: 'key', left: dollars(left), paid };
}

/** What one month is like: dollars spent in the hour that begins then, and whatever else is told. */
export interface Month {
  readonly costs?: (at: number) => number;
  readonly limits?: readonly Spend[];
  readonly budget?: number;
  /** Whether the source knows the days that are over. */
  readonly tellsDays?: boolean;
  readonly balance?: (at: number) => number;
  /** Hours in which nobody asks, because no window is open. */
  readonly isClosed?: (at: number) => boolean;
}

/** Lives through November in steps of three hours, told of money as an admin API tells it. `look` sees every change. */
export async function liveThrough(month: Month, look: (snapshot: Snapshot, at: number) => void): Promise<void> {
  const { costs = () => 0, limits = [], budget = null, tellsDays = true, balance, isClosed = () => false } = month;
  const watched = { ...key(), models: [] };
  const { engine, clock } = stage({ keys: [watched], startsAt: november.from });
  engine.prefer({ ...preferences, budgets: new Map(budget === null ? [] : [[identity.label, budget]]) });
  engine.watchOrganizations([identity]);
  const account = { kind: 'organization', provider: 'openai', id: identity.id } as const;
  const keyAccount = { kind: 'key', provider: 'openai', keyId: watched.id } as const;
  engine.onDidChange((snapshot) => look(snapshot, november.from + clock.now()));
  const tell = (
    part: MoneyTold['part'],
    money: readonly MoneyReading[],
    at: number,
    of: MoneyTold['account'] = account,
  ) =>
    engine.observe({
      kind: 'money',
      source: 'admin',
      account: of,
      part,
      toldAt: at,
      money: money.map((one) => local(one, at)),
    });
  const spent = sumsOf(costs);
  // Times of the provider in the clock of this machine, as it was last compared with the provider's.
  const local = (reading: MoneyReading, at: number): MoneyReading => {
    const drift = (((at / step) * 7919) % 90) * 1000 - 45_000;
    if (reading.kind === 'balance') return reading;
    return { ...reading, from: (reading.from ?? 0) + drift, until: (reading.until ?? 0) + drift };
  };
  for (let at = november.from; at < november.until; at += step) {
    if (!isClosed(at)) {
      tell('costs', costsTold(spent, at, tellsDays), at);
      tell('spend-limits', limits, at);
      if (balance) tell('balance', [balanceOf(balance(at))], at, keyAccount);
    }
    await clock.pass(step / 1000);
  }
  engine.dispose();
}

/** What was spent between two times, both whole hours. */
function sumsOf(costs: (at: number) => number): (from: number, until: number) => number {
  const sums = [0];
  for (let at = november.from; at < november.until; at += hour) sums.push((sums.at(-1) ?? 0) + costs(at));
  const until = (at: number) => sums[Math.max(0, (at - november.from) / hour)] ?? 0;
  return (from, end) => until(end) - until(from);
}

function costsTold(spent: ReturnType<typeof sumsOf>, at: number, tellsDays: boolean): Spend[] {
  const known = (from: number, until: number) => dollars(Math.max(0, spent(from, Math.min(until, at - lag))));
  const days: Spend[] = [];
  for (let from = november.from; tellsDays && from <= at; from += day)
    days.push(spendOf({ period: 'day', from, until: from + day, spent: known(from, from + day) }));
  return [spendOf({ spent: known(november.from, at) }), ...days];
}

/** A state that many windows share. */
export function memento(): Memento {
  const stored = new Map<string, unknown>();
  return {
    keys: () => [...stored.keys()],
    get: ((name: string) => stored.get(name)) as Memento['get'],
    update: async (name, value) => void stored.set(name, structuredClone(value)),
  };
}
