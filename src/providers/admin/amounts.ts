import type { Money } from '../../core/model/money.ts';
import { amountOf, unexpected } from './answerFields.ts';

/** Money from whole units of a currency. Throws for what is no amount or no currency. */
export function moneyOf(amount: unknown, currency: unknown): Money {
  return { amount: amountOf(decimalOf(amount)), currency: currencyOf(currency) };
}

/** Money from the smallest units of a currency, such as cents: a number, or one as text. Throws as `moneyOf` does. */
export function minorMoneyOf(amount: unknown, currency: unknown): Money {
  const code = currencyOf(currency);
  return { amount: amountOf(decimalOf(amount)) / 10 ** decimalsOf(code), currency: code };
}

/** What something cost, its amount read as `read` does: below zero where money was given back. */
export function costOf(read: typeof moneyOf, amount: unknown, currency: unknown): Money {
  if (typeof amount === 'number' && amount < 0) return back(read(-amount, currency));
  if (typeof amount === 'string' && amount.startsWith('-')) return back(read(amount.slice(1), currency));
  return read(amount, currency);
}

function back({ amount, currency }: Money): Money {
  return { amount: -amount, currency };
}

function decimalOf(amount: unknown): unknown {
  return typeof amount === 'string' && /^\d{1,15}(?:\.\d{1,30})?$/.test(amount) ? Number(amount) : amount;
}

function currencyOf(value: unknown): string {
  if (typeof value !== 'string' || !/^[a-z]{3}$/i.test(value)) throw unexpected('a currency');
  return value.toUpperCase();
}

/** Digits behind the point: 2 of a dollar, none of a yen. */
function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
