import type { NamedLimit } from '../model/failure.ts';
import { DAY, HOUR, MINUTE, type Unit } from '../model/limit.ts';

/** A limit of which no more is named than is given. `window`: seconds. */
export function limit(unit: Unit, window: number | null, more: Partial<NamedLimit> = {}): NamedLimit {
  return { unit, window, capacity: null, left: null, requested: null, ...more };
}

/** What each abbreviation counts, and its window in seconds. */
export const abbreviations: Readonly<Record<string, readonly [Unit, number]>> = {
  tpm: ['tokens', MINUTE],
  rpm: ['requests', MINUTE],
  tph: ['tokens', HOUR],
  rph: ['requests', HOUR],
  tpd: ['tokens', DAY],
  rpd: ['requests', DAY],
  ipm: ['images', MINUTE],
  itpm: ['input-tokens', MINUTE],
  otpm: ['output-tokens', MINUTE],
  rps: ['requests', 1],
  qps: ['requests', 1],
  qpm: ['requests', MINUTE],
};

/** The unit that a word of an error means. */
export function unitCalled(name: string): Unit {
  if (/input|prompt/.test(name)) return 'input-tokens';
  if (/output/.test(name)) return 'output-tokens';
  return /token/.test(name) ? 'tokens' : /image/.test(name) ? 'images' : 'requests';
}
