import type { Cause } from '../model/failure.ts';
import { addressRules } from './addressRules.ts';
import { cursorRules } from './cursorRules.ts';
import type { Detail } from './detail.ts';
import type { Evidence } from './evidence.ts';
import { loadRules } from './loadRules.ts';
import { moneyRules } from './moneyRules.ts';
import { plainAccountRules } from './plainAccountRules.ts';
import { plainRules } from './plainRules.ts';
import { planRules } from './planRules.ts';
import { requestRules } from './requestRules.ts';
import { fit, isDecided, type Rule } from './rule.ts';
import { sizeRules } from './sizeRules.ts';
import { statusRules } from './statusRules.ts';
import { tongueRules } from './tongueRules.ts';

/** All that causes are told by, in order: what is more particular, and what waiting does not help with, comes first. */
export const rules: readonly Rule[] = [
  ...cursorRules,
  ...planRules,
  ...moneyRules,
  ...addressRules,
  ...sizeRules,
  ...requestRules,
  ...loadRules,
  ...plainAccountRules,
  ...plainRules,
  ...tongueRules,
  ...statusRules,
];

/** A cause, and whether more than the status or general words speaks for it. */
export interface CauseFound {
  readonly cause: Cause;
  readonly detail: Detail | null;
  readonly firm: boolean;
  /** Nothing but a status speaks for it. */
  readonly bare: boolean;
}

/**
 * The cause that the evidence shows: codes before words. A 429 that says nothing else stays unknown, and so do the words
 * "rate limit" in a text that may be a part of a longer one: behind them stand money, plans and too large requests as
 * well (docs/causes.md). Only where they are all that a provider's answer says does it mean a throttle.
 */
export function causeOf(evidence: Evidence): CauseFound {
  const decided = rules.find((rule) => isDecided(rule, evidence));
  if (decided) return { cause: decided.cause, detail: decided.detail ?? null, firm: true, bare: false };
  let ofKind: CauseFound | null = null;
  for (const rule of rules) {
    const fitting = fit(rule, evidence);
    if (!fitting) continue;
    const told: CauseFound = { cause: rule.cause, detail: rule.detail ?? null, firm: fitting.firm, bare: isBare(rule) };
    if (!fitting.byKind) {
      if (ofKind === null || told.firm) return told;
    } else ofKind ??= told;
  }
  return ofKind ?? { cause: 'unknown', detail: null, firm: false, bare: false };
}

function isBare({ status, codes, kinds, says, when }: Rule): boolean {
  return status !== undefined && !codes && !kinds && !says && !when;
}
