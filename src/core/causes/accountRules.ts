import type { Rule } from './rule.ts';

/** Money, plans and rights: what no waiting for a bucket helps with. In order; the first that fits decides. */
export const accountRules: readonly Rule[] = [
  {
    cause: 'spend-limit',
    source: 'OpenAI: errors; Anthropic: errors; also with status 400',
    codes: [
      'billing_hard_limit_reached',
      'enforced_spend_limit_reached',
      'contract_spend_limit_reached',
      'linked_organization_spend_limit_reached',
      'organization_spend_limit_exceeded',
      'project_spend_limit_exceeded',
      'organization_usage_limit_exceeded',
      'budget_exceeded',
      'exceededbudget',
    ],
  },
  {
    cause: 'entitlement',
    source: 'Anthropic: errors; OpenAI: plans and Codex; OpenAI: errors, on unverified organizations',
    codes: ['usage_not_included', 'linked_organization_billing_unavailable'],
    says: [
      'extra usage is required',
      'usage credits are required',
      'long context beta is not',
      'not available on the free tier',
      'not available in the free tier',
      'organization must be verified to',
      'not included in your plan',
      'requires a paid plan',
      'is not available on your current plan',
      'your subscription plan does not',
      'is not supported when using',
    ],
  },
  {
    cause: 'entitlement',
    source: 'Cursor: in place of whatever the provider said of the model',
    says: ['does not work with your current plan'],
    weak: true,
  },
  // Gemini's free tier gives some models nothing: waiting cannot fill a bucket of zero.
  { cause: 'entitlement', source: 'Gemini: quotaValue 0', when: ({ limit }) => limit?.capacity === 0 },
  {
    cause: 'plan-window',
    source: 'OpenAI: plans and Codex; Anthropic: errors; Anthropic: subscriptions; Z.ai; Cursor, Copilot',
    codes: ['usage_limit_reached', 'quotaexceeded', 'user_weekly_rate_limited', '1308', '1310'],
    says: [
      "exceed your account's rate limit",
      'the usage limit has been reached',
      "you've hit your usage limit",
      "you've reached your usage limit",
      "you've hit your limit",
      'claude ai usage limit reached',
      'claude usage limit reached',
      '5-hour limit reached',
      'session limit reached',
      'weekly limit reached',
      'out of extra usage',
      'exhausted your daily quota',
      'exhausted your capacity on this model',
      'usage limit reached for',
      'premium request allowance',
      'exceeded your copilot',
      'quotaexceeded',
      'usage_limit_reached',
    ],
  },
  {
    cause: 'plan-window',
    source: 'Ollama, Claude Code, Codex and others: the window of a plan by its name',
    when: ({ said }) =>
      /\b(?:reached|hit|exceeded|used up|exhausted) your (?:current )?(?:session|(?:5|five)[- ]hour|hourly|daily|weekly|monthly) (?:usage )?(?:limit|quota|allowance)\b(?! of \d)/.test(
        said,
      ),
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
    when: ({ said, codes }) =>
      codes.has('resource_exhausted') ||
      /gemini-api|ai\.google\.dev|quota exceeded for metric|error-code#(?:token|rate)-limit/.test(said),
  },
  {
    cause: 'quota-exhausted',
    source: 'OpenAI: errors; Anthropic: errors; OpenRouter, DeepSeek, xAI, Z.ai, Cohere; also with status 400 and 403',
    codes: [
      'insufficient_quota',
      'credit_balance_exhausted',
      'billing_error',
      'billing_not_active',
      'insufficient_credits',
      'insufficient_balance',
      'arrearage',
      '1113',
    ],
    says: [
      'exceeded your current quota…platform.openai.com',
      'credit balance is too low',
      'insufficient_quota',
      'billing_not_active',
      'insufficient balance',
      'insufficient credit',
      'not enough credits',
      'requires more credits',
      'used all available credits',
      "doesn't have any credits",
      "don't have any credits",
      'depleted your monthly',
      'exceeded your monthly included credits',
      'free monthly usage limit',
      'account is not active, please check your billing',
      'limited to…api calls / month',
      '余额不足',
    ],
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
      'hard limit has been reached',
      'monthly api usage threshold',
      'spend limit',
      'spending limit',
      'key limit exceeded',
      'budget has been exceeded',
    ],
  },
];

const planStatuses = ['', '5h-', '7d-', '7d_opus-', '7d_sonnet-'].map(
  (claim) => `anthropic-ratelimit-unified-${claim}status`,
);
const planShares = ['x-codex-primary-used-percent', 'x-codex-secondary-used-percent'];
