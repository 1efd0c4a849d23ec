import type { Cause } from '../model/failure.ts';
import type { Detail } from './detail.ts';
import { type Evidence, partEnd } from './evidence.ts';

/**
 * What must be there for one cause. Of `codes`, `kinds` and `says` one must fit; everything else that is given must fit
 * too.
 */
export interface Rule {
  readonly cause: Cause;
  readonly detail?: Detail;
  /** Where the fact comes from: headings of docs/providers.md or the tool that uses the wording. */
  readonly source: string;
  /**
   * Identifiers of the error, in lower case, or families of them. They decide before any words do, because providers
   * keep their codes and change their wordings.
   */
  readonly codes?: readonly Wording[];
  /** Identifiers, or families of them, that say only what sort of error it is; the words of any rule say more. */
  readonly kinds?: readonly Wording[];
  /** Words of the error in lower case; "…" stands for anything between. A pattern stands for a family of wordings. */
  readonly says?: readonly Wording[];
  readonly status?: readonly number[];
  readonly when?: (evidence: Evidence) => boolean;
  /** The cause rests on the status or on general words alone. */
  readonly weak?: true;
}

/** A text as it stands, or a pattern in which no repetition is unbounded: a pasted text may be hostile. */
export type Wording = string | RegExp;

interface Fit {
  /** More than a kind of error or general words speaks for the rule. */
  readonly firm: boolean;
  /** Nothing but a kind of error speaks for it, so that the words of a later rule say more. */
  readonly byKind: boolean;
}

/** Whether and how a rule fits. */
export function fit(rule: Rule, evidence: Evidence): Fit | null {
  const { codes, kinds, says, weak } = rule;
  // What costs least is looked at first: a long text is read by the patterns of every rule.
  if (!isWhere(rule, evidence)) return null;
  const isTold = isCoded(codes, evidence) || isSaid(says, evidence);
  const isKind = isCoded(kinds, evidence);
  if ((codes || kinds || says) && !isTold && !isKind) return null;
  const byKind = isKind && !isTold;
  return { firm: weak !== true && !byKind, byKind };
}

/** Whether a code alone decides for the rule. */
export function isDecided(rule: Rule, evidence: Evidence): boolean {
  return rule.weak !== true && isCoded(rule.codes, evidence) && isWhere(rule, evidence);
}

function isWhere({ status, when }: Rule, evidence: Evidence): boolean {
  if (status && (evidence.status === null || !status.includes(evidence.status))) return false;
  return when?.(evidence) ?? true;
}

function isCoded(codes: readonly Wording[] = [], evidence: Evidence): boolean {
  return codes.some((code) =>
    typeof code === 'string' ? evidence.codes.has(code) : [...evidence.codes].some((one) => code.test(one)),
  );
}

function isSaid(says: readonly Wording[] = [], { said }: Evidence): boolean {
  return says.some((words) => (typeof words === 'string' ? contains(said, words) : words.test(said)));
}

/** How far apart the parts of one wording may stand. */
const reach = 400;

function contains(said: string, words: string): boolean {
  if (!words.includes('…')) return said.includes(words);
  const [first = '', ...rest] = words.split('…');
  for (
    let start = said.indexOf(first), tries = 0;
    start >= 0 && tries < 20;
    start = said.indexOf(first, start + 1), tries++
  ) {
    let end = start + first.length;
    const all = rest.every((part) => {
      const [near = ''] = said.slice(end, end + reach).split(partEnd, 1);
      const at = near.indexOf(part);
      end += at + part.length;
      return at >= 0;
    });
    if (all) return true;
  }
  return false;
}
