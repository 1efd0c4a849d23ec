import type { Detail } from '../../../../src/core/causes/detail.ts';
import type { Cause } from '../../../../src/core/model/failure.ts';
import type { Unit } from '../../../../src/core/model/limit.ts';
import type { PastedTool } from '../../../../src/core/pasted/origin.ts';

/** One text of a kind that is worded anew all the time, and what it means. Made up, as all identifiers in it. */
export interface PastedKind {
  readonly text: string;
  readonly cause: Cause;
  readonly detail?: Detail;
  /** Seconds from `pastedAt`; `null` where none is named. */
  readonly wait?: number | null;
  readonly unit?: Unit;
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
  'sentences that only Anthropic makes, bare or wrapped by a terminal': [
    {
      text: inAnthropic('invalid_request_error', 'You have reached your specified API usage\n    limits.'),
      cause: 'spend-limit',
      provider: 'anthropic',
    },
    {
      text: inAnthropic('rate_limit_error', "This request would exceed your account's rate limit."),
      cause: 'plan-window',
      provider: 'anthropic',
    },
    {
      text: inAnthropic('invalid_request_error', 'prompt is too long: 200123 tokens > 200000 maximum'),
      cause: 'context-too-long',
      provider: 'anthropic',
    },
    {
      text: `litellm.BadRequestError: VertexAIException - ${inAnthropic('invalid_request_error', 'prompt is too long: 200123 tokens > 200000 maximum')}`,
      cause: 'context-too-long',
      provider: 'gemini',
    },
    { text: inAnthropic('rate_limit_error', 'Tokens per minute exceeded'), cause: 'rate', provider: null },
  ],
  'a relay tells whose models it sells by what it answers, not by their names': [
    {
      text: 'POST https://relay.example/api/openrouter/chat/completions\n402 Insufficient balance',
      cause: 'quota-exhausted',
      provider: null,
    },
    {
      text: 'POST https://my.openai.azure.com/openai/deployments/m/chat/completions\n402 Insufficient balance',
      cause: 'quota-exhausted',
      provider: 'azure-openai',
    },
    {
      text: '429 gpt-5.1: insufficient balance (request id: 20261125120000123456789abcDEF)',
      cause: 'quota-exhausted',
      provider: null,
    },
    {
      text: 'Provider: **Acme**\nModel: **GPT-5**\n402 Insufficient balance',
      cause: 'quota-exhausted',
      provider: null,
    },
    {
      text: '402 Insufficient balance. Switching to the gemini-2.5-flash model for the rest of this session.',
      cause: 'quota-exhausted',
      provider: null,
    },
    {
      text: 'gemini-2.5-pro: 402 Insufficient balance. Switching to m-9.',
      cause: 'quota-exhausted',
      provider: 'gemini',
    },
  ],
  'the marks of tools that show no name of their own': [
    { text: '529 Overloaded · Retrying in 21s · attempt 7/10', cause: 'overloaded', tool: 'claude-code' },
    {
      text: 'API Error: 502 no body. This is a server-side issue, usually temporary',
      cause: 'server-error',
      tool: 'claude-code',
    },
    {
      text: "You've hit your usage limit. Upgrade (https://openai.com/chatgpt/pricing) or try again in 3 hours.",
      cause: 'plan-window',
      wait: 3 * hour,
      tool: 'codex',
    },
    {
      text: 'Error: Unauthorized. Please re-authenticate your Cline account.',
      cause: 'key-invalid',
      detail: 'login-expired',
      tool: 'cline',
    },
  ],
  'what one request may hold, and a warning before the error': [
    {
      text: "BadRequestError: 400 - {'message': 'Requested 310000 tokens, max 300000 tokens per request'}",
      cause: 'request-too-large',
      asked: 310_000,
      most: 300_000,
    },
    { text: "{'error': {'message': 'No.', 'type': 'max_tokens_per_request'}}", cause: 'request-too-large' },
    {
      text: '2026-11-25 10:00:00 [warning] Tool t failed: schema must be an object\n2026-11-25 10:00:01 [error] Server error: 500',
      cause: 'server-error',
    },
    {
      text: '10:00:00 [warning] Tool t failed: schema must be an object\n10:00:01 [info] Request id for it: 7\n10:00:01 [error] Server error: 500',
      cause: 'server-error',
    },
    {
      text: '2026-11-25 10:00:00 [warning] 429 insufficient_quota\n2026-11-25 10:00:01 [error] Server error: 500',
      cause: 'quota-exhausted',
    },
    {
      text: 'Codex error: {"type":"usage_limit_reached","headers":{"X-Codex-Plan-Type":"plus"}}',
      cause: 'plan-window',
      provider: 'openai',
    },
  ],
  'a model by its name, a limit in brackets, a rate in quotes, a code without words': [
    { text: 'Error: Claude Sonnet 4.0 is no longer available. Move to a newer one.', cause: 'model-not-found' },
    {
      text: `404 - {'type': 'not_found_error', 'request_id': 'req_01AbCdEf'}`,
      cause: 'model-not-found',
      provider: 'anthropic',
    },
    { text: 'Error: claude-opus-9[1m] is temporarily unavailable, wait a little.', cause: 'overloaded' },
    {
      text: '500 Token limit (500,000 per day) exceeded. Used: 500,001.',
      cause: 'rate',
      unit: 'tokens',
      window: day,
      capacity: 500_000,
    },
    { text: "We are over the 'tokens per minute' or 'requests per minute' limit.", cause: 'rate' },
    {
      text: '{"name": "ThrottlingException", "$fault": "client", "$metadata": {"httpStatusCode": 429}}',
      cause: 'throttled',
    },
    { text: '{"message":"Service tier capacity exceeded for this model."}', cause: 'overloaded', provider: 'mistral' },
    {
      text: '500 The server had an error while processing your request. Sorry about that!',
      cause: 'server-error',
      provider: 'openai',
    },
  ],
  'a key or an account that the service does not know': [
    { text: 'AI_APICallError: User not found', cause: 'key-invalid' },
    { text: 'OpenRouter: user not found.', cause: 'key-invalid' },
    { text: 'API call failed: ak does not exist: 7f3', cause: 'key-invalid' },
    { text: 'AI_APICallError: ak is not exist: 7f3', cause: 'key-invalid' },
    { text: 'LLM request failed: access key id not found', cause: 'key-invalid' },
    { text: 'No such API key: 7f3', cause: 'key-invalid' },
  ],
  'what failed, and behind it that it timed out': [
    { text: 'ERROR    Request failed: timed out    remote.py:68', cause: 'network' },
    { text: 'Completion failed, timed out', cause: 'network' },
    { text: 'httpcore error: timed out', cause: 'network' },
  ],
  'a quota of GitHub Copilot in the words of its editors': [
    { text: 'Quota Exceeded Server Error:\n\nExtension version: 0.30.1', cause: 'plan-window', tool: 'copilot' },
    {
      text: '#copilot - [ERROR] [chat fetch] Unhandled status from server:,429,quota exceeded',
      cause: 'plan-window',
      tool: 'copilot',
    },
    { text: '[ERROR] [fetchChat] copilot: status from server: 402 monthly quota exceeded', cause: 'plan-window' },
    {
      text: '2026-11-24 10:00:01.000 [info] Got Copilot token for someone\n2026-11-24 10:00:02.000 [error] Server error: 500 Internal Server Error',
      cause: 'server-error',
      tool: 'copilot',
    },
  ],
  'one of several providers refuses: the one of the error that decides, not that of another line': [
    {
      text: '2026-11-24 10:38:36 - ERROR - Error 500 with openrouter.ai: Expecting value: line 1 column 1\n2026-11-24 10:43:51 - ERROR - Error 401 from https://some.openai.azure.com: {"statusCode": 401, "message": "Unauthorized. Access token is missing, invalid, or have expired."}',
      cause: 'key-invalid',
      provider: 'azure-openai',
    },
    {
      text: '2026-11-24 10:38:35 INFO provider: openrouter\n2026-11-24 10:38:36 ERROR Error 401 with provider azure: {"message": "Unauthorized. Access token is missing or invalid."}',
      cause: 'key-invalid',
      provider: 'azure-openai',
    },
    {
      text: '2026-11-24 10:38:36 ERROR POST https://api.groq.com/openai/v1/chat/completions: {"error":{"message":"Invalid API Key","code":"invalid_api_key"}}\n2026-11-24 10:38:37 INFO trying openrouter.ai instead',
      cause: 'key-invalid',
      provider: 'groq',
    },
  ],
  'whoever is called openai or anthropic for the form of its requests alone is somebody else': [
    {
      text: 'Provider: openai (base URL https://llm.corp.example/v1)\nStatus Code: 402\n\nInsufficient Balance',
      cause: 'quota-exhausted',
      provider: null,
    },
    {
      text: 'Provider: openai (base URL https://api.groq.com/openai/v1)\n401 Invalid API Key',
      cause: 'key-invalid',
      provider: 'groq',
    },
    { text: 'provider=anthropic endpoint=http://10.0.0.7:4000 401 Unauthorized', cause: 'key-invalid', provider: null },
    { text: 'Provider: OpenAI Compatible\nModel: m-1\n401 Unauthorized', cause: 'key-invalid', provider: null },
    {
      text: 'Provider: openai\nPOST http://localhost:8000/v1/chat/completions: 401 Unauthorized',
      cause: 'key-invalid',
      provider: null,
    },
    {
      text: 'Provider: openai\nModel: deepseek-chat\n402 Insufficient Balance',
      cause: 'quota-exhausted',
      provider: 'deepseek',
    },
    { text: 'Provider: openai\nModel: gpt-5\n401 Unauthorized', cause: 'key-invalid', provider: 'openai' },
    {
      text: 'Provider: openai\nBase URL: https://api.openai.com/v1\nModel: gpt-5\n401 Unauthorized',
      cause: 'key-invalid',
      provider: 'openai',
    },
    {
      text: 'Provider: anthropic\nModel: claude-sonnet-5\n401 Unauthorized',
      cause: 'key-invalid',
      provider: 'anthropic',
    },
  ],
  'nothing listens at an address of the own machine': [
    { text: 'connect ECONNREFUSED 127.0.0.1:11434', cause: 'network', detail: 'nothing-listens', provider: 'ollama' },
    { text: 'Error: connect ECONNREFUSED ::1:1234', cause: 'network', detail: 'nothing-listens' },
    {
      text: 'TypeError: fetch failed\n  cause: Error: connect ECONNREFUSED 127.0.0.1:8080 {\n  errno: -111,\n  code: "ECONNREFUSED" }',
      cause: 'network',
      detail: 'nothing-listens',
    },
    {
      text: "curl: (7) Failed to connect to localhost port 1234 after 0 ms: Couldn't connect to server",
      cause: 'network',
      detail: 'nothing-listens',
    },
    {
      text: "HTTPConnectionPool(host='localhost', port=11434): Max retries exceeded with url: /api/chat (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused'))",
      cause: 'network',
      detail: 'nothing-listens',
    },
    {
      text: 'Post "http://127.0.0.1:11434/api/generate": dial tcp 127.0.0.1:11434: connect: connection refused',
      cause: 'network',
      detail: 'nothing-listens',
    },
    {
      text: "Cannot connect to host localhost:4000 ssl:default [Connect call failed ('127.0.0.1', 4000)]",
      cause: 'network',
      detail: 'nothing-listens',
    },
    { text: 'Could not connect to Ollama at http://localhost:11434', cause: 'network', detail: 'nothing-listens' },
    { text: 'net::ERR_CONNECTION_REFUSED at http://localhost:5000/v1', cause: 'network', detail: 'nothing-listens' },
    { text: 'connect ECONNREFUSED 203.0.113.7:443', cause: 'network' },
    { text: 'connect ETIMEDOUT 127.0.0.1:11434', cause: 'network' },
    { text: 'getaddrinfo ENOTFOUND api.openai.com, listening on http://localhost:3000', cause: 'network' },
  ],
  'whose text it is, by words that only that one prints': [
    {
      text: "openai.PermissionDeniedError: Error code: 403 - {'error': {'code': 'unsupported_country_region_territory'}}",
      cause: 'forbidden',
      provider: 'openai',
    },
    {
      text: '{"error":{"message":"LiteLLM Virtual Key: k1, exceeded budget for model=claude-sonnet-9","type":"budget_exceeded"}}',
      cause: 'spend-limit',
      provider: 'litellm',
    },
    {
      text: 'Too many requests: slow down or contact Fireworks for dedicated capacity',
      cause: 'throttled',
      provider: 'fireworks',
    },
    { text: 'No endpoints found for moonshotai/kimi-k9', cause: 'model-not-found', provider: 'openrouter' },
    {
      text: "google.genai.errors.ServerError: 503 UNAVAILABLE. {'error': {'code': 503, 'message': 'The model is overloaded.', 'status': 'UNAVAILABLE'}}",
      cause: 'overloaded',
      provider: 'gemini',
    },
    { text: 'You’re out of Codex messages\nUpgrade to Plus today.', cause: 'plan-window', tool: 'codex' },
    {
      text: 'HTTP 503: [acme/z-ai/glm-9] [503]: {"status":503,"title":"Overloaded"}',
      cause: 'overloaded',
      provider: null,
    },
  ],
  'a class of errors that a wrapper names in a field, and free use that is taken away': [
    {
      text: '{"status":400,"message":"[m] PluginError: {\\"error_type\\":\\"ServiceUnavailableError\\",\\"message\\":\\"Failed to call m-9\\"}"}',
      cause: 'overloaded',
    },
    { text: '{"exception_type":"CallServerUnavailableError","message":"no luck with m-9"}', cause: 'overloaded' },
    { text: 'Free accounts now have restricted access because of misuse.', cause: 'entitlement' },
  ],
  'a failed connection beside words on keys and logins': [
    {
      text: "API Key and version is invalid. HTTPSConnectionPool(host='x', port=443): Max retries exceeded with url: /v1 (Caused by NewConnectionError('Failed to establish a new connection: [Errno 111] Connection refused'))",
      cause: 'network',
    },
    { text: 'ERROR connection refused\n11:02:03 set status on client 7: Reauthenticating', cause: 'network' },
  ],
  'wide marks of a translated page, and what is used up or too long in plain words': [
    {
      text: 'API return 403： {“type”：“error”，“error”：{“type”：“plan_not_entitled”，“message”：“模型当前不可用”}}',
      cause: 'entitlement',
    },
    { text: 'You have used up your daily free allowance of 500 units. Upgrade to go on.', cause: 'plan-window' },
    { text: 'Your message exceeds the 2000chars limit of this place', cause: 'context-too-long' },
    { text: '失败了，请确认 API-Key 是否有效', cause: 'key-invalid' },
    {
      text: 'It says: You exceeded your current quota, please check your plan and billing details.\n\nNo idea. I may have the wrong account, a bad API key or something else.',
      cause: 'quota-exhausted',
    },
  ],
  'a status before its name, and codes that end alike': [
    { text: 'Since today the panel only says 405 Method Not Allowed to me', cause: 'wrong-address' },
    { text: 'The request failed. Error code: sso_team_not_allowed', cause: 'forbidden' },
    { text: '{"error":{"code":"workspace_access_denied","message":"No."}}', cause: 'forbidden' },
    { text: 'API Error: 403 forbidden_error\n\nI checked: no stray API key is set in my shell', cause: 'forbidden' },
  ],
  'a wrapper around another error, whose own status or code says less': [
    {
      text: JSON.stringify({
        statusCode: 500,
        error: 'Internal Server Error',
        message: 'Request failed with status code 401',
      }),
      cause: 'key-invalid',
    },
    {
      text: `429 ${JSON.stringify({
        error: {
          message: `All 3 attempts failed. Last error: HTTP 403 Forbidden: ${JSON.stringify({ error: { code: 403, message: 'You must be a named user of the subscription.', status: 'PERMISSION_DENIED' } })}`,
          type: 'overloaded_error',
        },
      })}`,
      cause: 'forbidden',
    },
  ],
  'a form with the status in a line of its own': [
    {
      text: 'Model: M 9\nStatus Code: 500\n\n**Error Output**\n\n"the runner met an unexpected EOF"',
      cause: 'server-error',
    },
  ],
  'an answer beside what only has a status': [
    {
      text: `API Error: 400 ${inAnthropic('invalid_request_error', 'The request body is not valid JSON: line 1 column 7')}\n\n[{"error":"AxiosError: Request failed with status code 403\\n    at VN (cli.js:1:1)`,
      cause: 'unknown',
      detail: 'unsupported',
    },
    {
      text: 'API error (attempt 3/3): Connection error.\ncode=ECONNRESET\n\ncurl returns HTTP 401 (expected) at once',
      cause: 'network',
    },
    {
      text: 'Error: read ECONNRESET\n\ncurl returned HTTP 403, as expected without a key',
      cause: 'network',
    },
    { text: 'Error: read ECONNRESET\n\nThe retry handles 5xx and no others', cause: 'network' },
    { text: '{"subtype": "api_error", "cause": {"code": "ECONNRESET", "errno": 0}}', cause: 'network' },
  ],
  'a log in which errors are called so': [
    {
      text: 'ERROR:proxy.logger:402 Insufficient credits\nINFO:proxy.logger:Token expired or not found, refreshing\nINFO:proxy.logger:Token refreshed',
      cause: 'quota-exhausted',
    },
    {
      text: '2026-11-25 11:00:01 [error] model m-9 does not exist\n2026-11-25 11:00:02 [info] the access token has expired, getting another one',
      cause: 'model-not-found',
    },
  ],
  'notices of which several are told, and times of another window': [
    {
      text: 'It said I hit my usage limit and to wait until 4:20 am. Then it said: try again at Nov 27, 2026, 3:00 PM.',
      cause: 'plan-window',
      wait: 2 * day + 2 * hour,
    },
    {
      text: 'Copilot usage\nAllowance resets December 1, 2026 at 5:30 AM.\n\nServer Error: too much. Error Code: user_global_rate_limited:pro',
      cause: 'plan-window',
      wait: null,
    },
    {
      text: 'Limit reached · resets Nov 27, 3pm (Europe/Berlin) · contact an admin',
      cause: 'plan-window',
      wait: 2 * day + 2 * hour,
    },
  ],
  'Google in the words of gRPC, Go and protobuf': [
    {
      text: `429 Quota exceeded for quota metric 'Generate requests per minute' and limit 'Requests per minute for a region' of service 'x.googleapis.com'. [metadata { key: "quota_limit" value: "GeneratePerMinutePerRegion" } metadata { key: "quota_metric" value: "x.googleapis.com/generate_requests" } metadata { key: "quota_limit_value" value: "0" }]`,
      cause: 'entitlement',
      capacity: 0,
    },
    {
      text: 'Error 429, Message: You exceeded your current quota, see ai.google.dev, Status: RESOURCE_EXHAUSTED, Details: [map[violations:[map[quotaId:RequestsPerDayPerModel quotaMetric:x/requests_per_day] map[quotaId:InputTokensPerModelPerMinute quotaMetric:x/input_token_count]',
      cause: 'rate',
      window: day,
    },
    {
      text: '429 You exceeded your current quota: see ai.google.dev [violations {\n  quota_metric: "x/free_tier_requests"\n  quota_id: "RequestsPerDayPerModel-FreeTier"\n}\n, retry_delay {\n  seconds: 41\n}\n]',
      cause: 'rate',
      window: day,
      wait: 41,
    },
    { text: 'rpc failed {grpc_status:7, grpc_message:"no"}', cause: 'forbidden' },
    { text: 'status = StatusCode.PERMISSION_DENIED', cause: 'forbidden' },
    { text: "Permission 'x.endpoints.predict' denied on resource '//x/projects/p'", cause: 'forbidden' },
  ],
  'limits in words that vary': [
    {
      text: '429 Rate limit exceeded for images per minute in organization org-x. Limit: 0/1min. Current: 1/1min',
      cause: 'entitlement',
      unit: 'images',
      window: 60,
      capacity: 0,
    },
    {
      text: "Error code: 429 - {'error': {'message': 'max request per minute reached: 4, please try again after 1 seconds'}}",
      cause: 'rate',
      wait: 1,
      window: 60,
      capacity: 4,
    },
    { text: '请 78 秒后重试: 所有可用账号暂时不可用', cause: 'overloaded', wait: 78 },
    { text: 'Der Server ist überlastet. Bitte in 2 Minuten erneut versuchen.', cause: 'overloaded', wait: 120 },
    { text: 'El servidor está saturado. Inténtelo de nuevo en 30 segundos', cause: 'overloaded', wait: 30 },
    { text: 'サーバーが混雑しています。30秒後に再試行してください', cause: 'overloaded', wait: 30 },
    { text: 'Worker local total request limit reached (9/8)', cause: 'overloaded' },
    { text: 'Your account has reached the set inference limit for the m-9 model', cause: 'spend-limit' },
    { text: 'API quota exhausted or not enabled. Fix: enable billing for your provider', cause: 'quota-exhausted' },
    { text: '400 Provider not allowed for organization', cause: 'forbidden' },
    {
      text: 'Error: 400 request contains 54 images, exceeding the maximum of 50 allowed per request',
      cause: 'request-too-large',
      detail: 'image-too-large',
    },
  ],
  'what a plan counts, and what a provider took away': [
    {
      text: 'You’re out of Codex messages. Ask your admin for more, or wait until Nov 27, 2026, 3:00 PM.',
      cause: 'plan-window',
      wait: 2 * day + 2 * hour,
    },
    { text: "You're all out of your Pro chats", cause: 'plan-window' },
    {
      text: 'You’re out of Codex credits. Upgrade, or try again at Nov 27, 2026, 3:00 PM.',
      cause: 'plan-window',
      wait: 2 * day + 2 * hour,
    },
    { text: "You're out of credits. Buy more to go on.", cause: 'quota-exhausted' },
    { text: 'I hit my weekly usage limit again this morning', cause: 'plan-window' },
    {
      text: 'Sorry, you have exceeded your Some Model 9.9 token usage, please try again later or switch to Auto. rate_limited',
      cause: 'plan-window',
      tool: 'copilot',
      provider: null,
    },
    { text: 'Your key is valid, but the provider refused this API request.', cause: 'forbidden' },
    { text: 'Your access was terminated due to a violation of our policies.', cause: 'forbidden' },
    { text: '{"error":{"message":"No more of this.","type":"access_terminated"}}', cause: 'forbidden' },
  ],
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
  'a plan by its name, and what a trial or a free tier does not hold': [
    { text: 'Acme subscription limit reached · Limit: weekly · Resets in 2d', cause: 'plan-window', wait: 2 * day },
    { text: 'some-model-9 doesn’t have a free quota tier. Use some-model-8 instead.', cause: 'entitlement' },
    { text: 'You have reached your trial request limit', cause: 'entitlement' },
    { text: 'To use this agent with your plan, upgrade to Plus', cause: 'entitlement' },
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
      text: 'Sorry, you have exhausted the agent mode usage limit. Please switch to ask mode.',
      cause: 'plan-window',
      tool: 'copilot',
    },
    {
      text: 'ccreq:1a.copilotmd | quotaExceeded | gpt-4o-mini | 90ms | [title]',
      cause: 'plan-window',
      provider: null,
      tool: 'copilot',
    },
    {
      text: 'Failed to fetch a title because of response type (quotaExceeded) and reason (Free chat usage is over)',
      cause: 'plan-window',
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
    { text: 'Error: 451 Exception during request to https://api.acme.example/ping with code 451', cause: 'forbidden' },
    { text: 'https://api.acme.example/v3/chat/completions not found, verify your API base.', cause: 'wrong-address' },
    {
      text: 'Publisher Model `projects/p/locations/l/publishers/anthropic/models/m-4` was not found',
      cause: 'model-not-found',
      provider: 'gemini',
    },
    { text: 'Invocation of model ID m-4 with on-demand throughput isn’t supported.', cause: 'model-not-found' },
  ],
  'a model that nobody there serves, or not so': [
    { text: '404 No endpoints found for acme/m-4:free.', cause: 'model-not-found' },
    {
      text: '{"error":{"message":"No endpoints found that support tool use. Try without \\"get_time\\".","code":404}}',
      cause: 'unknown',
      detail: 'unsupported',
    },
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
      text: 'ServiceQuotaExceededException: The account has exceeded the on-demand requests per minute for some model',
      cause: 'rate',
      window: 60,
    },
    {
      text: '{"code":"Throttling.AllocationQuota","message":"Allocated quota exceeded, raise it in the console."}',
      cause: 'rate',
    },
    { text: '{"code":"Throttling.BurstRate","message":"New words."}', cause: 'ramp' },
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
    { text: '400 length of prompt_tokens (9000) must be less than max_seq_len (8192)', cause: 'context-too-long' },
    { text: 'Range of input length should be [1, 30720]', cause: 'context-too-long' },
    { text: 'Input length 9120 exceeds the maximum length 8192', cause: 'context-too-long' },
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
    { text: '{"code":403,"reason":"NOT_ENOUGH_BALANCE"}', cause: 'quota-exhausted' },
  ],
  'a limit on spending, by its code whatever the words': [
    {
      text: inAnthropic('rate_limit_error', 'Words that nobody has seen.', 'contract_spend_limit_reached'),
      cause: 'spend-limit',
    },
    { text: '{"error":{"message":"New words.","code":"workspace_spend_limit_exceeded"}}', cause: 'spend-limit' },
    { text: '{"error":{"message":"New words.","code":"session_budget_exceeded"}}', cause: 'spend-limit' },
    { text: 'You have hit your hard limit of $20', cause: 'spend-limit' },
    { text: 'Workspace API usage limit reached: no more spend this month.', cause: 'spend-limit' },
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
    { text: 'Please sign in to go on', cause: 'key-invalid', detail: 'login-expired' },
    { text: 'You must be logged in', cause: 'key-invalid', detail: 'login-expired' },
    { text: 'Login required', cause: 'key-invalid', detail: 'login-expired' },
    { text: 'Invalid API key · Please run /login', cause: 'key-invalid' },
    {
      text: 'Sessions need an account. API key authentication is not enough here. Please run /login.',
      cause: 'key-invalid',
      detail: 'login-expired',
    },
    { text: 'Token expired. Run "acme auth login" elsewhere', cause: 'key-invalid', detail: 'login-expired' },
    {
      text: inAnthropic('permission_error', 'OAuth token has been revoked.'),
      cause: 'key-invalid',
      detail: 'login-expired',
    },
    { text: 'OAuth authentication is currently not supported.', cause: 'key-invalid' },
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
      text: "Invalid value for 'top_p': Only the default (1) value is supported.",
      cause: 'unknown',
      detail: 'unsupported',
    },
    {
      text: '400 {"error":{"message":"Some instruction is not enabled for models/m-9","status":"INVALID_ARGUMENT"}}',
      cause: 'unknown',
      detail: 'unsupported',
    },
    { text: 'This model is only supported in v1/responses.', cause: 'unknown', detail: 'unsupported' },
    {
      text: inAnthropic('invalid_request_error', 'New words on a thing that nobody knows.').replace('{', '400 {'),
      cause: 'unknown',
      detail: 'unsupported',
    },
    {
      text: '400 {"error":{"message":"One item came without the other one.","code":"invalid_request_body"}}',
      cause: 'unknown',
      detail: 'unsupported',
    },
    {
      text: "Error code: 422 - {'error': {'message': 'Neither one nor the other', 'code': 'invalid_parameter_error'}}",
      cause: 'unknown',
      detail: 'unsupported',
    },
    {
      text: 'messages.3.content.0.type: Expected `thinking`, but found `text`.',
      cause: 'unknown',
      detail: 'unsupported',
    },
    {
      text: inAnthropic('invalid_request_error', 'tool_use ids were found without tool_result blocks: toolu_9'),
      cause: 'unknown',
      detail: 'unsupported',
    },
    {
      text: "A message with 'tool_calls' must be followed by tool messages for each of them.",
      cause: 'unknown',
      detail: 'unsupported',
    },
    { text: 'Your request has been blocked: our system saw suspicious activity.', cause: 'forbidden' },
    { text: 'Some API has not been used in project 123 before. Enable it, then retry.', cause: 'forbidden' },
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
      text: 'The model returned the following errors: prompt is too long: 9000 tokens > 8000 maximum\n\nError: Request was throttled or rate limited. Please try less often.',
      cause: 'context-too-long',
      asked: 9000,
      most: 8000,
    },
    {
      text: 'ERROR Stream error after retries: model provider: context deadline exceeded (Client.Timeout while reading body)',
      cause: 'network',
    },
    {
      text: "Sorry, your request failed. Request id: 1a\n\nReason: It appears you're not connected to the internet.",
      cause: 'network',
      tool: 'copilot',
    },
    { text: 'Reason: Acme API error: 0 [some/model-9] [503]: request dropped from the queue', cause: 'overloaded' },
    {
      text: '  ⎿  API Error (429 {"error":{"message":"request reached max organization concurrency: 1, please try again after 2 seconds"}})\n  ⎿  API Error (429 {"error":{"message":"request reached organization max RPM: 3, please try again after 1 seconds"}})',
      cause: 'rate',
      wait: 1,
      capacity: 3,
    },
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
    { text: '429 Request was rejected. Details: TPM limit reached.', cause: 'rate', window: 60 },
    { text: 'status code 429: RPH limit reached', cause: 'rate', window: hour },
    { text: 'Open api qps request limit reached', cause: 'rate', window: 1 },
    {
      text: 'Deployment over user-defined ratelimit. Max RPM = 60. Passed model=m-9',
      cause: 'rate',
      window: 60,
      capacity: 60,
    },
    { text: 'Your daily quota of 100 requests has been exhausted', cause: 'rate', window: day, capacity: 100 },
    {
      text: 'Error 429: Rate limit reached. Now at 31,022 input tokens/min of 30,000 limit',
      cause: 'rate',
      window: 60,
      capacity: 30_000,
    },
    {
      text: 'Rate limit of 30K input tokens per minute exceeded. Retry in 41s',
      cause: 'rate',
      wait: 41,
      window: 60,
      capacity: 30_000,
    },
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
  'the cap of one key, in the words of a missing credit': [
    {
      text: '402 {"error":{"message":"More credits are required. To increase, visit the settings of keys and create a key with a higher weekly limit"}}',
      cause: 'spend-limit',
    },
  ],
  'a demand for payment, whatever else it says': [
    { text: 'Generation failed: 402 "Usage limit exceeded"', cause: 'quota-exhausted' },
  ],
  'codes that one provider gives for rates alone, however they are wrapped': [
    {
      text: 'Status 429\nBody: {"object":"error","message":"Rate limit exceeded","type":"rate_limited","code":"1300"}\n    at ask (ask.js:5:2425)',
      cause: 'rate',
    },
    {
      text: '{"message":"Status 429 Body \\n{\\"message\\":\\"Rate limit exceeded\\",\\"type\\":\\"rate_limited\\",\\"code\\":\\"1300\\"}","modelId":"m-1","providerId":"mistral"}',
      cause: 'rate',
      provider: 'mistral',
      tool: 'cline',
    },
  ],
  'a limit that counts what only its maker sells': [
    { text: 'Rate limit exceeded. At most 50 points per 2 hours, or 200 points a day.', cause: 'rate' },
  ],
  'an answer that came to its longest': [
    {
      text: 'The model hit its maximum output token limit before it was done',
      cause: 'request-too-large',
      detail: 'max-output',
    },
  ],
  'a router of the user’s own that reaches nobody': [
    {
      text: 'API Error (500 {"error":{"message":"fetch failedTypeError: fetch failed\\n    at node:internal/deps/undici/undici:1:1"}})',
      cause: 'network',
    },
  ],
  'a balance with a name of its own before it': [
    {
      text: '{"error":{"code":429,"message":"Resource has been exhausted (e.g. check quota).","details":[{"reason":"INSUFFICIENT_X2_CREDITS_BALANCE"}]}}',
      cause: 'quota-exhausted',
    },
    { text: 'Call failed: insufficient_team_plan_funds', cause: 'quota-exhausted' },
  ],
  'a service that everybody asks too much': [
    {
      text: '{"error":{"message":"We are currently handling too many requests. Come back in a moment.","type":"rate_limit_reached_error"}}',
      cause: 'overloaded',
    },
    { text: 'The servers are receiving an unusual number of requests. Try again.', cause: 'overloaded' },
    { text: 'That did not work: the LLM is temporarily unavailable.', cause: 'overloaded' },
    { text: 'HTTP 503: Inference is currently unavailable', cause: 'overloaded' },
    { text: 'Sorry, our models are unavailable in your region', cause: 'forbidden' },
  ],
  'a router that lets its accounts rest, and servers that all share': [
    {
      text: '{"error":{"code":"model_cooldown","message":"No credential for some-model-9 is awake","reset_seconds":4200}}',
      cause: 'throttled',
      wait: 4200,
    },
    { text: 'All credentials for some-model-9 are cooling down (retry after 1h10m0s)', cause: 'throttled', wait: 4200 },
    { text: 'all upstream accounts on cooldown', cause: 'throttled' },
    {
      text: "{'error': 'Too Many Requests', 'message': 'You have exceeded your usage limits. Consider dedicated deployments.'}",
      cause: 'throttled',
    },
    { text: 'You have exceeded your usage limits.', cause: 'plan-window' },
  ],
  'a wait that no window of a rate is as long as': [
    {
      text: 'Sorry, your request was rate-limited. Please wait 300 hours before trying again.',
      cause: 'plan-window',
      wait: 300 * hour,
      tool: 'copilot',
    },
    { text: 'Too many requests. Retry after 172800 seconds', cause: 'plan-window', wait: 2 * day },
    { text: 'Too many requests. Retry after 86400 seconds', cause: 'rate', wait: day },
    {
      text: 'Rate limit reached on requests per day (RPD): Limit 90, Used 90, Requested 1. Please try again in 30h0m0s.',
      cause: 'rate',
      unit: 'requests',
      window: day,
    },
    { text: "You've hit your global rate limit. Learn more", cause: 'plan-window', wait: null },
    { text: 'That is all for now. Upgrade or wait for your free limit to reset.', cause: 'plan-window', wait: null },
  ],
  'a limit that is named by its unit and its window, without a number': [
    {
      text: 'Statuscode: 429\n{"error":{"message":"You have reached our limit of messages per 12 hours."}}',
      cause: 'rate',
      unit: 'requests',
      window: 12 * hour,
    },
    { text: 'The limit on tokens every minute was exceeded', cause: 'rate', unit: 'tokens', window: 60 },
    {
      text: 'status=429, TPM (Tokens Per Minute) limit for the endpoint ep-77 is exceeded.',
      cause: 'rate',
      unit: 'tokens',
      window: 60,
    },
    { text: 'RPD limit of the account was reached', cause: 'rate', unit: 'requests', window: day },
    {
      text: 'ThrottlingException: Too many requests, please wait before trying again.',
      cause: 'rate',
      unit: 'requests',
    },
    { text: '429 Too many requests, please wait before trying again.', cause: 'rate', unit: 'requests' },
  ],
  'what a library made of a status that it gave up on': [
    {
      text: "HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded with url: /v1/x (Caused by ResponseError('too many 503 error responses'))",
      cause: 'overloaded',
    },
    {
      text: "Max retries exceeded with url: /v1/x (ResponseError('too many 502 error responses'))",
      cause: 'server-error',
    },
  ],
  'the patience of a tool: a first one that is long was given to it': [
    {
      text: `API Error (429 ${inAnthropic('rate_limit_error', "This request would exceed your account's rate limit.")}) · Retrying in 1500 seconds… (attempt 1/10)`,
      cause: 'plan-window',
      wait: 1500,
      tool: 'claude-code',
    },
    {
      text: `API Error (429 ${inAnthropic('rate_limit_error', "This request would exceed your account's rate limit.")}) · Retrying in 90 seconds… (attempt 7/10)`,
      cause: 'plan-window',
      wait: null,
    },
    {
      text: `API Error (429 ${inAnthropic('rate_limit_error', "This request would exceed your account's rate limit.")}) · Retrying in 1 seconds… (attempt 1/10)`,
      cause: 'plan-window',
      wait: null,
    },
  ],
  'a rate in other languages, with a wait': [
    { text: '您的请求已受到速率限制，请等待 12 秒后重试', cause: 'rate', wait: 12 },
    { text: 'Trop de requêtes. Réessayez dans 20 secondes.', cause: 'rate', wait: 20 },
    { text: 'Zu viele Anfragen. Versuchen Sie es in 30 Sekunden erneut.', cause: 'rate', wait: 30 },
    { text: 'レート制限に達しました。45秒後に再試行', cause: 'rate', wait: 45 },
    { text: 'Límite de solicitudes alcanzado. Inténtelo de nuevo en 2 minutos', cause: 'rate', wait: 120 },
    { text: '요청 한도에 도달했습니다. 30초 후 다시 시도하세요', cause: 'rate', wait: 30 },
    {
      text: 'Demasiadas solicitudes: 30 solicitudes por hora',
      cause: 'rate',
      unit: 'requests',
      window: hour,
      capacity: 30,
    },
    {
      text: 'Limit von 1.500 Tokens pro Minute überschritten, zu viele Anfragen',
      cause: 'rate',
      unit: 'tokens',
      window: 60,
      capacity: 1500,
    },
    { text: '请求受限：每小时最多 90 次', cause: 'rate', unit: 'requests', window: hour, capacity: 90 },
    { text: '1日あたり 40 リクエストの制限に達しました', cause: 'rate', unit: 'requests', window: day, capacity: 40 },
    { text: 'Превышен лимит: 25 запросов в минуту', cause: 'rate', unit: 'requests', window: 60, capacity: 25 },
  ],
  'an allowance that comes again with the day or the month': [
    { text: "429 You have exceeded today's quota for the model m-1, try it again tomorrow", cause: 'rate' },
    { text: "Today's allowance for this endpoint is used up.", cause: 'rate' },
    { text: "You've reached your monthly chat messages quota.", cause: 'plan-window' },
    { text: 'You have used up your weekly chat and agent requests limit', cause: 'plan-window' },
    { text: '今日的次数已用尽', cause: 'plan-window' },
    { text: '您已达到本周使用上限', cause: 'plan-window' },
    { text: "You've hit your weekly (Mon to Sun) quota. To go on now, upgrade your plan", cause: 'plan-window' },
    { text: 'You have reached your 7-day usage limit, or upgrade your plan', cause: 'plan-window' },
  ],
  'a tool that heads all errors of its backends alike': [
    {
      text: "LLM backend error [x]\n  status: N/A\n  reason: ConnectError('All connection attempts failed')",
      cause: 'network',
    },
    { text: "LLM backend error [x]\n  status: N/A\n  reason: WriteError('')", cause: 'network' },
    { text: 'LLM backend error [x]\n  status: 402 Payment Required', cause: 'quota-exhausted' },
  ],
  'a wait that no tool has of its own accord': [
    {
      text: 'Too Many Requests: quota exceeded [retrying in ~3 weeks attempt #2]',
      cause: 'plan-window',
      wait: 21 * day,
    },
    { text: '429 rate limit exceeded, retrying in 4 days', cause: 'plan-window', wait: 4 * day },
  ],
  'what a router of one’s own, a server of functions and an editor say': [
    { text: '503 {"detail":"503: ACME_API_KEY is not set. Add it to your .env file."}', cause: 'key-invalid' },
    {
      text: 'HTTP 404. {"title":"Not Found","detail":"Function \'01234567-89ab-cdef-0123-456789abcdef\': Not found for account \'a\'"}',
      cause: 'model-not-found',
    },
    { text: 'Connection failed. Please try again later.', cause: 'network' },
    { text: '[CLINE] stream failed: 402 {"error":"Insufficient Balance"}', cause: 'quota-exhausted', tool: 'cline' },
    { text: 'You reached your monthly limit for premium requests for Copilot.', cause: 'plan-window', tool: 'copilot' },
  ],
  'a queue, a code of its own, and a page where JSON was meant': [
    { text: 'All slots are taken. Queue position: 12', cause: 'overloaded' },
    { text: '503 Your position in the queue is 4', cause: 'overloaded' },
    {
      text: '429 {"error":{"code":"token_rate_limit_exceeded","message":"m-1 takes 3,000 tokens per minute"}}',
      cause: 'rate',
    },
    {
      text: 'Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON (502 Bad Gateway)',
      cause: 'server-error',
    },
  ],
  'who sells a model of another maker, by the name it has there': [
    {
      text: '402 Payment required for the endpoint databricks-claude-opus-9',
      cause: 'quota-exhausted',
      provider: null,
    },
    {
      text: 'together.error.AuthenticationError: Invalid API key provided',
      cause: 'key-invalid',
      provider: 'together',
    },
  ],
  'a login to GitHub, whose token is for Copilot': [
    {
      text: 'Sorry, your request failed.\nCopilot Request id: 0-0\nGH Request Id: A:B\nReason: token expired or invalid: 401',
      cause: 'key-invalid',
      detail: 'login-expired',
      tool: 'copilot',
    },
  ],
  'marks of tools': [
    { text: 'API Error: Repeated 529 Overloaded errors', cause: 'overloaded', tool: 'claude-code' },
    { text: 'API Error: Unable to connect to API (ETIMEDOUT)', cause: 'network', tool: 'claude-code' },
    {
      text: 'Your workspace has disabled API keys for Claude Code · Ask its owner',
      cause: 'forbidden',
      tool: 'claude-code',
    },
    { text: 'Claude Code token is expired.', cause: 'key-invalid', detail: 'login-expired', tool: 'claude-code' },
    {
      text: '■ unexpected status 401 Unauthorized: {"detail":"missing api key"}, url: https://api.example.com/v1/responses',
      cause: 'key-invalid',
      tool: 'codex',
    },
    {
      text: 'Your access token could not be refreshed. Sign in again.',
      cause: 'key-invalid',
      detail: 'login-expired',
      tool: 'codex',
    },
    { text: 'curl: (28) Connection timed out after 5001 milliseconds', cause: 'network', tool: 'curl' },
    { text: 'You must subscribe to a plan to use models provided by Zed.', cause: 'entitlement', tool: 'zed' },
    { text: 'KiloCode completion error: 401 Incorrect API key provided', cause: 'key-invalid', tool: 'kilo-code' },
    {
      text: '{"errorMessage":"Insufficient balance","n8nDetails":{"n8nVersion":"1.2.3"}}',
      cause: 'quota-exhausted',
      tool: 'n8n',
    },
    {
      text: 'Error in Continue server: {"message":"Incorrect API key provided"}',
      cause: 'key-invalid',
      tool: 'continue',
    },
    { text: 'Insufficient balance. Your Cline Credits balance is $-1.20', cause: 'quota-exhausted', tool: 'cline' },
    {
      text: 'litellm.RateLimitError: tokens per minute (TPM): Limit 15000, Used 11000, Requested 4500.\nThe API provider has rate limited you. Try again later or check your quotas.',
      cause: 'rate',
      tool: 'aider',
    },
    {
      text: 'litellm.BadRequestError: OpenAIException - Budget has been exceeded!',
      cause: 'spend-limit',
      provider: 'litellm',
      tool: 'litellm',
    },
    {
      text: "openai.APIStatusError: Error code: 413 - {'error': {'code': 'tokens_limit_reached', 'message': 'Request body too large for m-1. Max size: 8000 tokens.'}}",
      cause: 'request-too-large',
      provider: 'github-models',
    },
  ],
  'names that are no marks of a tool or a provider': [
    {
      text: '402 Insufficient balance\n    at f (/usr/lib/node_modules/@x/claude-code-router/dist/cli.js:1:2)',
      cause: 'quota-exhausted',
      provider: null,
    },
    {
      text: 'The other window had an unexpected status. 401 Incorrect API key provided',
      cause: 'key-invalid',
      tool: null,
    },
    {
      text: inAnthropic('api_error', 'insufficient balance (1008)'),
      cause: 'quota-exhausted',
      provider: null,
    },
    {
      text: inAnthropic('rate_limit_error', 'The engine is currently overloaded, please try again later'),
      cause: 'overloaded',
      provider: null,
    },
    { text: inAnthropic('overloaded_error', 'Overloaded'), cause: 'overloaded', provider: 'anthropic' },
    {
      text: "litellm.BadRequestError: LLM Provider NOT provided. E.g. for 'Huggingface' inference endpoints pass in `completion(model='m-9')`",
      cause: 'model-not-found',
      provider: null,
      tool: 'litellm',
    },
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
      provider: 'ollama',
    },
  ],
};
