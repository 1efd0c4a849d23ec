import { type CorpusResponse, responsesOf, told } from './response.ts';

const claude = responsesOf('anthropic-subscription');
const codex = responsesOf('openai-codex');

/**
 * What subscriptions send: shares of a plan's windows, and no count of anything. So nothing is read as a limit of a key,
 * and a refusal is the plan's.
 */
export const plans: readonly CorpusResponse[] = [
  claude.answer('shares of both windows', {
    headers: {
      date: 'Wed, 11 Nov 2026 09:30:00 GMT',
      'anthropic-ratelimit-unified-status': 'allowed',
      'anthropic-ratelimit-unified-5h-status': 'allowed',
      'anthropic-ratelimit-unified-5h-utilization': '0.61',
      'anthropic-ratelimit-unified-5h-reset': '1794394800',
      'anthropic-ratelimit-unified-7d-status': 'allowed_warning',
      'anthropic-ratelimit-unified-7d-utilization': '0.87',
      'anthropic-ratelimit-unified-7d-reset': '1794740400',
      'anthropic-ratelimit-unified-representative-claim': 'seven_day',
    },
  }),
  claude.answer('extra use that is not allowed, and not needed', {
    headers: {
      'anthropic-ratelimit-unified-status': 'allowed',
      'anthropic-ratelimit-unified-overage-status': 'rejected',
      'anthropic-ratelimit-unified-overage-disabled-reason': 'out_of_credits',
      'anthropic-ratelimit-unified-fallback-percentage': '0.5',
    },
  }),
  claude.answer('a window that is used up, with seconds', {
    status: 429,
    headers: {
      'retry-after': '9840',
      'anthropic-ratelimit-unified-5h-status': 'rejected',
      'anthropic-ratelimit-unified-5h-utilization': '1.03',
      'anthropic-ratelimit-unified-overage-disabled-reason': 'org_level_disabled',
    },
    failure: told('plan-window', 'wait', 9840),
  }),
  claude.answer('a window that is used up, with a moment', {
    status: 429,
    headers: {
      // 1794389400 is the date's own moment; an hour and a half later.
      date: 'Wed, 11 Nov 2026 09:30:00 GMT',
      'anthropic-ratelimit-unified-status': 'rejected',
      'anthropic-ratelimit-unified-reset': '1794394800',
      'anthropic-ratelimit-unified-representative-claim': 'five_hour',
    },
    body: { type: 'error', error: { type: 'rate_limit_error', message: 'Error' }, request_id: 'req_corpus' },
    failure: told('plan-window', 'wait', 5400),
  }),
  claude.answer('the week of one model', {
    status: 429,
    headers: { 'retry-after': '172800', 'anthropic-ratelimit-unified-7d_opus-status': 'rejected' },
    failure: told('plan-window', 'wait', 172_800),
  }),
  claude.refusal('the plan in words', {
    body: {
      type: 'error',
      error: {
        type: 'rate_limit_error',
        message: "This request would exceed your account's rate limit. Please try again later.",
      },
    },
    failure: told('plan-window', 'wait'),
  }),
  codex.answer('shares of both windows', {
    headers: {
      'x-codex-active-limit': 'premium',
      'x-codex-plan-type': 'pro',
      'x-codex-primary-used-percent': '38.5',
      'x-codex-primary-window-minutes': '300',
      'x-codex-primary-reset-after-seconds': '7020',
      'x-codex-primary-reset-at': '1794396420',
      'x-codex-secondary-used-percent': '71',
      'x-codex-secondary-window-minutes': '10080',
      'x-codex-secondary-reset-after-seconds': '266400',
      'x-codex-secondary-reset-at': '1794655800',
      'x-codex-credits-has-credits': 'True',
      'x-codex-credits-balance': '12.50',
      'x-codex-credits-unlimited': 'False',
    },
  }),
  codex.answer('a week as the only window, used up, the rest empty', {
    status: 429,
    headers: {
      'x-codex-active-limit': 'codex',
      'x-codex-plan-type': 'free',
      'x-codex-primary-used-percent': '100',
      'x-codex-primary-window-minutes': '10080',
      'x-codex-primary-reset-after-seconds': '388800',
      'x-codex-primary-reset-at': '1794778200',
      'x-codex-secondary-used-percent': '0',
      'x-codex-secondary-window-minutes': '0',
      'x-codex-secondary-reset-after-seconds': '0',
      'x-codex-secondary-reset-at': '',
      'x-codex-credits-has-credits': 'False',
      'x-codex-credits-balance': '',
      'x-codex-credits-unlimited': 'False',
    },
    failure: told('plan-window', 'wait', 388_800),
  }),
  codex.answer('shares in a stream', {
    headers: { 'content-type': 'text/event-stream' },
    body: 'event: codex.rate_limits\ndata: {"type":"codex.rate_limits","plan_type":"plus","rate_limits":{"allowed":true,"limit_reached":false,"primary":{"used_percent":54,"window_minutes":300}}}\n\nevent: response.completed\ndata: {"type":"response.completed","response":{"status":"completed","error":null}}\n\n',
  }),
  codex.refusal('the plan in a body', {
    body: {
      error: {
        type: 'usage_limit_reached',
        message: 'The usage limit has been reached',
        plan_type: 'plus',
        resets_at: 1794400200,
        resets_in_seconds: 10_800,
      },
    },
    failure: told('plan-window', 'wait', 10_800),
  }),
  codex.refusal('both windows used up: the later one counts', {
    headers: {
      'X-Codex-Primary-Used-Percent': '100',
      'X-Codex-Primary-Window-Minutes': '300',
      'X-Codex-Primary-Reset-After-Seconds': '4200',
      'X-Codex-Secondary-Used-Percent': '100',
      'X-Codex-Secondary-Window-Minutes': '10080',
      'X-Codex-Secondary-Reset-After-Seconds': '91000',
    },
    body: { type: 'error', error: { type: 'usage_limit_reached', message: 'The usage limit has been reached' } },
    failure: told('plan-window', 'wait', 91_000),
  }),
  codex.refusal('a plan that does not hold the model', {
    body: { error: { type: 'usage_not_included', message: 'To use this, upgrade your plan.', plan_type: 'free' } },
    failure: told('entitlement', 'switch'),
  }),
];
