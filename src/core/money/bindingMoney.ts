import { type MoneyGauge, moneySeverity } from '../model/money.ts';
import type { KeySnapshot, OrganizationSnapshot, Snapshot } from '../model/snapshot.ts';

/** Milliseconds before it is used up, at the present pace, from which on a sum counts more than limits that are fine. */
const near = 3 * 86_400_000;

/** Money that will be the first to refuse, and whose it is. */
export interface BindingMoney {
  readonly account: KeySnapshot | OrganizationSnapshot;
  readonly gauge: MoneyGauge;
}

/** The most urgent sum of money that stops requests when it is used up, and is about to be; `null` where none is. */
export function bindingMoney(snapshot: Snapshot): BindingMoney | null {
  const binding = allMoney(snapshot).filter(({ gauge }) => isBinding(gauge, snapshot.at));
  return binding.find(({ gauge }) => gauge.state === 'empty') ?? binding[0] ?? null;
}

/** The sum of money that is worth a look first, whatever it stops; `null` where nothing can run out. */
export function mostUrgentMoney(snapshot: Snapshot): BindingMoney | null {
  const all = allMoney(snapshot).filter(({ gauge }) => gauge.left !== null);
  const troubled = [...all].sort((a, b) => moneySeverity[b.gauge.state] - moneySeverity[a.gauge.state]);
  return troubled[0] ?? null;
}

function allMoney({ keys, organizations }: Snapshot): BindingMoney[] {
  return [
    ...keys.flatMap((key) => key.money.gauges.map((gauge) => ({ account: key, gauge }))),
    ...organizations.flatMap((account) => account.gauges.map((gauge) => ({ account, gauge }))),
  ];
}

function isBinding({ isEnforced, state, usedUpAt }: MoneyGauge, at: number): boolean {
  if (!isEnforced) return false;
  return state === 'empty' || state === 'low' || (state === 'soon' && usedUpAt !== null && usedUpAt - at < near);
}

/** What is left of a key whose provider has a balance instead of limits; `null` for any other key. */
export function balanceInstead({ models, money }: KeySnapshot): MoneyGauge | null {
  if (models.some(({ limits }) => limits.length > 0)) return null;
  return money.gauges.find(({ kind, left }) => kind === 'balance' && left !== null) ?? null;
}
