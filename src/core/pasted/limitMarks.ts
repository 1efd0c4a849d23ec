import { identifier } from '../causes/evidence.ts';
import { loadRules } from '../causes/loadRules.ts';
import { moneyRules } from '../causes/moneyRules.ts';
import { planRules } from '../causes/planRules.ts';
import type { Wording } from '../causes/rule.ts';
import type { Cause } from '../model/failure.ts';

/** Words of a line that speak of a limit, by their place in it. */
export interface LimitMark {
  readonly start: number;
  readonly length: number;
}

/** Only the beginning of a line is looked at, in UTF-16 units: a terminal joins a wrapped one however long it is. */
export const longestLine = 4_000;
/** The most marks in one line. */
const mostMarks = 8;

/** What is used up, or asked for too often. The words of other causes are those of other programs as well. */
const limitCauses: ReadonlySet<Cause> = new Set([
  'rate',
  'ramp',
  'concurrency',
  'throttled',
  'quota-exhausted',
  'spend-limit',
  'plan-window',
  'overloaded',
]);
/** Other programs are busy too, and overload functions: there, something else must say that somebody was asked. */
const crowded: ReadonlySet<Cause> = new Set(['concurrency', 'overloaded']);
const asked = /\b(?:try again|retry|requests?|api|model|server|429|503|529)\b/i;

const rules = [...planRules, ...moneyRules, ...loadRules].filter(({ cause, weak }) => limitCauses.has(cause) && !weak);
const codes = rules.flatMap((rule) => rule.codes ?? []);

/** Phrases that speak of a limit and do not tell which, so that no rule has them. No repetition in them is unbounded. */
const vague = [
  /rate[ _-]?limit[ _-]?(?:error|exceeded|reached|hit)/,
  /(?:reached|exceeded|hit)(?: (?:your|the|an?|its))?(?: (?:call|message|token))? rate[ _-]?limit/,
  /rate[ -]limited\b/,
  /user (?:provided )?api key rate limit exceeded/,
  /too many (?:requests|tokens)\b/,
  /(?:tokens|requests) per (?:min(?:ute)?|day)\b/,
  /throttlingexception|overloaded_error|resource_exhausted/,
  /insufficient[_ ](?:quota|credits|balance)/,
  /exceeded your current quota/,
  /quota[ _]?exceeded/,
  /(?:hit|reached) your (?:specified )?(?:api )?(?:usage|session|spend) limit/,
  /(?:billing_hard|spend|usage|key)[ _]limit[ _](?:reached|exceeded)/,
  /billing_not_active/,
];
/** What all of these have a part of. Most lines of a terminal have none, and are looked at no further. */
const hint =
  /limit|quota|credit|premium|invoice|bill|past due|overdue|arrears|card |queue|in use|occupied|already ha|available|healthy|allowance|\bcaps?\b|_exceeded|monthly_request|code: 1015|ausgelastet|surcharg|sobrecarg|balance|funds|wallet|payment|recharge|top up|budget|spend|capacity|overload|throttl|too many|exhaust|usage|used (?:up|all)|depleted|reached for this|cool(?:ing |-)?down|out of|cycle|copilot|switching to auto|concurren|parallel|tokens per|requests per|per 0s|rate increase|request rate|(?:high|heavy|increased|unusual) |much traffic|busy|unavailable|in good standing|slow_down|gradually|slowly|smoothly|provisioned|increas|too (?:quickly|fast)|not_active|deactivated_workspace|[^\0-\x7f]/i;
const phrases = anyOf([...saidBy((cause) => !crowded.has(cause)), ...vague]);
const crowds = anyOf(saidBy((cause) => crowded.has(cause)));
const names = new RegExp(identifier.source, 'gi');

function saidBy(speaks: (cause: Cause) => boolean): Wording[] {
  return rules.filter(({ cause }) => speaks(cause)).flatMap(({ says }) => says ?? []);
}

/** One pattern of all, since it is tried on every line. */
function anyOf(wordings: readonly Wording[]): RegExp {
  const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.{0,80}?');
  const sources = wordings.map((one) => (typeof one === 'string' ? escaped(one) : one.source));
  return new RegExp(sources.map((source) => `(?:${source})`).join('|'), 'gi');
}

const number = /429/g;
/** How far from a 429 its words may be, in UTF-16 units. */
const nearby = 80;
const limiting = /\brate\b|rate[_-]?limit|\blimit(?:s|ed|er|ing)?\b|too many requests|throttl|quota/i;
/** A status stands after a blank, a bracket, a quote or a field's name; a port, a time and a place in a file do not. */
const beforeStatus = /(?:^|[\s([{|<>"'=`]|\b(?:status|code|statuscode|status_code)["']?:)$/i;
const named = /\b(?:http(?:\/[\d.]{1,3})?|(?:status|error)(?:[ _]?code)?["']?[:=]?)["' ]{0,2}$/i;
/** Words after which a number counts or numbers something else. */
const countedBefore =
  /(?:#|\b(?:line|port|row|col|column|page|pid|issue|pull|step|took|in|of|version)\b)[\s:=#]{0,3}$/i;
const countedAfter =
  /^(?:[\w%]|[.,:/-]\w|\s(?:of|ms|sec(?:onds?)?|min(?:utes?)?|[kmg]i?b|bytes|lines?|files?|tests?|pass(?:ed|ing)|fail(?:ed|ing|ures)|packages|modules|items|tokens|commits)\b)/i;

/**
 * Finds the words in a terminal's line that speak of a provider's limit, in order and apart from each other: those that
 * the rules of such causes know, and those that are too vague for a rule.
 */
export function limitMarks(line: string): LimitMark[] {
  const seen = line.slice(0, longestLine);
  const found = statusMarks(seen);
  if (hint.test(seen)) {
    found.push(...wordMarks(seen, phrases), ...codeMarks(seen));
    if (asked.test(seen)) found.push(...wordMarks(seen, crowds));
  }
  const marks: LimitMark[] = [];
  let end = 0;
  for (const mark of found.sort((a, b) => a.start - b.start || b.length - a.length)) {
    if (mark.start < end) continue;
    marks.push(mark);
    end = mark.start + mark.length;
  }
  return marks.slice(0, mostMarks);
}

function wordMarks(line: string, words: RegExp): LimitMark[] {
  return [...line.matchAll(words)].map(({ 0: found, index }) => ({ start: index, length: found.length }));
}

function codeMarks(line: string): LimitMark[] {
  return wordMarks(line, names).filter(({ start, length }) => {
    const name = line.slice(start, start + length).toLowerCase();
    return codes.some((code) => (typeof code === 'string' ? code === name : code.test(name)));
  });
}

function statusMarks(line: string): LimitMark[] {
  return [...line.matchAll(number)]
    .filter(({ index }) => isLimitStatus(line, index))
    .map(({ index }) => ({ start: index, length: 3 }));
}

function isLimitStatus(line: string, at: number): boolean {
  const before = line.slice(Math.max(0, at - nearby), at);
  const after = line.slice(at + 3, at + 3 + nearby);
  if (!beforeStatus.test(before) || countedBefore.test(before) || countedAfter.test(after)) return false;
  const begins = before.trim() === '' && after.startsWith(' {');
  return begins || named.test(before) || limiting.test(before) || limiting.test(after);
}
