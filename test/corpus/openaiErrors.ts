import { type CorpusResponse, responsesOf, told } from './response.ts';

const { refusal } = responsesOf('openai');

/** The envelope of OpenAI's errors. */
function error(message: string, type: string | null, code: string | null): object {
  return { error: { message, type, param: null, code } };
}

const help = 'Visit https://platform.openai.com/account/rate-limits to learn more.';
const noQuota = 'You exceeded your current quota, please check your plan and billing details.';
const docs =
  'For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.';

export const openaiErrors: readonly CorpusResponse[] = [
  refusal('tokens a minute', {
    // (7,200 + 26,400 - 30,000) / 500 a second.
    body: error(
      `Rate limit reached for gpt-4o in organization org-Kp7 on tokens per min (TPM): Limit 30000, Used 26400, Requested 7200. Please try again in 7.2s. ${help}`,
      'tokens',
      'rate_limit_exceeded',
    ),
    failure: told('rate', 'wait', 7.2, 'tokens/60/30000'),
  }),
  refusal('tokens a minute, no time named', {
    // The bucket's own arithmetic: (4,000 - 1,000) * 60 / 40,000.
    body: error(
      'Rate limit reached for gpt-4o on tokens per min (TPM): Limit 40000, Used 39000, Requested 4000.',
      'tokens',
      'rate_limit_exceeded',
    ),
    failure: told('rate', 'wait', 4.5, 'tokens/60/40000'),
  }),
  refusal('requests a minute', {
    body: error(
      `Rate limit reached for gpt-4o-mini in organization org-Kp7 on requests per min (RPM): Limit 5, Used 5, Requested 1. Please try again in 12s. ${help}`,
      'requests',
      'rate_limit_exceeded',
    ),
    failure: told('rate', 'wait', 12, 'requests/60/5'),
  }),
  refusal('requests a day, a slot of it', {
    // One of 160 a day: 540 s, and not until tomorrow.
    body: error(
      `Rate limit reached for gpt-4.1-mini in organization org-Kp7 on requests per day (RPD): Limit 160, Used 160, Requested 1. Please try again in 9m0s. ${help}`,
      'requests',
      'rate_limit_exceeded',
    ),
    failure: told('rate', 'wait', 540, 'requests/86400/160'),
  }),
  refusal('tokens a day', {
    // 1,500 too many, one every 0.432 s.
    body: error(
      `Rate limit reached for gpt-4.1 in organization org-Kp7 on tokens per day (TPD): Limit 200000, Used 199000, Requested 2500. Please try again in 10m48s. ${help}`,
      'tokens',
      'rate_limit_exceeded',
    ),
    failure: told('rate', 'wait', 648, 'tokens/86400/200000'),
  }),
  refusal('images a minute', {
    body: error(
      `Rate limit reached for gpt-image-1 in organization org-Kp7 on input-images per min (IPM): Limit 10, Used 10, Requested 1. Please try again in 6s. ${help}`,
      'input-images',
      'rate_limit_exceeded',
    ),
    failure: told('rate', 'wait', 6, 'images/60/10'),
  }),
  refusal('images of what was sent', {
    body: error(
      'Rate limit reached for some-model in organization org-Kp7 on input-images per min: Limit 300, Used 300, Requested 1. Please try again in 200ms.',
      'input-images',
      'rate_limit_exceeded',
    ),
    failure: told('rate', 'wait', 0.2, 'images/60/300'),
  }),
  refusal('line breaks within the words', {
    body: 'Rate limit reached for gpt-4o in organization\norg-Kp7 on tokens per min\n(TPM): Limit 60000, Used 58800,\nRequested 2400. Please try again\nin 1.2s.',
    failure: told('rate', 'wait', 1.2, 'tokens/60/60000'),
  }),
  refusal('a text without an envelope', {
    body: 'Rate limit reached for gpt-4o in organization org-Kp7 on tokens per min (TPM): Limit 30000, Used 29700, Requested 450. Please try again in 300ms.',
    failure: told('rate', 'wait', 0.3, 'tokens/60/30000'),
  }),
  refusal('the wording of 2023', {
    body: error(
      'Rate limit reached for 20KTPM-100RPM in organization org-Kp7 on tokens per min. Limit: 20000 / min. Please try again in 9ms. Contact us through our help center at help.openai.com if you continue to have issues.',
      'tokens',
      null,
    ),
    failure: told('rate', 'wait', 0.009, 'tokens/60/20000'),
  }),
  refusal('the wording of 2022', {
    body: error(
      'Rate limit reached for tokens. Limit: 120000.000000 / min. Current: 131000.000000 / min.',
      'tokens',
      null,
    ),
    failure: told('rate', 'wait', null, 'tokens/60/120000'),
  }),
  refusal('a request larger than the bucket', {
    body: error(
      `Request too large for gpt-4.1 in organization org-Kp7 on tokens per min (TPM): Limit 30000, Requested 47250. The input or output tokens must be reduced in order to run successfully. ${help}`,
      'tokens',
      'rate_limit_exceeded',
    ),
    failure: told('request-too-large', 'shrink', null, 'tokens/60/30000'),
  }),
  refusal('a request larger than the bucket, in the words of a rate', {
    body: error(
      'Rate limit reached for gpt-4.1 on tokens per min (TPM): Limit 30000, Used 0, Requested 47250. Please try again in 34.5s.',
      'tokens',
      'rate_limit_exceeded',
    ),
    failure: told('request-too-large', 'shrink', null, 'tokens/60/30000'),
  }),
  refusal('a wait in milliseconds', {
    headers: { 'retry-after-ms': '1500', 'retry-after': '2' },
    body: error('Rate limit reached for requests', 'requests', 'rate_limit_exceeded'),
    failure: told('rate', 'wait', 1.5),
  }),
  refusal('a wait of no milliseconds', {
    headers: { 'retry-after-ms': '0', 'retry-after': '3' },
    body: error('Rate limit reached for requests', 'requests', 'rate_limit_exceeded'),
    failure: told('rate', 'wait', 3),
  }),
  refusal('a wait until a date', {
    headers: { date: 'Wed, 11 Nov 2026 09:30:00 GMT', 'retry-after': 'Wed, 11 Nov 2026 09:31:30 GMT' },
    body: error('Rate limit reached for requests', 'requests', 'rate_limit_exceeded'),
    failure: told('rate', 'wait', 90),
  }),
  refusal('growth that is too steep', {
    headers: { 'retry-after': '20' },
    body: error('Your traffic rose too quickly.', 'rate_limit_error', 'slow_down'),
    failure: told('ramp', 'slow-down', 20),
  }),
  refusal('no quota', {
    body: error(`${noQuota} ${docs}`, 'insufficient_quota', 'insufficient_quota'),
    failure: told('quota-exhausted', 'pay'),
  }),
  refusal('no quota, without a code', {
    body: error(noQuota, 'insufficient_quota', null),
    failure: told('quota-exhausted', 'pay'),
  }),
  refusal('no credit', {
    body: error('Your credit balance is used up.', 'insufficient_quota', 'credit_balance_exhausted'),
    failure: told('quota-exhausted', 'pay'),
  }),
  refusal('the spend limit of an organization', {
    body: error('This organization spent what it may.', 'insufficient_quota', 'organization_spend_limit_exceeded'),
    failure: told('spend-limit', 'pay'),
  }),
  refusal('the spend limit of a project', {
    body: error('This project spent what it may.', 'insufficient_quota', 'project_spend_limit_exceeded'),
    failure: told('spend-limit', 'pay'),
  }),
  refusal('the usage limit of an organization', {
    body: error('This organization used what it may.', 'insufficient_quota', 'organization_usage_limit_exceeded'),
    failure: told(['spend-limit', 'quota-exhausted'], 'pay'),
  }),
  refusal('the hard limit, of chats', {
    status: 400,
    body: error('Billing hard limit has been reached', 'invalid_request_error', 'billing_hard_limit_reached'),
    failure: told('spend-limit', 'pay'),
  }),
  refusal('the hard limit, of images', {
    status: 400,
    body: error('Billing hard limit has been reached', 'image_generation_user_error', 'billing_hard_limit_reached'),
    failure: told('spend-limit', 'pay'),
  }),
  refusal('billing that is not active', {
    body: error(
      'Your account is not active, please check your billing details on our website.',
      'billing_not_active',
      'billing_not_active',
    ),
    failure: told('quota-exhausted', 'pay'),
  }),
  refusal('a wrong key', {
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="OpenAI API"' },
    body: error(
      'Incorrect API key provided: sk-no***key. You can find your API key at https://platform.openai.com/account/api-keys.',
      'invalid_request_error',
      'invalid_api_key',
    ),
    failure: told('key-invalid', 'fix-key'),
  }),
  refusal('a key of nobody', {
    status: 401,
    body: error('You must be a member of an organization to use the API', 'invalid_request_error', null),
    failure: told(['key-invalid', 'forbidden'], 'fix-key'),
  }),
  refusal('an address that is not allowed', {
    status: 401,
    body: error('IP not authorized', 'invalid_request_error', null),
    failure: told('forbidden', 'fix-key'),
  }),
  refusal('a right that the key lacks', {
    status: 401,
    body: error(
      'You have insufficient permissions for this operation. Missing scopes: model.read.',
      'invalid_request_error',
      null,
    ),
    failure: told('forbidden', 'fix-key'),
  }),
  refusal('a place that is not served', {
    status: 403,
    body: error(
      'Country, region, or territory not supported',
      'request_forbidden',
      'unsupported_country_region_territory',
    ),
    failure: told('forbidden', 'switch'),
  }),
  refusal('no such model', {
    status: 404,
    body: error(
      'The model `gpt-9-huge` does not exist or you do not have access to it.',
      'invalid_request_error',
      'model_not_found',
    ),
    failure: told('model-not-found', 'switch'),
  }),
  refusal('a model that the project may not use', {
    status: 403,
    body: error(
      'Project `proj_Kp7` does not have access to model `gpt-4.1`',
      'invalid_request_error',
      'model_not_found',
    ),
    failure: told('model-not-found', 'switch'),
  }),
  refusal('an organization that is not verified', {
    status: 403,
    body: error(
      'Your organization must be verified to use the model `o3`.',
      'invalid_request_error',
      'model_not_found',
    ),
    failure: told('entitlement', 'switch'),
  }),
  refusal('a context that is full', {
    status: 400,
    body: error(
      'Your input exceeds the context window of this model. Please adjust your input and try again.',
      'invalid_request_error',
      'context_length_exceeded',
    ),
    failure: told('context-too-long', 'shrink'),
  }),
  refusal('a request that is wrong', {
    status: 400,
    body: error("Unknown parameter: 'temprature'.", 'invalid_request_error', 'unknown_parameter'),
    failure: told('unknown', 'report'),
  }),
  refusal('an error of the server', {
    status: 500,
    body: error('The server had an error processing your request. Sorry about that!', 'server_error', null),
    failure: told('server-error', 'wait'),
  }),
  refusal('no capacity', {
    status: 503,
    headers: { 'retry-after': '9' },
    body: error('There is no room for this model right now.', 'service_unavailable_error', 'server_is_overloaded'),
    failure: told('overloaded', 'wait', 9),
  }),
  refusal('a response that failed in its stream', {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    body: `event: response.created\ndata: {"type":"response.created","response":{"status":"in_progress","error":null}}\n\nevent: response.failed\ndata: ${JSON.stringify(
      {
        type: 'response.failed',
        response: {
          status: 'failed',
          error: {
            code: 'rate_limit_exceeded',
            message:
              'Rate limit reached for gpt-4.1 in organization org-Kp7 on tokens per min (TPM): Limit 30000, Used 29000, Requested 2500. Please try again in 3s.',
          },
        },
      },
    )}\n\n`,
    failure: told('rate', 'wait', 3, 'tokens/60/30000'),
  }),
  refusal('an error event in its stream', {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    body: `event: response.created\ndata: {"type":"response.created","response":{"status":"in_progress","error":null}}\n\nevent: error\ndata: ${JSON.stringify(
      {
        type: 'error',
        code: 'rate_limit_exceeded',
        message:
          'Rate limit reached for gpt-4.1 on requests per min (RPM): Limit 10, Used 10, Requested 1. Please try again in 6s.',
        param: null,
        sequence_number: 4,
      },
    )}\n\n`,
    failure: told('rate', 'wait', 6, 'requests/60/10'),
  }),
  refusal('no room for flexible requests', {
    body: error('There are not enough resources for this request now.', 'invalid_request_error', 'flex_unavailable'),
    failure: told('overloaded', 'wait'),
  }),
  refusal('no room for flexible requests, by an older code', {
    body: error('Resource unavailable', 'resource_unavailable', 'resource_unavailable'),
    failure: told('overloaded', 'wait'),
  }),
  refusal('no capacity, by a newer code', {
    status: 503,
    body: error('Please come back later.', 'service_unavailable_error', 'server_overloaded'),
    failure: told('overloaded', 'wait'),
  }),
  refusal('the budget of a session', {
    body: error('This session spent what it may.', 'insufficient_quota', 'session_budget_exceeded'),
    failure: told(['spend-limit', 'quota-exhausted'], 'pay'),
  }),
  refusal('a feature for verified organizations', {
    status: 400,
    body: error(
      'Your organization must be verified to generate reasoning summaries. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization.',
      'invalid_request_error',
      'unsupported_value',
    ),
    failure: told('entitlement', 'switch'),
  }),
  refusal('a status and nothing else', { failure: told('unknown', 'report') }),
];
