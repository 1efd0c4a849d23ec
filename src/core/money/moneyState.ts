import type { MoneyState } from '../model/money.ts';
import { type Bounds, dayLength } from './period.ts';

/** Shares of a limit that count as little left: always, and while less of the period is over than of the limit. */
const little = 0.05;
const littleForTheDate = 0.2;
/** A forecast must hold at this share of the pace, else it is not likely. */
const likely = 0.85;
/** Days ahead that a balance is forecast for, and those within which that is urgent. */
const farthest = 30;
const urgent = 3;
/** A sum older than this many milliseconds says nothing of now: costs are told every few hours. */
const stale = 36 * 3_600_000;

/** What is left in units of the currency below which credit is low: a twentieth of what was paid, within these. */
const lowCredit = { least: 1, usual: 2, most: 10, share: 0.05 };
/** Units that are worth about one dollar, where that is far from one. */
const worthADollar: Readonly<Record<string, number>> = { CNY: 7, INR: 85, JPY: 150, KRW: 1_400, TWD: 32 };

export interface MoneyFacts extends Bounds {
  readonly kind: 'spend' | 'budget' | 'balance';
  readonly currency: string;
  readonly whole: number | null;
  readonly left: number | null;
  /** Epoch milliseconds. */
  readonly toldAt: number;
  /** Spent on a usual day; `null` where nobody knows. */
  readonly perDay: number | null;
}

/** What becomes of a sum if all goes on as it does. `now`: epoch milliseconds. */
export function outlookOf(facts: MoneyFacts, now: number): { state: MoneyState; usedUpAt: number | null } {
  const { left, toldAt, until } = facts;
  const isOver = until !== null && until <= now;
  if (isOver || now - toldAt > stale) return { state: 'unknown', usedUpAt: null };
  if (left === null) return { state: facts.whole === null ? 'fine' : 'unknown', usedUpAt: null };
  if (left <= 0) return { state: 'empty', usedUpAt: null };
  const usedUpAt = usedUp(facts, left, now);
  if (isLow(facts, left, now)) return { state: 'low', usedUpAt };
  const isSoon = usedUpAt !== null && (until !== null || usedUpAt - now < urgent * dayLength);
  return { state: isSoon ? 'soon' : 'fine', usedUpAt };
}

function usedUp({ perDay, toldAt, until }: MoneyFacts, left: number, now: number): number | null {
  if (perDay === null || perDay <= 0) return null;
  const latest = until ?? now + farthest * dayLength;
  const at = (pace: number) => toldAt + (left / pace) * dayLength;
  return at(likely * perDay) < latest ? Math.max(now, at(perDay)) : null;
}

function isLow({ kind, currency, whole, from, until }: MoneyFacts, left: number, now: number): boolean {
  if (kind === 'balance') return left < creditFloor(whole) * (worthADollar[currency] ?? 1);
  if (whole === null || whole <= 0) return false;
  const share = left / whole;
  if (share <= little) return true;
  const over = from !== null && until !== null && until > from ? (now - from) / (until - from) : 0;
  return share <= littleForTheDate && 1 - share > over;
}

function creditFloor(paid: number | null): number {
  const { least, usual, most, share } = lowCredit;
  return paid === null ? usual : Math.min(most, Math.max(least, share * paid));
}
