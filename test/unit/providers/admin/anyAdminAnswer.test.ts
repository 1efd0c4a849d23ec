import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AdminPage } from '../../../../src/providers/admin/adminClient.ts';
import * as anthropic from '../../../../src/providers/admin/anthropicAnswers.ts';
import * as openai from '../../../../src/providers/admin/openaiAnswers.ts';
import { UnexpectedAnswerError } from '../../../../src/providers/call.ts';
import { fc } from '../../core/fastCheck.ts';

const readers: Readonly<Record<string, (body: unknown) => AdminPage<unknown>>> = {
  ...Object.fromEntries(Object.entries(openai).map(([name, read]) => [name, (body: unknown) => read(body, null)])),
  ...anthropic,
};

/** What fields may hold besides what they should. */
const strange = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    Number.NaN,
    Infinity,
    -Infinity,
    -1,
    1e300,
    1e16,
    -0,
    '',
    '-5',
    'NaN',
    '1e999',
    true,
    {},
    [],
  ),
  fc.string(),
  fc.double(),
  fc.jsonValue(),
);
const amounts = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 1e9 }) }, { weight: 1, arbitrary: strange });
const row = fc.record({
  id: fc.oneof(fc.constant('id'), strange),
  name: strange,
  model: fc.oneof(fc.constant('gpt-5'), strange),
  models: fc.oneof(fc.constant(['m']), strange),
  group: fc.oneof(fc.constant({ type: 'model_group' }), strange),
  limits: fc.array(
    fc.record({ type: fc.constantFrom('requests_per_minute', 'tokens_per_day', '__proto__'), value: amounts }),
  ),
  max_requests_per_1_minute: amounts,
  max_tokens_per_1_minute: amounts,
  scope: fc.oneof(fc.constant({ type: 'organization' }), strange),
  period: fc.oneof(fc.constantFrom('daily', 'monthly', 'constructor'), strange),
  amount: fc.oneof(fc.integer({ min: 0, max: 1e9 }).map(String), fc.constant({ value: 1, currency: 'usd' }), strange),
  currency: fc.oneof(fc.constantFrom('USD', 'jpy', 'XXX', 'dollars'), strange),
  period_to_date_spend: fc.oneof(fc.integer({ min: 0 }).map(String), strange),
  threshold_amount: amounts,
  interval: fc.constantFrom('month', 'week'),
  start_time: amounts,
  end_time: amounts,
  starting_at: fc.oneof(fc.constant('2026-08-01T00:00:00Z'), strange),
  ending_at: fc.oneof(fc.constant('2026-08-02T00:00:00Z'), strange),
  input_tokens: amounts,
  output_tokens: amounts,
  num_model_requests: amounts,
  uncached_input_tokens: amounts,
  cache_creation: fc.oneof(fc.constant({ ephemeral_1h_input_tokens: 1 }), strange),
  results: fc.oneof(
    fc.array(
      fc.record({
        input_tokens: amounts,
        output_tokens: amounts,
        num_model_requests: amounts,
        uncached_input_tokens: amounts,
        amount: fc.oneof(amounts.map(String), fc.record({ value: amounts, currency: fc.constantFrom('usd', 'EURO') })),
        currency: fc.constantFrom('USD', 'EUR'),
      }),
    ),
    strange,
  ),
});
const pages = fc.record({
  data: fc.oneof({ weight: 4, arbitrary: fc.array(row, { maxLength: 2 }) }, { weight: 1, arbitrary: strange }),
  has_more: strange,
  next_page: strange,
  last_id: strange,
});
const bodies = fc.oneof(strange, row, { weight: 6, arbitrary: pages });

test('whatever comes is read as amounts from 0 on, or called what it is not', () => {
  let read = 0;
  fc.assert(
    fc.property(bodies, fc.constantFrom(...Object.keys(readers)), (body, name) => {
      let page: AdminPage<unknown>;
      try {
        page = readers[name]?.(body) ?? assert.fail(name);
      } catch (error) {
        assert.ok(error instanceof UnexpectedAnswerError, `${name}: ${error}`);
        return;
      }
      read++;
      assert.ok(page.next === null || (page.next !== '' && page.next.length <= 4000));
      for (const amount of numbersIn(page.items)) assert.ok(amount >= 0 && amount <= 1e19, `${name}: ${amount}`);
    }),
    { numRuns: 3000 },
  );
  assert.ok(read > 300, `only ${read} were read`);
});

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

test('an answer of another shape is not taken for one that holds nothing', () => {
  for (const [name, read] of Object.entries(readers))
    for (const body of [
      '<html>',
      null,
      [],
      {},
      { data: null },
      { data: {} },
      { data: 'none' },
      { items: [] },
      { data: [1] },
    ])
      assert.throws(() => read(body), UnexpectedAnswerError, `${name} ${JSON.stringify(body)}`);
});
