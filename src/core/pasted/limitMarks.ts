/** Words of a line that speak of a limit, by their place in it. */
export interface LimitMark {
  readonly start: number;
  readonly length: number;
}

/** Only the beginning of a line is looked at, in UTF-16 units: a terminal joins a wrapped one however long it is. */
export const longestLine = 4_000;
/** The most marks in one line. */
const mostMarks = 8;

/** Codes and phrases that stand for a limit wherever they are. No repetition in them is unbounded. */
const phrases = new RegExp(
  [
    'rate[ _-]?limit[ _-]?(?:error|exceeded|reached|hit)',
    '(?:reached|exceeded|hit)(?: (?:your|the|an?|its))?(?: (?:call|message|token))? rate[ _-]?limit',
    'rate[ -]limited\\b',
    'user (?:provided )?api key rate limit exceeded',
    'too many (?:requests|tokens)\\b',
    '(?:tokens|requests) per (?:min(?:ute)?|day)\\b',
    'ThrottlingException',
    'overloaded_error',
    'insufficient[_ ](?:quota|credits|balance)',
    'exceeded your current quota',
    'quota[ _]?exceeded',
    'resource_exhausted',
    '(?:hit|reached) your (?:specified )?(?:api )?(?:usage|session|spend) limit',
    '(?:billing_hard|spend|usage|key)[ _]limit[ _](?:reached|exceeded)',
    'billing_not_active',
    'credit balance is too low',
    'requires more credits',
  ].join('|'),
  'gi',
);

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

/** Finds the words in a terminal's line that speak of a provider's limit, in order and apart from each other. */
export function limitMarks(line: string): LimitMark[] {
  const seen = line.slice(0, longestLine);
  return [...phraseMarks(seen), ...statusMarks(seen)].sort((a, b) => a.start - b.start).slice(0, mostMarks);
}

function phraseMarks(line: string): LimitMark[] {
  return [...line.matchAll(phrases)].map(({ 0: words, index }) => ({ start: index, length: words.length }));
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
