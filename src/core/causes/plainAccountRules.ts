import { onPlain, saidOf } from './plainWording.ts';
import type { Rule } from './rule.ts';

/** What else must speak of a service where a program says the same of a file. */
const ofService =
  /\b(?:api|keys?|models?|accounts?|organi[sz]ation|requests?|endpoints?|resources?|tokens?|projects?|subscription|ip|admin|policy|vpn|bedrock|vertex|iam|40[13])\b/;

const sentences: readonly Rule[] = [
  {
    cause: 'plan-window',
    source: 'Others that are seen: of what a plan includes, without the word limit',
    says: [
      /\b(?:message|request|prompt|usage|chat) limit for (?:today|this (?:week|month|day))\b|\bno (?:messages|requests|prompts|usage) left\b|\bused all (?:the |your )?(?:requests|messages|prompts) (?:of|for|this)\b|\byour (?:[a-z]{1,12} )?limit resets\b|\bsubscription usage (?:is )?(?:exhausted|used up)\b|\b(?:reached|hit|exceeded) the (?:free|trial|basic)(?: tier| plan)? (?:[a-z]{1,10} )?limit\b/,
      /\b(?:reached|hit|exceeded) (?:your|the) limit of [\d,]{1,9} (?:messages|prompts|chats|generations|premium requests)\b|\b(?:used|at) 100% of (?:your|the) (?:session|5-hour|daily|weekly|monthly|plan|usage)\b|\b(?:usage|weekly|session|daily|monthly|plan)(?: limit)?: ?100% used\b/,
      /\b(?:i|we)(?:'ve| have)? (?:just |already )?(?:hit|reached|exceeded) (?:my|our) (?:[a-z\d-]{1,12} )?(?:usage|session|weekly|monthly|daily|plan) limit\b/,
      /\bout of usage\b|\bchat limit (?:has been )?(?:reached|hit)\b|\b(?:reached|hit|exceeded) your (?:free|pro|plus|max|team|basic|starter)(?: plan| tier)?(?:'s)? (?:[a-z]{1,10} )?(?:limit|cap|quota)\b|\blimit\b[^.;{}]{0,30}\breached on your plan\b|\ballowance resets\b/,
      saidOf(
        '(?:premium|fast|included|free|monthly|weekly|daily) (?:requests|usage|messages|prompts|chats|quota)',
        'exhausted|used up|depleted|ran out(?: of)?|run out(?: of)?|out of|no|none left',
      ),
      /\bout of (?:requests|messages|prompts) (?:for|until|today)\b|\b(?:maximum|max) number of (?:free|daily|monthly) (?:requests|messages|prompts)\b/,
      /\b(?:usage|message|request) limit for (?:this|the current) (?:billing )?(?:period|cycle|month|week|day)\b|\bmessage cap\b/,
    ],
  },
  {
    cause: 'spend-limit',
    source: 'Others that are seen: of a limit that somebody set',
    says: [
      /\b(?:usage|spend(?:ing)?|cost) (?:cap|limit) of (?:your|the|this) (?:api )?key\b/,
      /\b(?:limit|cap) (?:of |is |was )?[$€£] ?\d[^;{}]{0,60}\b(?:reached|exceeded|hit|used up)\b|\b(?:reached|exceeded|hit)\b[^;{}]{0,30}\b(?:limit|cap) (?:of |is )?[$€£] ?\d|\bkey limit (?:reached|exceeded|hit)\b|\bmax(?:imum)? spend\b/,
      /\busage limit of (?:your|the|this) (?:organi[sz]ation|workspace|project|team|key)\b|\b(?:reached|exceeded|hit) (?:your|the|its) (?:organi[sz]ation|workspace|project|team)(?:'s)? (?:spend|usage|budget|monthly|daily) (?:limit|cap)\b/,
      /\b(?:reached|exceeded|hit) (?:the|your) (?:set|configured|preset|specified|defined) (?:[a-z]{1,12} ){0,2}(?:limit|cap|budget)\b/,
      /\b(?:usage|credit|cost) limit set by\b|\bexceeded (?:its|the|your) (?:credit|spend(?:ing)?|budget|cost) (?:limit|cap)\b/,
    ],
  },
  {
    cause: 'quota-exhausted',
    source: 'Others that are seen: of credit, in any order',
    says: [
      /\binsufficient_(?:[a-z]{1,12}_)?(?:balance|credits?|funds|quota)_error\b|\b(?:cost|costs) more than your balance\b|\b(?:costs?|price|amount)\b[^.;{}]{0,30}\b(?:exceeds?|more than|above) your (?:balance|credits?)\b|\bonly [\d.]{1,10} (?:is|are) left\b|\b(?:account )?credit(?:s| balance)?: ?[$€£] ?0(?:\.0{1,2})?\b/,
      /\benable billing\b/,
      /\b(?:can ?not|can't) afford\b|\bbilling quota (?:is )?exhausted\b|\badd a (?:credit |debit |payment )?card\b/,
      /\b(?:0|zero) credits?\b|\bcredits?(?: left| remaining)?: ?0\b|\badd (?:more )?money\b|\bdeposit (?:is )?(?:required|needed)\b|\bplease deposit\b|\b(?:recharge|reload|refill|renew|top up) your (?:account|balance|wallet)\b|\b(?:or|please) (?:add|buy|purchase) (?:more )?credits?\b/,
      /\b(?:spent|used|consumed) all (?:of )?your (?:[a-z]{1,12} ){0,2}credits?\b|\bcredits? (?:have|has) (?:all )?been (?:used|spent|consumed)\b|\b(?:could|can)(?:n't| ?not) charge (?:your|the)\b|\bin arrears\b|\bsettle your (?:invoice|bill|balance)\b/,
      /\bout of (?:tokens|compute): (?:buy|add)\b|\b(?:insufficient|not enough|no) tokens (?:left )?in your (?:account|balance|wallet)\b/,
      saidOf(
        'credits?|(?:[a-z]{1,10} )?balance|funds|wallet',
        'no|zero|empty|exhausted|depleted|insufficient|not enough|(?:ran|run|running) out|used up|out of|lack(?:s|ing)?|too low|negative|expired|top up|refill|recharge|replenish',
      ),
      /\bused up (?:all )?(?:of )?your (?:compute )?points\b|\b(?:balance|credits?|wallet)_(?:empty|depleted|exhausted|too_low)\b/,
      saidOf('(?:credit|debit) card', 'declined|rejected|expired|invalid|missing|required|not charged'),
      saidOf(
        'billing(?: (?:account|details|information|address))?|payments?(?: (?:method|details|information))?',
        'required|failed|declined|unpaid|overdue|missing|invalid|inactive|incomplete|disabled|expired|not (?:enabled|set up|active|configured|found)|hard limit',
      ),
      /\b(?:no|missing|invalid|without an?|add an?|set up) (?:valid |active |your )?(?:payment method|billing(?: (?:account|details|information))?|credit card)\b/,
    ],
  },
  {
    cause: 'entitlement',
    source: 'Others that are seen: of a plan, or of somebody who is not verified',
    says: [
      /\b(?:un|not )available for free\b/,
      /\b(?:must|need to|have to|please) (?:[a-z]{1,8} )?(?:subscribe to|upgrade to|choose|get) an? (?:[\w+-]{1,12} ){0,2}(?:plan|subscription)\b/,
      /\b(?:plan|tier|subscription) has no access\b|\bavailable (?:for|to) (?:paid|pro|plus|premium|paying) (?:users|accounts|customers)\b|\b(?:need|requires?) (?:an? )?(?:subscription|membership|chatgpt (?:plus|pro)|claude (?:pro|max))\b|\bsubscription is required\b|\btier (?:is )?too low\b/,
      /\bnot entitled to\b/,
      /\bupgrade (?:is )?(?:required|needed)\b|\bsubscribe to (?:use|access|unlock|continue)\b|\bupgrade to (?:access|use|unlock|get access|continue)\b|\b(?:requires?|needs?|limited to|only for|from) (?:a |an )?(?:(?:higher|paid|premium) (?:tier|plan)|tier \d)\b/,
      /\b(?:for|to) (?:enterprise|paid|paying|premium|pro|business|team) (?:customers|users|subscribers|plans|accounts) only\b|\bverification (?:is )?(?:needed|required|pending)\b|\b(?:beta|preview|early) access (?:is )?(?:required|needed)\b|\b(?:need|request) access to the (?:beta|preview)\b|\bon (?:the|a) waitlist\b|\bnot eligible (?:for|to)\b/,
      /\b(?:identity|organization|account|phone|email) (?:(?:must|needs to|has to) be verified|verification (?:is )?(?:required|needed))\b/,
      /\b(?:complete|requires?|needs?) (?:[a-z]{1,12} ){0,2}verification\b|\bverify your (?:identity|organization|account|phone|email)\b/,
      /\b(?:plan|tier|subscription) (?:doesn't|(?:does|do) not) (?:currently )?(?:include|cover|allow|support|have|permit|grant)\b/,
      /\b(?:tier|plan|subscription|trial)s? (?:can|may|must) only be used\b|\bfree users (?:can't|can ?not|may not)\b/,
      /\bonly (?:pro|plus|max|paid|paying|premium|team|enterprise) (?:users|members|subscribers|customers) can\b/,
      /\bno active (?:subscription|plan)\b|\b(?:needs?|requires?) (?:an active|a higher|a paid) (?:[a-z]{1,12} )?(?:tier|plan|subscription)\b/,
    ],
  },
  {
    cause: 'key-invalid',
    detail: 'login-expired',
    source: 'Others that are seen: somebody is to sign in',
    says: [
      /\b(?:please|must|need to|have to|be) (?:log|sign)(?:ged|ed)? in\b|\blog-?in (?:is )?required\b/,
      /\b(?:been|were|are) (?:signed|logged) out\b/,
      /\bre-?(?:authenticate|authorize|login)\b|\bre-(?:log|sign) ?in\b/,
      saidOf('session', 'missing|invalid'),
      saidOf(
        '(?:access |refresh |auth |oauth |session |id )?token|session|login|credentials',
        'expired|revoked|invalidated|timed out|no longer valid',
      ),
    ],
    when: ({ said }) => !/\bapi[ -]?key\b|\bmissing,? (?:or )?invalid\b/.test(said),
  },
  {
    cause: 'forbidden',
    source: 'Others that are seen: of rights, and of addresses',
    says: [
      /\b(?:not|n't) have (?:the |any )?(?:[a-z]{1,12} ){0,2}(?:permissions?|scopes?|roles?|privileges?|rights) (?:to|for|or|needed|required)\b|\bpaused for\b/,
      /\binsufficient (?:[a-z]{1,12} )?(?:permissions?|scopes?)\b|\b(?:key|token|account|user|role) lacks\b|\bkey is (?:restricted|limited) to\b|\bfrom your (?:country|region|location|network) (?:is|are) (?:blocked|restricted|not)\b|\bnot authori[sz]ed (?:for|to|on)\b|\bnot on (?:the|an?) allow ?list\b/,
      /(?:\bnot|n't) have (?:the |any )?(?:[a-z]{1,12} )?permissions?\b|\blacks? (?:the )?permissions?\b/,
      /\binsufficient (?:privileges?|rights|access)\b|\bonly accepts? (?:requests|calls) from\b/,
      /\b(?:account|organi[sz]ation|project|user|key|team) (?:(?:do|does) not|doesn't|don't) have access\b|\bnot (?:allowed|permitted) to (?:use|access|call|perform)\b/,
      /\b(?:organi[sz]ation|admin(?:istrator)?|workspace|policy) (?:has |have )?(?:disabled|blocked|restricted|denied)\b|\b(?:denied|blocked|disabled|restricted) by (?:[a-z]{1,14} ){0,2}(?:policy|admin(?:istrator)?s?|firewall|owner)\b|\bvpn or proxy\b/,
      /\baccess\b[^.;{}]{0,40}\b(?:forbidden|disallowed|denied|not allowed)\b/,
      /\bip(?: address)? (?:is |was |has been )?(?:blocked|banned|not allowed)\b/,
      /\b(?:not|n't) (?:allowed|permitted|authorized|enabled|available) for (?:(?:this|your|the) )?(?:organi[sz]ation|project|account|workspace|team|user|key)\b/,
      /\b(?:account|organi[sz]ation|project) (?:is |was |has been )?(?:de-?activated|disabled|suspended|banned|locked|frozen|blocked|on hold|terminated|closed)\b/,
      /\bkey is (?:valid|fine|correct),? but (?:[\w'-]{1,20} ){0,5}(?:refused|refuses|denied|denies|rejected|rejects|declined|declines)\b/,
      /\bmatching your (?:[a-z]{1,12} ){0,3}(?:guardrails?|policy|privacy)\b/,
      /\byour request (?:was|has been) blocked\b/,
      /\b(?:key|token|credential)s? (?:can|may|must) only be used\b/,
    ],
    when: ({ said }) => ofService.test(said),
  },
  {
    cause: 'key-invalid',
    source: 'Others that are seen: of a key, a token or a header that names them',
    says: [
      /\b(?:the|your|an?|this|no) (?:[a-z]{2,12} )?key (?:was |is |has been )?(?:refused|rejected|missing|not (?:correct|accepted|configured|found|set)|configured for)\b|\bno (?:[a-z]{2,12} )?key (?:configured|found|set|provided)\b|\b(?:openai|anthropic|gemini|google|claude|openrouter|groq|mistral|azure|deepseek|xai) key (?:is )?(?:missing|invalid|required|not set|not found)\b/,
      /\b(?:add|enter|need|needs|requires?|supply) (?:an?|your|the) (?:valid )?(?:[a-z]{2,12} ){0,2}(?:api[ -]?)?key\b(?! (?:to|in) (?:the )?(?:config|file))|\bapi[ -]?key is not correct\b|\bkey (?:verification|validation|check) failed\b|\binvalid key\b|\bunauthori[sz]ed: check\b/,
      /\b(?:set|provide|enter|configure|supply|specify) (?:an?|your|the) (?:[a-z]{2,12} )?api[ -]?key\b|\bset [a-z]{2,20}_api_key\b|\b(?:could|can)(?:n't| ?not) find (?:an? |the |your )?(?:[a-z]{2,12} )?api[ -]?key\b/,
      /^\W{0,4}(?:error:? )?(?:incorrect|invalid|bad|wrong|unknown|expired) key\b|\bkey not valid\b|\bapi[ -]?key (?:is )?(?:mismatch|not active|inactive|not authori[sz]ed)|\bkey (?:you use|used|in use) (?:is|was|has been) (?:disabled|invalid|revoked|deleted)\b/,
      /\b(?:message|error|detail)["']{0,2}: ?["']unauthori[sz]ed[.!]?["']|\bapikey (?:is )?(?:invalid|missing|wrong|required)\b|\b(?:invalid|missing|wrong|bad) apikey\b/,
      saidOf(
        'api[ -]keys?|(?:access|auth|authentication|authorization|bearer) (?:token|key|header)s?|authorization|token provided|credentials|(?:your|the provided) (?:[a-z]{2,12} )?(?:key|token)',
        '(?:in|not )valid(?! (?:response|answer|json|output|format))|missing|wrong|incorrect|malformed|empty|unrecognized|not (?:found|recognized|accepted|set|provided|configured|specified|loaded)|no|bad|revoked|deleted|disabled|deactivated|rejected|(?:is |was )?required(?! (?:scope|permission|role|access))|undefined|(?:could|can) ?not be (?:verified|validated)|(?:validation|verification) failed(?!: (?:[a-z]{1,12} )?(?:response|answer|json|output)\\b)|(?:does not|doesn.t) work|not recogni[sz]ed',
      ),
      /\b(?:your|the|this) key (?:is|was|has been) (?:disabled|revoked|deleted|deactivated|rejected|blocked|expired|invalid)\b|(?:^|[:.] )key (?:is|was|has been) (?:disabled|revoked|deleted|deactivated|rejected|expired|invalid)\b/,
      /^\W{0,4}(?:error:? )?(?:http )?unauthori[sz]ed\W{0,4}$/,
      /\b(?:verify|validate) (?:your|the|this) (?:[a-z]{2,12} ){0,2}key\b|\buser is unauthori[sz]ed\b|\bunauthori[sz]ed user\b|\bsignature (?:has )?expired\b/,
      /\bauthentication (?:was )?(?:failure|unsuccessful)\b|\b(?:unable|failed) to authenticate\b|\b(?:could|can)(?:n't| ?not) authenticate\b/,
      /\badd (?:an?|your) (?:[a-z]{2,20} ){0,2}api[ -]key\b/,
    ],
  },
  {
    cause: 'key-invalid',
    source: 'OpenRouter, Volcengine and others: whose key it was is gone, or was never there',
    says: [
      /(?:^|[:>"'\]] ?)user not found\W{0,3}$/,
      /\b(?:ak|access key(?: id)?|app ?id|api[ -]?key(?: id)?) (?:(?:is|was|does|do) )?not (?:exist|found|known)\b/,
    ],
    when: ({ said, status }) =>
      (status === null || status === 401) && /(?:\b|_)api|openrouter|\bllm\b|\bmodel|\bprovider\b/.test(said),
  },
  {
    cause: 'forbidden',
    source: 'Others that are seen: all that a body says',
    says: [
      /\bno allowed providers\b/,
      /\b(?:message|error|detail)["']{0,2}: ?["'](?:forbidden|access denied)[.!]?["']/,
    ],
  },
  {
    cause: 'key-invalid',
    source: 'Others that are seen: what somebody is told to look at, where nothing else is named',
    says: [
      /\b(?:check|verify|review|re-?enter|update|replace|regenerate) (?:that )?(?:your|the) (?:[a-z]{2,12} ){0,2}(?:api[ -]?keys?|credentials)\b/,
    ],
    when: ({ said, status }) =>
      (status === null || status === 401) &&
      !/connect|network|internet|\burl\b|\bmodel\b|time-?out|timed out|quota|credit|balance|billing|limit|overload|unavailable|\b5\d\d\b/.test(
        said,
      ),
  },
];

/**
 * What services say of money, plans, rights and keys in plain sentences of their own, where they have neither a code nor
 * a wording that others share: tried after all that is more particular, before a status alone, and never certain.
 */
export const plainAccountRules: readonly Rule[] = onPlain(sentences);
