import { DAY } from '../model/limit.ts';
import type { Evidence } from './evidence.ts';
import type { Rule } from './rule.ts';

const period = String.raw`(?:session|subscription|plan|(?:5|five)[- ]?h(?:ours?)?|(?:7|seven)[- ]days?|hourly|daily|weekly|monthly)(?: \([\w -]{1,12}\))?`;
const bound = '(?:limit|quota|allowance|cap)s?';
/** "You've hit your org's weekly Opus limit", "you have reached your daily some-model quota limit". */
const youReached = new RegExp(
  String.raw`\b(?:hit|reached|exceeded|exhausted|used up|out of) (?:your |the (?=session|weekly|daily|monthly|hourly))(?:[\w'.-]{1,30} ){0,2}?(?:(?:${period}|usage|included|free|message|prompt|premium) (?:[\w'.-]{1,30} ){0,2}?|(?:weekly|monthly) chat (?:[\w'.-]{1,30} ){0,5}?)${bound}\b(?! of \d)`,
);
/** "Weekly limit reached", "The usage limit has been reached", "Your included usage quota is exhausted". */
const isReached = new RegExp(
  String.raw`\b(?:api )?(?:${period}|usage|plan|subscription|individual|(?<!error )message|premium|free(?: tier)?) (?:[\w'.-]{1,30} ){0,2}?${bound} (?:(?:has|have|is|was) )?(?:been )?(?:reached|hit|exceeded|exhausted|used up)\b`,
);
/** "You've hit your Opus limit · resets Mon 9am": whatever the name, only a plan's limit says so when it resets. */
const resetting =
  /\b(?:hit|reached) your (?!rate|token|context|spend|request|api)[\w.'-]{1,30} limit\b(?:[^\w]{1,6}resets? (?!in \d{1,6}m?s)|\. run \/(?:usage|upgrade|extra))|(?<!\b(?:rate|token|context|spend|request|api)[ -])\blimit reached[^\w]{1,6}resets? (?!in \d{1,6}m?s)/;
/** "You're out of Codex credits. Ask your admin, or wait until May 30": those of a plan come again by themselves. */
const untilThen =
  /\bout of (?:your )?(?:[a-z'-]{2,20} ){0,2}?credits\b[^{}]{0,120}\b(?:wait until|(?:try again|available again|back|renewed?|refresh(?:ed)?|resets?) (?:at|on)) (?:[a-z]{3,9}\.? \d|\d{1,2}[ :]|\d{4}-)/;
/** What an API's own limits are called, of money and of rates. */
const ofApi = /\bapi\b|\bspend(?:ing)?\b|\bbudget\b|\bper[- ](?:second|minute|hour|day)\b/;

/** What stands beside a rate that all share: nobody offers servers of one's own in place of a larger plan. */
const sellsServers = /\bdedicated (?:capacity|deployments?|throughput)\b/;

/** Words of what is counted, where a larger plan is only one way to have more of it. */
const ofAmount = /limit|quota|usage|credit|\brate\b|reached|exceed|out of|balance|used|exhaust|tokens|too many|\b429\b/;

/** Plans and what they include: an API key is innocent. In order; the first that fits decides. */
export const planRules: readonly Rule[] = [
  {
    cause: 'plan-window',
    source: 'Editors and tools: GitHub’s own limits of Copilot',
    codes: [
      /^(?:user|integration)_(?:[a-z]{1,20}_){0,3}rate_limited$/,
      /^(?:free_)?quota_?exceeded$/,
      'agent_mode_limit_exceeded',
      'overage_limit_reached',
      'additional_spend_limit_reached',
      'billing_not_configured',
    ],
    says: [
      'consider switching to auto',
      'aka.ms/github-copilot-rate-limit',
      'docs.github.com/en/copilot/concepts/rate-limits',
      'you have no quota',
      /\bagent mode (?:rate|usage) limit\b/,
      'quotaexceeded',
      'quota exceeded server error',
      /\bstatus from server[\s:,.]{1,4}(?:402|429)[\s:,.]{1,4}(?:[a-z]{1,10} ){0,3}quota exceeded\b/,
      /\b(?:exceeded your (?:copilot|(?:[\w.-]{1,20} ){1,5}?token usage, please try again later)|number of copilot (?:model )?requests|monthly credit limit)\b/,
      /\bpremium requests? (?:allowance|quota|limit)\b/,
      /\b(?:hit|reached|exceeded) your global rate limit\b/,
    ],
    // Amazon's code for an account's quotas of a service.
    when: ({ said }) => !said.includes('servicequotaexceeded'),
  },
  {
    cause: 'entitlement',
    source: 'Anthropic: errors; OpenAI: plans and Codex; OpenAI: errors, on unverified organizations; Z.ai',
    codes: [
      /_(?:on|in|for)_(?:the_)?(?:free|your|this|current)_(?:tier|plan)$/,
      'usage_not_included',
      /_not_entitled$/,
      'linked_organization_billing_unavailable',
      '1309',
      '1311',
      '1313',
    ],
    says: [
      /\b(?:extra usage|usage credits?) (?:(?:is|are) )?required\b/,
      /\blong context beta is not\b/,
      /(?<!\bbilling )(?<!\bbilling is )\bnot (?:yet )?(?:available|included|supported|enabled|allowed|offered|covered) (?:on|in|with|for|under|by|when using) (?:[\w'-]{1,20} ){0,4}(?:plan|tier|subscription|account)\b/,
      /\b(?:no (?:endpoints?|models?|providers?|deployments?)(?: (?:is|are))?(?: (?:available|found|enabled))?|unavailable)(?: [a-z]{1,12}){0,3}? (?:on|in|with|for|under) (?:your|the|this) (?:[\w'-]{1,20} ){0,3}(?:plan|tier|subscription)\b/,
      /\borganization (?:must be|is not) verified\b/,
      /\brequires? (?:an? |the )?(?:[\w+-]{1,20} ){0,2}(?:plan|subscription|pro\+?|license)(?![\w-])/,
      /\b(?:your |the )?subscription plan does not\b/,
      /\bfree (?:credits?|tier|plan|users?|accounts?)\b[^.;{}]{0,30}\b(?:restricted|limited|blocked|suspended) access\b/,
      'fair usage policy',
      'free user account exceeded',
      /\btoo many free (?:trial )?accounts\b/,
      /\b(?:free )?trial (?:period )?(?:has |is |was )?(?:ended|expired|over|used up)\b/,
      /\b(?:used up|reached the end of|exhausted) your (?:free )?trial\b/,
      /\b(?:hit|reached|exceeded) (?:your|the) (?:free )?trial (?:[a-z]{1,12} ){0,2}(?:limit|quota)\b/,
      /\bupgrade (?:your plan )?to use (?:this|the|it)\b/,
      /\bto use [^.;{}]{1,60}, upgrade to\b/,
      /\bonly available (?:on|to|for|in|with) (?:[\w+-]{1,20} ){0,3}(?:plans?|subscribers?|tiers?|users|subscriptions?)\b/,
      /\bnot have access to this feature\b/,
      /\b(?:no|not have an?|doesn't have an?|don't have an?|without an?) free (?:[a-z]{1,12} )?(?:tier|quota)\b/,
      /\bsubscription (?:has |is |was )?(?:expired|inactive|ended|cancell?ed)\b/,
      /\buse case details have not been submitted\b/,
    ],
  },
  {
    cause: 'entitlement',
    source: 'Cursor: in place of whatever the provider said of the model',
    says: ['does not work with your current plan'],
    weak: true,
  },
  // Gemini's free tier and Mistral's plans give some models nothing: waiting cannot fill a bucket of zero.
  {
    cause: 'entitlement',
    source: 'Gemini, other providers: quotaValue 0; Mistral, a limit of 0 in the headers',
    when: ({ limit, status }) => limit?.capacity === 0 && (status === null || status === 429),
  },
  {
    cause: 'plan-window',
    source: 'OpenAI: plans and Codex; Anthropic: errors; Z.ai; Amazon’s coding tools',
    codes: ['usage_limit_reached', 'monthly_request_count', 'freeusagelimiterror', '1308', '1310', '1316', '1317'],
    says: [
      "exceed your account's rate limit",
      "you've hit your limit",
      'exhausted your capacity on this model',
      /\breached for this (?:month|week|day)\b/,
      /\bout of (?:your )?(?:(?:extra|included) usage|messages|(?:fast|premium|free) requests)\b/,
      /\b(?:you're|you are|i'm) (?:all )?out of (?:your )?(?:(?!order\b)[a-z'-]{2,20} ){0,2}?(?:messages|prompts|chats)\b/,
      untilThen,
      /\bfree usage (?:limit )?(?:has been )?(?:exceeded|reached)\b/,
      /\bused all (?:of )?(?:your|the) (?:[a-z]{1,20} ){0,3}for (?:today|(?:this|the) (?:day|week|month))\b/,
      /\bused (?:up(?: all)?|all) (?:of )?your (?:(?:fast|premium|free|included|monthly|weekly|daily|hourly) ){1,3}(?:requests|messages|prompts|usage|allocation|allowance)\b/,
      /\b(?:usage|session|weekly|monthly|message) limit (?:will reset|resets)\b/,
      /\bwhen your (?:monthly|weekly|billing) cycle (?:ends|resets)\b/,
      /\bupgrade (?:your (?:plan|subscription) )?or wait (?:for|until) your (?:[a-z]{1,12} )?(?:limit|quota|allowance)s? (?:to )?(?:resets?|renews?)\b/,
      /(?<!(?:消费|费用|支出|预算|花费))已达到(?!.{0,12}(?:消费|费用|支出|预算|花费)).{0,20}上限|使用上限/,
      /(?:本[日周月]|今[日天]|每[日天周月])的?.{0,8}?(?:额度|配额|限额|次数).{0,4}(?:用[完尽]|耗尽)/,
    ],
  },
  {
    cause: 'plan-window',
    source:
      'Anthropic: subscriptions; OpenAI: plans and Codex; Ollama; Cursor, Windsurf: a window of a plan by its name',
    says: [youReached, isReached, resetting],
    // A demand for payment is no wait.
    when: (evidence) => evidence.status !== 402 && !isOfApi(evidence),
  },
  {
    cause: 'plan-window',
    source: 'Editors and tools: no limit of a rate takes longer than a day to be full again',
    says: ['rate limit', 'rate-limit', 'ratelimit', 'too many requests'],
    when: ({ limit, wait }) => limit === null && wait !== null && wait > DAY,
    weak: true,
  },
  {
    cause: 'entitlement',
    source: 'Editors and tools: where no limit is named, a larger plan is what one lacks',
    says: [
      /\bupgrade (?:to (?:(?:a|the|our) )?(?:[\w+-]{1,12} )?(?:pro|plus|max|team|business|enterprise|premium|paid)\b|your (?:plan|subscription)\b)/,
    ],
    when: ({ said }) => !ofAmount.test(said),
    weak: true,
  },
  {
    cause: 'plan-window',
    source: 'Anthropic: subscriptions: they say so in their unified headers',
    when: ({ headers }) => planStatuses.some((name) => headers[name] === 'rejected'),
  },
  {
    cause: 'plan-window',
    source: 'OpenAI: plans and Codex: a window of a ChatGPT plan is used up',
    status: [429],
    when: ({ headers }) => planShares.some((name) => Number(headers[name] || 0) >= 100),
  },
];

const planStatuses = ['', '5h-', '7d-', '7d_opus-', '7d_sonnet-'].map(
  (claim) => `anthropic-ratelimit-unified-${claim}status`,
);
const planShares = ['x-codex-primary-used-percent', 'x-codex-secondary-used-percent'];

/** Whether the limit that such words name is one of an API: a rate that is called daily is, one that is called weekly is not. */
function isOfApi({ said }: Evidence): boolean {
  const found = youReached.exec(said)?.[0] ?? isReached.exec(said)?.[0] ?? '';
  if (
    ofApi.test(found) ||
    sellsServers.test(said) ||
    (/\brate\b/.test(found) && /\b(?:daily|hourly|usage|free)\b/.test(found))
  )
    return true;
  // A plan that counts so is sold in the same breath.
  return /\b(?:daily|hourly) (?:api )?(?:request|token)s?\b/.test(found) && !/\bupgrade\b|\bplans?\b/.test(said);
}
