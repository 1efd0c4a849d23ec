import type { Cause } from '../model/failure.ts';
import { addressRules } from './addressRules.ts';
import type { Detail } from './detail.ts';
import type { Evidence } from './evidence.ts';
import { loadRules } from './loadRules.ts';
import { moneyRules } from './moneyRules.ts';
import { planRules } from './planRules.ts';
import { requestRules } from './requestRules.ts';
import { fit, isDecided, type Rule } from './rule.ts';
import { sizeRules } from './sizeRules.ts';
import { statusRules } from './statusRules.ts';

/** All that causes are told by, in order: what is more particular, and what waiting does not help with, comes first. */
export const rules: readonly Rule[] = [
  ...planRules,
  ...moneyRules,
  ...addressRules,
  ...sizeRules,
  ...requestRules,
  ...loadRules,
  ...statusRules,
];

/** A cause, and whether more than the status or general words speaks for it. */
export interface Told {
  readonly cause: Cause;
  readonly detail: Detail | null;
  readonly firm: boolean;
}

/**
 * The cause that the evidence shows: codes before words. A 429 that says nothing else stays unknown, and so do the words
 * "rate limit" in a text that may be a part of a longer one: behind them stand money, plans and too large requests as
 * well (docs/causes.md). Only where they are all that a provider's answer says does it mean a throttle.
 */
export function causeOf(evidence: Evidence): Told {
  const decided = rules.find((rule) => isDecided(rule, evidence));
  if (decided) return { cause: decided.cause, detail: decided.detail ?? null, firm: true };
  for (const rule of rules) {
    const fitting = fit(rule, evidence);
    if (fitting) return { cause: rule.cause, detail: rule.detail ?? null, firm: fitting.firm };
  }
  return { cause: 'unknown', detail: null, firm: false };
}
