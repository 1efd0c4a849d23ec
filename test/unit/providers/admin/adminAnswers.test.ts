import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AdminPage } from '../../../../src/providers/admin/adminClient.ts';
import * as anthropic from '../../../../src/providers/admin/anthropicAnswers.ts';
import * as openai from '../../../../src/providers/admin/openaiAnswers.ts';
import { UnexpectedAnswerError } from '../../../../src/providers/call.ts';

const names = ({
  items,
}: AdminPage<{ limits: readonly { unit: string; pool: string; window: number | null; capacity: number | null }[] }>) =>
  items.map(({ limits }) => limits.map(({ unit, pool, window, capacity }) => `${unit} ${pool} ${window} ${capacity}`));

describe('answers of OpenAI', () => {
  it('gives the limits of a project, as far as they count something of a model', () => {
    const page = openai.readProjectLimits({
      data: [
        {
          id: 'rl-1',
          model: 'gpt-4o',
          max_requests_per_1_minute: 600,
          max_tokens_per_1_minute: 150_000,
          max_images_per_1_minute: 0,
          max_audio_megabytes_per_1_minute: 1,
          max_requests_per_1_day: 200,
          batch_1_day_max_input_tokens: 1_000_000,
        },
        { id: 'rl-2', model: 'whisper-1', max_requests_per_1_minute: 0, max_tokens_per_1_minute: 0 },
      ],
      has_more: true,
      last_id: 'rl-2',
    });
    assert.deepEqual(names(page), [
      ['requests standard 60 600', 'tokens standard 60 150000', 'requests standard 86400 200'],
    ]);
    assert.equal(page.next, 'rl-2');
  });

  it('gives use by key and model, and buckets without any', () => {
    const result = {
      input_tokens: 5617,
      output_tokens: 12,
      num_model_requests: 3,
      api_key_id: 'key_1',
      model: 'gpt-5',
    };
    const page = openai.readCompletionsUsage({
      data: [
        { start_time: 1739096063, end_time: 1739145600, results: [] },
        {
          start_time: 1739145600,
          end_time: 1739182550,
          results: [result, { ...result, api_key_id: null, model: null }],
        },
      ],
      has_more: false,
      next_page: null,
    });
    assert.deepEqual(page.items[0], { from: 1739096063000, to: 1739145600000, uses: [] });
    assert.deepEqual(page.items[1]?.uses, [
      { keyId: 'key_1', model: 'gpt-5', requests: 3, input: 5617, output: 12 },
      { keyId: null, model: null, requests: 3, input: 5617, output: 12 },
    ]);
    assert.equal(page.next, null);
  });

  it('gives costs in dollars, as a number or as text, and in whatever other currency', () => {
    const cost = (value: unknown, currency = 'usd') =>
      openai.readCosts({
        data: [{ start_time: 0, end_time: 86_400, results: [{ amount: { value, currency }, project_id: 'p' }] }],
      }).items[0]?.costs[0]?.money;
    assert.deepEqual(cost(0.00016447132572501897), { amount: 0.00016447132572501897, currency: 'USD' });
    assert.deepEqual(cost('12.50', 'eur'), { amount: 12.5, currency: 'EUR' });
    assert.deepEqual([cost(-3)?.amount, cost('-12.50')?.amount], [-3, -12.5], 'what was given back');
    for (const none of ['--1', '-', Number.NaN, -Infinity]) assert.throws(() => cost(none), UnexpectedAnswerError);
  });

  it('gives a spend limit in cents', () => {
    const limit = { threshold_amount: 12_345, currency: 'USD', interval: 'month', enforcement: { status: 'inactive' } };
    const [cap] = openai.readSpendLimit(limit, 'p').items;
    assert.deepEqual(cap?.limit, { amount: 123.45, currency: 'USD' });
    assert.throws(() => openai.readSpendLimit({ ...limit, interval: 'fortnight' }, null), UnexpectedAnswerError);
  });

  it('tells a key by the end of its value', () => {
    const ending = (redacted_value: string) =>
      openai.readProjectKeys({ data: [{ id: 'key_1', name: 'CI', redacted_value }] }).items[0]?.ending;
    assert.equal(ending('sk-proj-abc...7f3a'), '7f3a');
    assert.equal(ending('sk-****7f3a'), '7f3a');
    assert.equal(ending('sk-proj-0123456789abcdef'), null, 'a whole value is kept nowhere');
  });
});

describe('answers of Anthropic', () => {
  const limits = [
    { type: 'requests_per_minute', value: 4000 },
    { type: 'input_tokens_per_minute', value: 10_000_000 },
    { type: 'input_tokens_per_minute_cache_aware', value: 2_000_000 },
    { type: 'output_tokens_per_minute', value: 800_000 },
    { type: 'tool_uses_per_second', value: 5 },
    { type: 'constructor', value: 5 },
  ];
  const expected = [
    'requests standard 60 4000',
    'input-tokens standard 60 10000000',
    'input-tokens uncached 60 2000000',
    'output-tokens standard 60 800000',
  ];

  it('gives limits in the shape since version 2026-10-21 and in the one before', () => {
    const models = ['claude-opus-5', 'claude-opus-5-20260101'];
    const group = { id: 'rlg_1', type: 'model_group', display_name: 'Claude Opus 5' };
    const others = [
      {
        type: 'rate_limit',
        group_type: 'batch',
        models: null,
        limits: [{ type: 'enqueued_batch_requests', value: 1 }],
      },
      { type: 'rate_limit', group: { id: 'rlg_2', type: 'web_search' }, models: null, limits: [] },
    ];
    for (const shape of [{ group }, { group_type: 'model_group' }, { group, group_type: 'model_group' }]) {
      const page = anthropic.readRateLimits({
        data: [...others, { type: 'rate_limit', ...shape, models, limits }],
        next_page: 'p2',
      });
      assert.deepEqual(page.items[0]?.models, models);
      assert.deepEqual(names(page), [expected]);
      assert.equal(page.next, 'p2');
    }
  });

  it('gives a workspace its own limits, which also name those of the organization', () => {
    const own = { type: 'requests_per_minute', value: 100, org_limit: null, source: { type: 'workspace' } };
    const group = { type: 'model_group', id: 'rlg_1', display_name: 'x' };
    const page = anthropic.readRateLimits({ data: [{ group, models: ['m'], limits: [own] }], next_page: null });
    assert.deepEqual(names(page), [['requests standard 60 100']]);
  });

  it('gives all input of a bucket, cached or not, and no requests', () => {
    const page = anthropic.readMessagesUsage({
      data: [
        {
          starting_at: '2026-08-01T00:00:00Z',
          ending_at: '2026-08-02T00:00:00Z',
          results: [
            {
              uncached_input_tokens: 1500,
              cache_read_input_tokens: 200,
              cache_creation: { ephemeral_1h_input_tokens: 1000, ephemeral_5m_input_tokens: 500 },
              output_tokens: 500,
              model: 'claude-opus-5',
              api_key_id: 'apikey_1',
            },
          ],
        },
      ],
      has_more: true,
      next_page: 'page_2',
    });
    assert.deepEqual(page.items[0]?.uses, [
      { keyId: 'apikey_1', model: 'claude-opus-5', requests: null, input: 3200, output: 500 },
    ]);
    assert.deepEqual([page.items[0]?.from, page.next], [Date.UTC(2026, 7, 1), 'page_2']);
  });

  it('gives costs in cents with fractions, and in a currency that has none', () => {
    const cost = (amount: unknown, currency?: string) =>
      anthropic.readCostReport({
        data: [
          {
            starting_at: '2026-08-01T00:00:00Z',
            ending_at: '2026-08-02T00:00:00Z',
            results: [{ amount, currency, workspace_id: null }],
          },
        ],
      }).items[0]?.costs[0]?.money;
    assert.ok(Math.abs((cost('123.78912')?.amount ?? 0) - 1.2378912) < 1e-12);
    assert.equal(cost('0')?.currency, 'USD');
    assert.deepEqual(cost('-250'), { amount: -2.5, currency: 'USD' }, 'what was given back');
    assert.deepEqual(cost('500', 'JPY'), { amount: 500, currency: 'JPY' });
  });

  it('gives the caps of the organization, its tier and its workspaces, in whole cents, and of no member', () => {
    const limit = { type: 'spend_limit', period: 'monthly', currency: 'USD', is_enabled: true, amount: '50000' };
    const page = anthropic.readSpendLimits({
      data: [
        { ...limit, scope: { type: 'organization' } },
        { ...limit, scope: { type: 'usage_tier' }, amount: '100000' },
        { ...limit, scope: { type: 'workspace', workspace_id: 'wrkspc_1' }, period: 'daily' },
        { ...limit, scope: { type: 'user', user_id: 'user_1' } },
        { ...limit, scope: { type: 'organization' }, amount: null },
        { ...limit, scope: { type: 'organization' }, is_enabled: false },
      ],
      next_page: null,
    });
    assert.deepEqual(
      page.items.map(({ divisionId, period, limit }) => [divisionId, period, limit?.amount]),
      [
        [null, 'month', 500],
        [null, 'month', 1000],
        ['wrkspc_1', 'day', 500],
      ],
    );
  });
});
