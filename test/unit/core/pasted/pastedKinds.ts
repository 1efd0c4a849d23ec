import type { Detail } from '../../../../src/core/causes/detail.ts';
import type { Cause } from '../../../../src/core/model/failure.ts';
import type { PastedTool } from '../../../../src/core/pasted/origin.ts';

/** One text of a kind that is worded anew all the time, and what it means. Made up, as all identifiers in it. */
export interface PastedKind {
  readonly text: string;
  readonly cause: Cause;
  readonly detail?: Detail;
  /** Seconds from `pastedAt`; `null` where none is named. */
  readonly wait?: number | null;
  /** Seconds. */
  readonly window?: number;
  readonly capacity?: number;
  readonly asked?: number;
  readonly most?: number;
  /** Left out where it does not matter, `null` where it must not be guessed. */
  readonly provider?: string | null;
  readonly tool?: PastedTool | null;
}

/** A Wednesday, in a zone without summer time. */
export const pastedAt = { now: Date.UTC(2026, 10, 25, 12), zone: '+01:00' };

const hour = 3600;
const day = 24 * hour;
const inAnthropic = (type: string, message: string, code?: string) =>
  JSON.stringify({ type: 'error', error: { type, message, ...(code && { details: { error_code: code } }) } });

export const pastedKinds: Readonly<Record<string, readonly PastedKind[]>> = {
  'a window of a plan, in this year’s words': [
    { text: "You've hit your weekly limit · resets Nov 27 at 1pm (Europe/Rome)", cause: 'plan-window', wait: 2 * day },
    { text: "You've hit your Opus limit · resets Fri 9am", cause: 'plan-window', wait: day + 20 * hour },
    { text: 'Session limit reached ∙ resets 3pm', cause: 'plan-window', wait: 2 * hour, tool: 'claude-code' },
    { text: "You've hit your org's monthly usage limit", cause: 'plan-window', wait: null },
    { text: 'You have reached your daily some-model-3 quota limit.', cause: 'plan-window' },
    { text: 'Your included usage quota is exhausted. Buy more to go on.', cause: 'plan-window' },
    { text: 'Individual quota reached. Resets in 49h0m12s.', cause: 'plan-window', wait: 49 * hour + 12 },
    {
      text: 'you (somebody) have reached your hourly usage limit, upgrade for more',
      cause: 'plan-window',
      provider: null,
    },
    {
      text: "You've hit your usage limit. Ask your admin, or try again at 2:30 PM.",
      cause: 'plan-window',
      wait: 1.5 * hour,
    },
    {
      text: '{"error":{"code":"1308","message":"已达到 5 小时的使用上限。将在 2026-11-25 15:00:00 重置。"}}',
      cause: 'plan-window',
      wait: 2 * hour,
    },
    {
      text: '{"type":"error","error":{"type":"FreeUsageLimitError","message":"Rate limit exceeded."}}',
      cause: 'plan-window',
    },
    { text: 'You have used all your free requests for today.', cause: 'plan-window' },
    {
      text: 'Usage limit reached for all models. Access resets at 4:15 PM GMT+2.',
      cause: 'plan-window',
      wait: 2 * hour + 900,
    },
    { text: '{"message":"You have reached the limit.","reason":"MONTHLY_REQUEST_COUNT"}', cause: 'plan-window' },
    {
      text: 'Your monthly cycle: usage resets when your monthly cycle ends on 12/9/2026.',
      cause: 'plan-window',
      tool: 'cursor',
    },
  ],
  'a limit of GitHub’s own in Copilot': [
    {
      text: 'Server Error: Wait a little. Error Code: user_model_rate_limited',
      cause: 'plan-window',
      provider: null,
      tool: 'copilot',
    },
    { text: '429 {"error":{"message":"…","code":"integration_rate_limited"}}', cause: 'plan-window', provider: null },
    {
      text: 'Slow. Wait 3 minutes before trying again or consider switching to Auto.',
      cause: 'plan-window',
      wait: 180,
      provider: null,
      tool: 'copilot',
    },
    { text: 'Quota Exceeded\nServer Error: none left. Error Code: overage_limit_reached', cause: 'plan-window' },
    { text: "You've hit your monthly credit limit.", cause: 'plan-window' },
    {
      text: 'ccreq:1a.copilotmd | quotaExceeded | gpt-4o-mini | 90ms | [title]',
      cause: 'plan-window',
      provider: null,
      tool: 'copilot',
    },
  ],
  'a limit of the own key in Copilot': [
    { text: 'Quota Exceeded\nServer Error: Nothing left. Error Code: insufficient_credits', cause: 'quota-exhausted' },
    {
      text: 'Sorry, your request failed. Copilot Request id: 1a\n\nReason: Upstream provider rate limit hit',
      cause: 'overloaded',
      tool: 'copilot',
    },
    {
      text: 'Sorry, your request failed. Copilot Request id: 1a\n\nReason: token expired or invalid: 401',
      cause: 'key-invalid',
      tool: 'copilot',
    },
    {
      text: 'Sorry, your request failed. Copilot Request id: 1a\n\nReason: Rate limit reached for gpt-5 in organization org-Ab12cd34 on tokens per min (TPM): Limit 90000, Used 88000, Requested 5000. Please try again in 2s.',
      cause: 'rate',
      wait: 2,
      capacity: 90_000,
      provider: 'openai',
    },
  ],
  'a right that was not bought or given': [
    { text: 'Your organization must be verified to generate summaries of reasoning.', cause: 'entitlement' },
    {
      text: '{"error":{"message":"Your organization must be verified to stream.","code":"unsupported_value"}}',
      cause: 'entitlement',
    },
    { text: 'Usage credits required for 1M context · turn them on', cause: 'entitlement' },
    { text: 'Model x-9 is only available on paid plans', cause: 'entitlement' },
    { text: 'This feature requires a Pro plan.', cause: 'entitlement' },
    { text: 'Your free trial has ended.', cause: 'entitlement' },
    { text: 'Too many free accounts on this machine.', cause: 'entitlement' },
    { text: inAnthropic('permission_error', 'New words.', 'organization_on_hold'), cause: 'forbidden' },
    {
      text: 'The account is not authorized to perform this action: aws-marketplace:Subscribe',
      cause: 'forbidden',
      provider: 'bedrock',
    },
    { text: 'This model is not available in your region', cause: 'forbidden' },
    {
      text: 'Publisher Model `projects/p/locations/l/publishers/anthropic/models/m-4` was not found',
      cause: 'model-not-found',
      provider: 'gemini',
    },
    { text: 'Invocation of model ID m-4 with on-demand throughput isn’t supported.', cause: 'model-not-found' },
  ],
  'a quota of a cloud': [
    {
      text: 'ThrottlingException: Too many tokens per day, please wait.',
      cause: 'rate',
      window: day,
      provider: 'bedrock',
    },
    {
      text: 'ServiceQuotaExceededException: You exceeded the quota for requests per minute.',
      cause: 'rate',
      window: 60,
    },
    {
      text: 'Quota exceeded for aiplatform.googleapis.com/online_prediction_output_tokens_per_minute_per_base_model with base model: m-4.',
      cause: 'rate',
      window: 60,
      provider: 'gemini',
    },
    {
      text: '429 {"error":{"status":"RESOURCE_EXHAUSTED","details":[{"reason":"MODEL_CAPACITY_EXHAUSTED"}]}}',
      cause: 'overloaded',
    },
  ],
  'more output than the model gives': [
    {
      text: 'max_tokens is too large: 9000. This model supports at most 4096 completion tokens.',
      cause: 'request-too-large',
      detail: 'max-output',
      asked: 9000,
      most: 4096,
    },
    {
      text: inAnthropic('invalid_request_error', 'max_tokens: 90000 > 64000, which is the maximum'),
      cause: 'request-too-large',
      detail: 'max-output',
      asked: 90_000,
      most: 64_000,
    },
    {
      text: 'The parameter `max_completion_tokens` is not valid: integer above maximum value, expected <= 12288',
      cause: 'request-too-large',
      detail: 'max-output',
    },
    { text: 'Range of max_tokens should be [1, 8192]', cause: 'request-too-large', detail: 'max-output' },
    {
      text: 'it has a maxOutputTokens value of 90000 but the supported range ends before',
      cause: 'request-too-large',
      detail: 'max-output',
    },
    { text: 'The response exceeded the 32000 output token maximum.', cause: 'request-too-large', detail: 'max-output' },
  ],
  'a context that is full': [
    {
      text: '{"error":{"type":"exceed_context_size_error","message":"too much","n_ctx":8192}}',
      cause: 'context-too-long',
    },
    {
      text: 'the request (9120 tokens) exceeds the available context size (8192 tokens)',
      cause: 'context-too-long',
      asked: 9120,
      most: 8192,
    },
    { text: 'Ran out of room in the model’s context window.', cause: 'context-too-long' },
    {
      text: 'prompt token count of 129000 exceeds the limit of 128000',
      cause: 'context-too-long',
      asked: 129_000,
      most: 128_000,
    },
    {
      text: 'exceeded model token limit: 262144 (requested: 270000)',
      cause: 'context-too-long',
      asked: 270_000,
      most: 262_144,
    },
    { text: 'This conversation is too long.', cause: 'context-too-long' },
    { text: '输入长度超过模型的上下文', cause: 'context-too-long' },
  ],
  'no credit': [
    { text: '403 "Your new team does not have any credits yet."', cause: 'quota-exhausted', provider: null },
    {
      text: '{"error":{"message":"suspended due to insufficient balance, please recharge","type":"exceeded_current_quota_error"}}',
      cause: 'quota-exhausted',
      provider: 'moonshot',
    },
    { text: '{"error":{"message":"预扣费额度失败","code":"insufficient_user_quota"}}', cause: 'quota-exhausted' },
    { text: 'Your prepayment credits are depleted.', cause: 'quota-exhausted' },
    { text: 'Your workspace has run out of credits.', cause: 'quota-exhausted' },
    {
      text: '402 Prompt tokens limit exceeded: 9000 > 4000. To increase, visit https://openrouter.ai/settings/credits',
      cause: 'quota-exhausted',
      provider: 'openrouter',
    },
    { text: 'Your card was declined.', cause: 'quota-exhausted' },
  ],
  'a limit on spending, by its code whatever the words': [
    {
      text: inAnthropic('rate_limit_error', 'Words that nobody has seen.', 'contract_spend_limit_reached'),
      cause: 'spend-limit',
    },
    { text: '{"error":{"message":"New words.","code":"workspace_spend_limit_exceeded"}}', cause: 'spend-limit' },
    { text: '{"error":{"message":"New words.","code":"session_budget_exceeded"}}', cause: 'spend-limit' },
    { text: 'You have hit your hard limit of $20', cause: 'spend-limit' },
  ],
  'no capacity': [
    { text: '429 当前分组上游负载已饱和', cause: 'overloaded' },
    { text: 'Das Modell ist überlastet.', cause: 'overloaded' },
    { text: 'サーバーが混み合っています。', cause: 'overloaded' },
    { text: 'Due to capacity constraints the model cannot answer.', cause: 'overloaded' },
    { text: 'The server is busy.', cause: 'overloaded' },
    { text: '{"error":{"message":"New words.","code":"server_overloaded"}}', cause: 'overloaded' },
  ],
  'a login that ran out': [
    {
      text: inAnthropic('authentication_error', 'OAuth token has expired.'),
      cause: 'key-invalid',
      detail: 'login-expired',
    },
    {
      text: 'Your access token could not be refreshed. Please log out and sign in again.',
      cause: 'key-invalid',
      detail: 'login-expired',
    },
    { text: 'Not logged in · Please run /login', cause: 'key-invalid', detail: 'login-expired', tool: 'claude-code' },
    { text: 'ExpiredTokenException: it is over', cause: 'key-invalid', detail: 'login-expired', provider: 'bedrock' },
    { text: 'Invalid API key · Please run /login', cause: 'key-invalid' },
  ],
  'no limit at all': [
    {
      text: "Unsupported parameter: 'max_tokens' is not supported with this model.",
      cause: 'unknown',
      detail: 'unsupported',
    },
    {
      text: "'temperature' does not support 0 with this model. Only the default (1) value is supported.",
      cause: 'unknown',
      detail: 'unsupported',
    },
    { text: 'some-model does not support tools', cause: 'unknown', detail: 'unsupported' },
    {
      text: inAnthropic('invalid_request_error', 'New words.', 'claude_code_version_too_old'),
      cause: 'unknown',
      detail: 'unsupported',
    },
    {
      text: "The response was filtered by the provider's content management policy.",
      cause: 'unknown',
      detail: 'filtered',
    },
    { text: '{"error":{"message":"New words.","code":"content_filter"}}', cause: 'unknown', detail: 'filtered' },
    {
      text: 'image.source.base64: image exceeds 5 MB maximum: 6000000 bytes > 5242880 bytes',
      cause: 'request-too-large',
      detail: 'image-too-large',
    },
  ],
  'a wrapper around the answer': [
    {
      text: 'stream disconnected before completion: The model `m-9` does not exist',
      cause: 'model-not-found',
      tool: 'codex',
    },
    {
      text: '500 {"error":{"message":"litellm.RateLimitError: AnthropicException - exceeds your rate limit of 40,000 input tokens per minute.","code":"500"}}',
      cause: 'rate',
      window: 60,
      capacity: 40_000,
      provider: 'anthropic',
      tool: 'litellm',
    },
    { text: '502 {"error":{"message":"Upstream error: 402 Insufficient Balance"}}', cause: 'quota-exhausted' },
    {
      text: '{"error_message":"Server Error, <!DOCTYPE html><title>gw.example | 524: A timeout occurred</title>"}',
      cause: 'server-error',
    },
  ],
  'a certificate that is not trusted': [
    {
      text: 'Failed to connect to api.anthropic.com: SELF_SIGNED_CERT_IN_CHAIN\n\nPlease check your internet connection.',
      cause: 'network',
      wait: null,
    },
    { text: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', cause: 'network', wait: null },
    { text: 'x509: certificate signed by unknown authority', cause: 'network', wait: null },
    {
      text: 'litellm.InternalServerError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed',
      cause: 'network',
      wait: null,
    },
  ],
  'a rate with its own numbers and its own wait': [
    { text: 'Rate limit exceeded. Resets in: 30m0s', cause: 'rate', wait: 1800 },
    { text: '429 Rate limit hit. Wait ~30s.', cause: 'rate', wait: 30 },
    { text: '{"error":"Too many requests","status":429,"retry_after_ms":1500}', cause: 'rate', wait: 1.5 },
    { text: 'over ratelimit,limit:5,time:1 minute', cause: 'rate', window: 60, capacity: 5 },
    { text: 'Rate limit exceeded: 100 requests/hour', cause: 'rate', window: hour, capacity: 100 },
    { text: 'Rate limit of 5 RPM reached', cause: 'rate', window: 60, capacity: 5 },
    {
      text: 'request reached project TPM rate limit, current: 1410, limit: 100, see the documentation',
      cause: 'rate',
      window: 60,
      capacity: 100,
    },
    {
      text: 'request reached max organization concurrency: 1, please try again after 1 seconds',
      cause: 'concurrency',
      wait: 1,
    },
  ],
  'a wait that stands in another entry of the same refusal': [
    {
      text: `You've hit your limit · resets Nov 26 at 1pm (+01:00)\n\n[{"error":"Error: 429 ${inAnthropic('rate_limit_error', "This request would exceed your account's rate limit.").replaceAll('"', '\\"')}"}]`,
      cause: 'plan-window',
      wait: day,
    },
    {
      text: "5h limit: 61% left (resets 14:44). Weekly limit: 0% left.\n■ You've hit your usage limit. Try again at Nov 26th, 2026 1:00 PM.",
      cause: 'plan-window',
      wait: day,
    },
    {
      text: "429 too many requests, retry in 9 seconds\n\nYou've hit your weekly limit",
      cause: 'plan-window',
      wait: null,
    },
  ],
  'names that are no marks of a tool': [
    { text: 'cursor.execute("select 1")\n401 Incorrect API key provided', cause: 'key-invalid', tool: null },
    { text: 'The model `gpt-6-codex` does not exist', cause: 'model-not-found', tool: null },
    {
      text: '- Terminal: cursor\n- Works in Cline, Copilot and Continue\n401 Incorrect API key provided',
      cause: 'key-invalid',
      tool: null,
    },
    {
      text: "openai.APIStatusError: Error code: 402 - {'error': 'Insufficient balance'}",
      cause: 'quota-exhausted',
      provider: null,
    },
    {
      text: 'Model: m\nProvider: ollama\nclaude and more. 402 Payment required',
      cause: 'quota-exhausted',
      provider: null,
    },
  ],
};
