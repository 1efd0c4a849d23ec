import type { Rule } from './rule.ts';

/**
 * Cursor's own codes, which it prints in the details of an error. Those that say only that OpenAI, the model or a rate
 * is in trouble stand for any cause, so they are not among them.
 */
export const cursorRules: readonly Rule[] = [
  {
    cause: 'plan-window',
    source: 'Cursor: its codes: a plan that is used up',
    codes: [
      /^error_(?:free|pro)_user_(?:usage_limit|rate_limit_exceeded)$/,
      /^error_usage_pricing_required(?:_changeable)?$/,
    ],
  },
  {
    cause: 'entitlement',
    source: 'Cursor: its codes: what a plan or an own key does not open',
    codes: ['error_pro_user_only', 'error_api_key_not_supported'],
  },
  {
    cause: 'key-invalid',
    detail: 'login-expired',
    source: 'Cursor: its codes: nobody is signed in',
    codes: [
      'error_not_logged_in',
      'error_agent_requires_login',
      'error_invalid_auth_id',
      /^error_auth_token_(?:not_found|expired)$/,
    ],
  },
  {
    cause: 'key-invalid',
    source: 'Cursor: its codes: the own key was refused',
    codes: ['error_bad_api_key', 'error_bad_user_api_key'],
  },
  {
    cause: 'forbidden',
    source: 'Cursor: its codes: rights, places, and what an administrator blocks',
    codes: [
      'error_not_high_enough_permissions',
      'error_unsupported_region',
      'error_model_blocked',
      'error_suspicious_usage_blocked',
    ],
  },
  { cause: 'model-not-found', source: 'Cursor: its codes', codes: ['error_bad_model_name'] },
  {
    cause: 'context-too-long',
    source: 'Cursor: its codes',
    codes: ['error_conversation_too_long', 'error_max_tokens'],
  },
  {
    cause: 'request-too-large',
    detail: 'image-too-large',
    source: 'Cursor: its codes',
    codes: ['error_claude_image_too_large'],
  },
];
