/** Within one sentence, which may go on in small letters in the next line. */
const inSentence = String.raw`(?:[^.!?:;"\n{}]|\n(?=[ \t>]{0,8}[a-z]))`;
const key = `(?:api[ -]?)?(?:key|token|password|credentials)`;

/** "If I try with a wrong API key, I get a message that my key is wrong": tried on purpose, and so what came of it. */
const onPurpose = new RegExp(
  String.raw`\b(?:if|when(?:ever)?|once) (?:i|we) (?:${inSentence}{0,40}?\b)?(?:with|use|using|enter|try|put|paste|give|set|provide|type|send|pass)(?: in)? ` +
    String.raw`(?:(?:an?|some|the|my|any) )?(?:wrong|invalid|incorrect|fake|bad|false|random|dummy|bogus|made-up|expired|revoked) (?:[\w-]{1,20} ){0,2}?${key}\b${inSentence}{0,160}`,
  'gi',
);
/** "If I had exceeded my quota, …": no more than the condition, for what follows it may be so. */
const condition =
  /\b(?:if|unless) (?:i|we) (?:had|were|was|ever|would|have|hit|reach|exceed)\b[^.,!?:;"\n{}]{0,100}|\bas if (?:i|we|my|our)\b[^.,!?:;"\n{}]{0,100}/gi;
/** Where a sentence that denies something turns to what is so. */
const turn = String.raw`(?!\b(?:but|yet|still|and|although|though)\b)`;
/** "I have not used my weekly quota", "I'm nowhere near my limit", "my key is not invalid". */
const denied = new RegExp(
  [
    String.raw`\b(?:i|we)(?:(?:'ve| have| had| did| do|'d) (?:definitely |certainly |surely )?(?:not|never)| (?:have|had|did|do)n't| never) (?:\w{1,12} ){0,2}?(?:exceed|hit|reach|us(?:e|ed)\b|run|ran|spen[dt]|exhaust|come|came|been)`,
    String.raw`\b(?:i'm|i am|we're|we are) (?:definitely |certainly )?(?:not|nowhere) (?:\w{1,12} )?(?:over|out|above|near|close|at|hitting|exceeding|reaching)\b`,
    String.raw`\b(?:my|our) (?:[\w-]{1,20} ){1,4}?(?:(?:is|are|was|has|have) not|(?:is|are|was|has|have)n't) (?:been )?(?:invalid|wrong|incorrect|expired|missing|revoked|exhausted|exceeded|reached|empty|used up|out of|over|the (?:problem|issue|cause))\b`,
  ]
    .join('|')
    .replace(/^/, '(?:')
    .concat(String.raw`)(?:${turn}[^.,!?:;"\n{}]){0,100}`),
  'gi',
);

/** "curl returns HTTP 401 (expected, no key)": what a test without a key has to say. */
const asExpected = /\b(?:HTTP )?(?:status )?[45]\d\d\b[^.!?:;"\n{}]{0,30}?\b(?:as )?expected\b/gi;

/** "My account is in good standing", "I double checked the key and the key is ok": what is in order. */
const inOrder =
  /\b(?:(?:my|our) |(?:verified|confirmed|(?:double[- ])?checked) (?:that )?(?:my |our |the )?)(?:[\w-]{1,20} ){0,3}?(?:account|key|billing|subscription|card|credits?|balance|quota|plan)s? (?:(?:is|are|was|were) )?(?:(?:definitely|certainly|still|also|all|perfectly|totally) )?(?:ok|okay|fine|valid|active|good|correct|in good standing|paid|verified)\b(?!,? but\b)/gi;

/** "No credits consumed on this call", "no stray API key in the environment": nothing is missing. */
const unspent =
  /\bno (?:stray|extra|other|additional|leftover|second|conflicting) (?:[\w-]{1,20} ){0,2}?(?:keys?|tokens?|credentials)\b|\bno (?:credits?|tokens|usage|quota|charges?|money) (?:(?:were|was|are|is|have been|will be) )?(?:consumed|used|charged|deducted|spent)\b/gi;

/** "I may have a bad API key or something else": what somebody can only guess. */
const guess =
  /\b(?:(?:i|we) (?:may|might|could) (?:also |just |simply )?(?:have|be|need|lack)|(?:maybe|perhaps|possibly|not sure (?:if|whether)|(?:i|we) (?:wonder|guess|suspect) (?:if |whether |that )?) ?(?:it's |it is |that )?(?:i|we|my|our)|could it be (?:that )?(?:i|we|my|our))\b[^.!?:;"\n{}]{0,120}/gi;

/** "This is often caused by:" and a list: a tool that does not know lists all that it can think of. */
const listed =
  /\b(?:(?:often|usually|commonly|typically|probably|may be|can be|could be) caused by|(?:possible|common|likely) (?:causes|reasons)) ?:[^\n]{0,200}(?:\n[ \t]{0,8}(?:[•*·-]|\d[.)]) [^\n]{0,200}){1,8}/gi;

/**
 * A text without what whoever pastes it says was tried on purpose, would have to be so, may be so, or is not so.
 */
export function withoutSupposed(text: string): string {
  return text
    .replace(onPurpose, ' ')
    .replace(condition, ' ')
    .replace(denied, ' ')
    .replace(asExpected, ' ')
    .replace(unspent, ' ')
    .replace(inOrder, ' ')
    .replace(guess, ' ')
    .replace(listed, ' ');
}

/** A line in which a tool says no more than when it goes on: aider's "Retry in 0.6 seconds." */
const patient = /^[ \t>│|]{0,8}retry(?:ing)? in \d{1,4}(?:\.\d)? ?(?:seconds?|secs?|s)(?:\.{1,3}|…)?[ \t]{0,8}$/gim;
/** A provider says whole seconds, or more places than one. */
const roundedToTenth = /\d\.\d ?s/;

/**
 * A text without the lines in which a tool tells its own back-off. One such line in whole seconds may hand on what a
 * provider asked.
 */
export function withoutOwnPatience(text: string): string {
  const lines = (text.match(patient) ?? []).map((line) => line.trim());
  const isOwn = new Set(lines).size > 1 || lines.some((line) => roundedToTenth.test(line));
  return isOwn ? text.replace(patient, '') : text;
}
