import type { Cause } from '../model/failure.ts';
import { accountRules } from './accountRules.ts';
import { addressRules } from './addressRules.ts';
import type { Evidence } from './evidence.ts';
import { loadRules } from './loadRules.ts';
import { requestRules } from './requestRules.ts';
import { fits, type Rule } from './rule.ts';
import { statusRules } from './statusRules.ts';

/** All that causes are told by, in order: what is more particular, and what waiting does not help with, comes first. */
export const rules: readonly Rule[] = [...accountRules, ...addressRules, ...requestRules, ...loadRules, ...statusRules];

/** A cause, and whether more than the status or general words speaks for it. */
export interface Told {
  readonly cause: Cause;
  readonly firm: boolean;
}

/**
 * The cause that the evidence shows. A 429 that says nothing else stays unknown, and so do the words "rate limit" in a
 * text that may be a part of a longer one: behind them stand money, plans and too large requests as well
 * (docs/causes.md). Only where they are all that a provider's answer says does it mean a throttle.
 */
export function causeOf(evidence: Evidence): Told {
  const rule = rules.find((candidate) => fits(candidate, evidence));
  return rule ? { cause: rule.cause, firm: rule.weak !== true } : { cause: 'unknown', firm: false };
}
