import type { Cause } from '../model/failure.ts';
import type { Evidence } from './evidence.ts';

/** What must be there for one cause. Of `codes` and `says` one must fit; everything else that is given must fit too. */
export interface Rule {
  readonly cause: Cause;
  /** Where the fact comes from: headings of docs/providers.md or the tool that uses the wording. */
  readonly source: string;
  /** A `type`, `code`, `status` or `reason` of the error, in lower case. */
  readonly codes?: readonly string[];
  /** Words of the error in lower case; "…" stands for anything between. */
  readonly says?: readonly string[];
  readonly status?: readonly number[];
  readonly when?: (evidence: Evidence) => boolean;
  /** The cause rests on the status or on general words alone. */
  readonly weak?: true;
}

export function fits(rule: Rule, evidence: Evidence): boolean {
  const { status, codes, says, when } = rule;
  if (status && (evidence.status === null || !status.includes(evidence.status))) return false;
  if (codes || says) {
    const coded = codes?.some((code) => evidence.codes.has(code)) ?? false;
    if (!coded && !(says?.some((words) => contains(evidence.said, words)) ?? false)) return false;
  }
  return when?.(evidence) ?? true;
}

/** How far apart the parts of one wording may stand. */
const reach = 400;

function contains(said: string, words: string): boolean {
  const [first = '', ...rest] = words.split('…');
  for (
    let start = said.indexOf(first), tries = 0;
    start >= 0 && tries < 20;
    start = said.indexOf(first, start + 1), tries++
  ) {
    let end = start + first.length;
    const all = rest.every((part) => {
      const at = said.slice(end, end + reach).indexOf(part);
      end += at + part.length;
      return at >= 0;
    });
    if (all) return true;
  }
  return false;
}
