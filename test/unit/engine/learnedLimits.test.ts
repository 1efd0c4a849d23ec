import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf } from '../../../src/core/causes/failureOf.ts';
import type { ProviderResponse } from '../../../src/core/dialects/response.ts';
import { DAY, MINUTE } from '../../../src/core/model/limit.ts';
import type { ProviderId } from '../../../src/core/model/provider.ts';
import { failed, key, stage } from './stage.ts';

const date = 'Sat, 01 Aug 2026 14:35:11 GMT';

function quota(...violations: readonly { id: string; metric: string; value: string }[]): ProviderResponse['body'] {
  const prose = violations.map(
    ({ metric, value }) =>
      `\n* Quota exceeded for metric: generativelanguage.googleapis.com/${metric}, limit: ${value}`,
  );
  const message = `You exceeded your current quota, please check your plan and billing details. ${prose.join('')}\nPlease retry in 36.4s.`;
  const details = [
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: violations.map(({ id, metric, value }) => ({
        quotaMetric: `generativelanguage.googleapis.com/${metric}`,
        quotaId: id,
        quotaDimensions: { location: 'global', model: 'm' },
        quotaValue: value,
      })),
    },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '36s' },
  ];
  return [{ error: { code: 429, message, status: 'RESOURCE_EXHAUSTED', details } }];
}

const perDay = {
  id: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier',
  metric: 'generate_content_free_tier_requests',
  value: '250',
};
const perMinute = {
  id: 'GenerateContentPaidTierInputTokensPerModelPerMinute',
  metric: 'generate_content_paid_tier_input_token_count',
  value: '1000000',
};

function router(message: string, limit: string, remaining: string, reset: number): ProviderResponse['body'] {
  const headers = { 'X-RateLimit-Limit': limit, 'X-RateLimit-Remaining': remaining, 'X-RateLimit-Reset': `${reset}` };
  return { error: { message, code: 429, metadata: { headers } } };
}

const inAMinute = Date.UTC(2026, 7, 1, 14, 36, 0);
const tomorrow = Date.UTC(2026, 7, 2);

/** Refusals that name a limit which no header tells, and what is known then: unit, window, capacity; seconds to wait. */
const refusals: readonly {
  readonly what: string;
  readonly provider: ProviderId;
  readonly response: Partial<ProviderResponse>;
  readonly learnt: readonly [string, number | null, number] | null;
  readonly wait: number;
}[] = [
  {
    what: 'tokens of a minute',
    provider: 'gemini',
    response: { body: quota(perMinute) },
    learnt: ['input-tokens', MINUTE, 1_000_000],
    wait: 36.4,
  },
  {
    what: 'requests of a day',
    provider: 'gemini',
    response: { body: quota(perDay) },
    learnt: ['requests', DAY, 250],
    wait: 36.4,
  },
  {
    what: 'both, where the day holds back for longer',
    provider: 'gemini',
    response: { body: quota(perMinute, perDay) },
    learnt: ['requests', DAY, 250],
    wait: 36.4,
  },
  {
    what: 'free models of a day',
    provider: 'openrouter',
    response: { body: router('Rate limit exceeded: free-models-per-day. Add 10 credits', '50', '0', tomorrow) },
    learnt: ['requests', DAY, 50],
    wait: 33_889,
  },
  {
    what: 'free models of a minute',
    provider: 'openrouter',
    response: { body: router('Rate limit exceeded: free-models-per-min. ', '20', '0', inAMinute) },
    learnt: ['requests', MINUTE, 20],
    wait: 49,
  },
  {
    what: 'no word on what is limited',
    provider: 'openrouter',
    response: { body: router('Rate limit exceeded', '20', '0', inAMinute) },
    learnt: ['requests', null, 20],
    wait: 49,
  },
  {
    what: 'requests of a model and day',
    provider: 'github-models',
    response: {
      headers: { date, 'x-ratelimit-type': 'UserByModelByDay', 'x-ratelimit-timeremaining': '5631' },
      body: {
        error: {
          code: 'RateLimitReached',
          message:
            'Rate limit of 50 per 86400s exceeded for UserByModelByDay. Please wait 5631 seconds before retrying.',
        },
      },
    },
    learnt: ['requests', DAY, 50],
    wait: 5_631,
  },
  {
    what: 'requests of a minute',
    provider: 'moonshot',
    response: {
      body: { error: { message: 'request reached organization max RPM: 3, please try again after 1 seconds' } },
    },
    learnt: ['requests', MINUTE, 3],
    wait: 1,
  },
  {
    what: 'queries of a minute, and when to try again',
    provider: 'together',
    response: {
      headers: { date, 'x-ratelimit-reset': '7' },
      body: { error: { message: 'The maximum rate limit for this model is 6.0 queries per minute.' } },
    },
    learnt: ['requests', MINUTE, 6],
    wait: 7,
  },
  {
    what: 'a rate that moves, of which only the wait is told',
    provider: 'together',
    response: {
      headers: { date, 'x-ratelimit-reset': '7' },
      body: { error: { message: 'Request rate limited.', error_type: 'dynamic_token_limited' } },
    },
    learnt: null,
    wait: 7,
  },
];

for (const { what, provider, response, learnt, wait } of refusals) {
  test(`learnt from a refusal of ${provider}: ${what}`, async () => {
    const failure = failureOf({ status: 429, headers: { date }, body: {}, ...response });
    const parts = stage({ keys: [key({ provider, models: ['m'] })] });
    parts.provider.script = { failure };
    await parts.clock.pass(3);
    void parts.engine.ask({ type: 'check-now', keyId: null });
    await parts.clock.pass(0.1);
    const { status, models } = parts.only();
    assert.deepEqual(
      models[0]?.limits.map(({ unit, window, capacity }) => [unit, window, capacity]),
      learnt ? [learnt] : [],
    );
    for (const { level, state } of models[0]?.limits ?? []) {
      assert.equal(state, 'empty');
      assert.ok(level && level.estimate <= 1 + (learnt?.[2] ?? 0) / 100, JSON.stringify(level));
    }
    assert.equal(status, 'waiting');
    assert.ok(Math.abs((models[0]?.failure?.wait ?? 0) - wait) < 0.2, `${models[0]?.failure?.wait} s`);
  });
}

test('what was learnt stays known when the wait is over, with a level that nobody knows', async () => {
  const parts = stage({ keys: [key({ provider: 'gemini', models: ['m'] })] });
  parts.provider.script = { failure: failureOf({ status: 429, headers: { date }, body: quota(perMinute) }) };
  await parts.clock.pass(3);
  void parts.engine.ask({ type: 'check-now', keyId: null });
  await parts.clock.pass(1);
  parts.provider.script = {};
  await parts.clock.pass(300);
  const { models, status } = parts.only();
  assert.equal(status, 'ok');
  assert.deepEqual(
    models[0]?.limits.map(({ capacity, level, state }) => [capacity, level, state]),
    [[1_000_000, null, 'unknown']],
  );
});

test('that the provider accepts the key says nothing of a limit that has refused', async () => {
  const parts = stage({ keys: [key({ provider: 'gemini', models: ['m'] })] });
  const refusal = failureOf({ status: 429, headers: { date }, body: quota(perDay) });
  parts.provider.script = { failure: refusal };
  await parts.clock.pass(3);
  void parts.engine.ask({ type: 'check-now', keyId: null });
  await parts.clock.pass(1);
  assert.ok(parts.only().models[0]?.failure);
  const account = { kind: 'key', provider: 'gemini', keyId: 'k' } as const;
  const look = { kind: 'key-check', source: 'probe', account, receivedAt: parts.clock.now() } as const;
  parts.engine.observe({ ...look, failure: null });
  const [model] = parts.only().models;
  assert.deepEqual([model?.failure?.failure, model?.limits[0]?.state], [refusal, 'empty']);
  assert.equal(parts.only().status, 'waiting');
  parts.engine.observe({ ...look, failure: failed('key-invalid') });
  assert.equal(parts.only().status, 'refused');
});
