import type { Evidence } from './evidence.ts';
import type { Rule } from './rule.ts';

/** Money: what no waiting helps with. In order; the first that fits decides. */
export const moneyRules: readonly Rule[] = [
  {
    cause: 'spend-limit',
    source: 'OpenAI: errors; Anthropic: errors; also with status 400',
    codes: [
      /(?:^|_)(?:spend|hard|budget)_limit_(?:reached|exceeded|hit)$/,
      /(?:^|_)usage_limit_exceeded$/,
      /(?:^|_)budget_?exceeded(?:error)?$/,
      'exceededbudget',
    ],
  },
  {
    cause: 'rate',
    source: 'Gemini: it uses the words of a missing credit for its rates as well',
    says: ['exceeded your current quota'],
    when: ({ limit }) => limit?.capacity != null,
  },
  {
    cause: 'rate',
    source: 'the same cut off, and Alibaba with insufficient_quota for its rates',
    says: ['exceeded your current quota'],
    weak: true,
    when: isRateInWordsOfMoney,
  },
  {
    cause: 'quota-exhausted',
    source: 'OpenAI: errors; Anthropic: errors; OpenRouter, DeepSeek, xAI, Z.ai, Cohere; also with status 400 and 403',
    codes: [
      /^insufficient_(?:[a-z]{1,20}_)?(?:quota|credits?|balance|funds)$/,
      /^(?:credit|balance)(?:_balance)?_(?:exhausted|depleted|insufficient)$/,
      /^billing_(?:error|not_active|disabled)$/,
      'exceeded_current_quota_error',
      'allocationquota.freetieronly',
      'arrearage',
      'deactivated_workspace',
      '1113',
    ],
    says: [
      'exceeded your current quota…platform.openai.com',
      /\b(?:credits?|balance|funds)(?: [a-z]{1,20}){0,2} (?:too low|insufficient|exhausted|depleted|used up)\b/,
      /\binsufficient (?:[a-z]{1,20} )?(?:credits?|balance|funds|quota)\b/,
      /\b(?:requires?|needs?) more credits?\b|\bmore credits? (?:is|are) (?:required|needed)\b/,
      /\b(?:not enough|(?:doesn't|don't|does not|do not) have (?:any|enough)|(?:run|ran|is|are|you're) out of|used all (?:available|of your|your)|never purchased) (?:[a-z]{1,20} ){0,2}credits?\b/,
      /\bno credits? (?:left|remaining|available)\b|\bcredits? (?:have|has) expired\b/,
      /\bused up (?:all )?(?:of )?your (?:[a-z]{1,20} ){0,2}credits\b/,
      /\bcard was declined\b|\bpayment (?:has |was )?failed\b|\bupdate your payment\b/,
      /\bplease (?:recharge|top up)\b|\badd (?:more )?credits to your\b|\bcurrent balance: ?-?\$/,
      'exceeded current quota',
      'quota exceeded. check your plan and billing',
      'free tier of the model has been exhausted',
      /\bdepleted your monthly\b|\bmonthly included credits\b/,
      'free monthly usage limit',
      /\baccount is not active, please check your billing\b|\baccount is in good standing\b/,
      'limited to…api calls / month',
      /\bprompt tokens limit exceeded\b.{0,100}(?:credits|openrouter)/,
      /\brequires billing to be enabled\b|\bbilling (?:is|has been) disabled\b/,
      /\bpayment required\b/,
      /余额不足|额度不足|剩余额度|预扣费|欠费|账户.{0,6}请充值|额度已用[尽完]/,
    ],
    when: (evidence) => !isRateInWordsOfMoney(evidence),
  },
  { cause: 'quota-exhausted', source: 'OpenAI: errors, of 2023', says: ['exceeded your current quota'], weak: true },
  {
    cause: 'quota-exhausted',
    source: 'Anthropic: errors; DeepSeek; Others that are seen: payment required',
    status: [402],
    weak: true,
  },
  {
    cause: 'spend-limit',
    source: 'Anthropic: errors, with limits of one’s own; OpenRouter, LiteLLM',
    says: [
      'reached your specified…usage limits',
      'reached your api usage limits',
      'monthly api usage threshold',
      /\bhard limit has been reached\b/,
      /\b(?:spend(?:ing)?|budget)[ -](?:limit|cap)s?\b/,
      /\bkey limit exceeded\b|\b(?:hit|reached) your hard limit\b/,
      /\bbudget\b[^.;{}]{0,30}\b(?:exhausted|exceeded|reached|used up)\b/,
      /\bbudget has been exceeded\b|\bover budget\b|\bexceeded[a-z]{0,10}budget\b/,
    ],
  },
];

/** Gemini and Alibaba say of a rate what others say of missing credit. */
function isRateInWordsOfMoney({ said, codes }: Evidence): boolean {
  if (!said.includes('exceeded your current quota')) return false;
  return (
    codes.has('resource_exhausted') ||
    /gemini-api|ai\.google\.dev|quota exceeded for metric|error-code#(?:token|rate)-limit/.test(said)
  );
}
