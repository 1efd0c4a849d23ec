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
    cause: 'spend-limit',
    source: 'OpenRouter: the cap of one key, which it says in the words of a missing credit',
    says: [/\bkey with a higher (?:[a-z]{1,12} )?limit\b/],
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
      /^insufficient_(?:[a-z0-9]{1,20}_){0,3}(?:quota|credits?|balance|funds)$/,
      /^(?:credit|balance)(?:_balance)?_(?:exhausted|depleted|insufficient|not_enough)$/,
      /^not_enough_(?:credits?|balance|funds|money|quota)$/,
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
      /\b(?:balance|credits?) (?:is |are )?(?:(?:very |too )?low|below (?:the |your )?(?:minimum|threshold))\b|\blow balance\b/,
      /\binsufficient (?:[a-z]{1,20} )?(?:credits?|balance|funds|quota)\b/,
      /\b(?:requires?|needs?) more credits?\b|\bmore credits? (?:is|are) (?:required|needed)\b/,
      /\bcredits (?:have |has )?(?:ran|run) out\b|\bno (?:remaining |available )?(?:credits?|balance|funds)\b|\bout of (?:[a-z]{1,12} ){0,2}(?:credits?|funds|balance)\b/,
      /\bbalance (?:is |of |at )?(?:negative\b|zero\b|-?[$€]?0(?:\.0{1,4})?(?![\d.,]{0,6}\d))/,
      /\b(?:outstanding|unpaid|overdue|past[- ]due) (?:invoice|balance|payment|bill)s?\b|\baccount is (?:past due|overdue|in arrears)\b|\bpast invoices\b/,
      /\badd (?:more )?funds\b|\badd (?:a |your )?payment method (?:to (?:use|continue|access|start|make|enable)|first|before)\b/,
      /\b(?:need to|must|please|have to) (?:purchase|buy|add) (?:[a-z]{1,12} ){0,2}credits?\b|\bcredit limit (?:has been |was )?(?:reached|exceeded)\b/,
      /\b(?:not enough|(?:doesn't|don't|does not|do not) have (?:any|enough)|(?:run|ran|is|are|you're) out of|used all (?:available|of your|your)|never purchased) (?:[a-z]{1,20} ){0,2}(?:credits?|balance|funds)\b/,
      /\bcredits? (?:have|has) expired\b/,
      /\bused up (?:all )?(?:of )?your (?:[a-z]{1,20} ){0,2}credits\b/,
      /\b(?:card|payment)(?: method)? (?:(?:was |has been |is )?(?:declined|rejected|failed)|(?:could|can) ?not be charged)\b|\bupdate your (?:payment|billing)\b|\bpayment (?:is |was )?overdue\b|\b(?:problem|issue) with (?:your )?(?:billing|payment)\b/,
      /\bplease (?:recharge|top up)\b|\btop up your\b|\badd (?:more )?credits? to your\b|\bneed (?:more )?credits?\b|\bwallet (?:is )?empty\b|\bcurrent balance: ?-?\$/,
      'exceeded current quota',
      'quota exceeded. check your plan and billing',
      'free tier of the model has been exhausted',
      /\bdepleted your monthly\b|\bmonthly included credits\b/,
      'free monthly usage limit',
      /\baccount is not active, please check your billing\b|\baccount is in good standing\b/,
      'limited to…api calls / month',
      /\bprompt tokens limit exceeded\b.{0,100}(?:credits|openrouter)/,
      /\brequires billing to be enabled\b|\bbilling (?:is |has been |was )?(?:disabled|not (?:enabled|set up|active|configured))\b/,
      /\bpayment (?:is )?required\b/,
      /余额不足|额度不足|积分不足|点数不足|(?:用户|令牌|账户|帐户)剩余额度|剩余额度.{0,6}(?:不足|为|耗尽|用完|[:：] ?[-¥￥$＄]{0,2}0)|预扣费|欠费|账户.{0,6}请充值|额度已用[尽完]/,
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
      /\bapi usage limits? (?:has been |have been |was )?(?:reached|exceeded|hit)\b/,
      'monthly api usage threshold',
      /\bhard limit (?:has been |was |is )?(?:reached|exceeded|hit)\b|\bbilling hard limit\b/,
      /\b(?:spend(?:ing)?|budget)[ -](?:limit|cap)s?\b/,
      /\bkey limit exceeded\b|\b(?:hit|reached) your hard limit\b/,
      /\bbudget\b[^.;{}]{0,30}\b(?:exhausted|exceeded|reached|used up)\b/,
      /\b(?:reached|exceeded|exceeds|hit|used up)(?: (?!maximum)[a-z']{1,14}){0,3} budget\b|\bcrossed budget\b|\bcost (?:limit|cap)\b/,
      /\b(?:usage|credit) limit set by (?:your|an?|the)\b/,
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
