import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MINUTE } from '../../../src/core/model/limit.ts';
import { Account } from '../../../src/simulator/account.ts';
import { agentSessions } from '../../../src/simulator/agentLoad.ts';
import { demoLoads } from '../../../src/simulator/demoLoads.ts';
import { type Load, loadRequests } from '../../../src/simulator/load.ts';
import type { LoadRequest } from '../../../src/simulator/loadRequest.ts';
import { defaultModels } from '../../../src/simulator/models.ts';
import { seededRandom } from '../../../src/simulator/random.ts';
import { parseTrace, traceText } from '../../../src/simulator/trace.ts';

const MINUTES = 60_000;

function accountWith(...loads: Load[]): Account {
  const account = new Account(defaultModels, 0);
  account.setLoad(0, loads);
  return account;
}

function taken<T>(count: number, items: Iterable<T>): T[] {
  const list: T[] = [];
  for (const item of items) if (list.push(item) === count) break;
  return list;
}

function first(count: number, load: Load): LoadRequest[] {
  return taken(count, loadRequests(load));
}

function sessions(count: number, seed = 3) {
  return taken(count, agentSessions(seededRandom(seed)));
}

const loads = fc.oneof(
  fc.record({
    kind: fc.constant('steady' as const),
    model: fc.constant('gpt-5'),
    requestsPerMinute: fc.integer({ min: 1, max: 200 }),
    inputTokens: fc.integer({ min: 1, max: 60_000 }),
  }),
  fc.record({
    kind: fc.constant('agent' as const),
    model: fc.constantFrom('gpt-5', 'claude-opus-5', 'claude-sonnet-5'),
    seed: fc.nat(),
    agents: fc.integer({ min: 1, max: 4 }),
    speed: fc.constantFrom(1, 3),
  }),
  fc.record({
    kind: fc.constant('other' as const),
    model: fc.constantFrom('gpt-5-mini', 'claude-haiku-4-5'),
    seed: fc.nat(),
    scale: fc.constantFrom(0.5, 2),
  }),
);

test('looking in between never changes what is left in the end, not even in the last bit', () => {
  const looks = fc.array(fc.integer({ min: 0, max: 10 * MINUTES }), { maxLength: 30 });
  fc.assert(
    fc.property(loads, looks, (load, times) => {
      const watched = accountWith(load);
      const unwatched = accountWith(load);
      for (const at of times.sort((a, b) => a - b)) {
        for (const { limit } of watched.limiterAt(at, load.model)?.buckets ?? []) {
          watched.trueLevel(at, load.model, limit.unit, limit.window, limit.pool);
        }
        watched.loadStatistics(at);
      }
      const end = 10 * MINUTES;
      for (const { unit, window, pool } of defaultModels.find(({ id }) => id === load.model)?.limits ?? []) {
        assert.equal(
          watched.trueLevel(end, load.model, unit, window, pool),
          unwatched.trueLevel(end, load.model, unit, window, pool),
        );
      }
      assert.deepEqual(watched.loadStatistics(end), unwatched.loadStatistics(end));
    }),
    { numRuns: 60 },
  );
});

test('one seed is one course, another seed another; times never go back', () => {
  fc.assert(
    fc.property(loads, (load) => {
      const requests = first(80, load);
      assert.equal(requests.length, 80);
      assert.deepEqual(first(80, load), requests);
      if (load.kind !== 'steady') assert.notDeepEqual(first(80, { ...load, seed: load.seed + 1 }), requests);
      requests.forEach((request, index) => {
        assert.ok(request.at >= (requests[index - 1]?.at ?? 0));
        assert.ok(request.cached <= request.input);
      });
    }),
    { numRuns: 40 },
  );
});

test('a steady load takes what it says', () => {
  const account = accountWith({ kind: 'steady', model: 'gpt-5', requestsPerMinute: 60, inputTokens: 20_000 });
  assert.equal(account.trueLevel(999, 'gpt-5', 'tokens', MINUTE), 500_000);
  assert.equal(account.trueLevel(1_000, 'gpt-5', 'tokens', MINUTE), 480_000);
  const level = account.trueLevel(10_000, 'gpt-5', 'tokens', MINUTE);
  assert.ok(Math.abs(level - (480_000 + 9 * (500_000 / 60 - 20_000))) < 1e-6);
  account.loadStatistics(10 * MINUTES);
  const { admitted, refused, lastRefusedAt } = account.loadStatistics(10 * MINUTES);
  assert.equal(admitted + refused, 600);
  // What 600 s refill and the bucket held at first, in requests of 20,000 tokens.
  assert.equal(admitted, Math.floor((500_000 + (599 * 500_000) / 60) / 20_000));
  assert.ok(lastRefusedAt !== null && lastRefusedAt > 9 * MINUTES);
});

test('a script sends what it says and no more; a load that begins later sends the same, later', () => {
  const requests = [1, 4.5].map((at) => ({ at, input: 1_000, cached: 0, output: 10, took: 1 }));
  const account = accountWith({ kind: 'script', model: 'gpt-5', requests });
  assert.deepEqual(
    [999, 1_000, 4_499, 4_500, 600_000].map((at) => account.loadStatistics(at).admitted),
    [0, 1, 1, 2, 2],
  );
  const agent = { kind: 'agent', model: 'gpt-5' } as const;
  const later = first(20, { ...agent, after: 90 });
  assert.deepEqual(
    later.map(({ at }) => at),
    first(20, agent).map(({ at }) => 90 + at),
  );
});

test('an agent re-sends a growing context, most of it cached, and begins anew', () => {
  const [session = [], next = []] = sessions(2);
  assert.ok(session.length > 5);
  assert.equal(session[0]?.cached_prefix_tokens, 0);
  session.slice(1).forEach((row, index) => {
    const before = session[index];
    assert.ok(before);
    assert.ok(row.input_tokens > before.input_tokens);
    assert.ok(before.input_tokens - row.cached_prefix_tokens < 64 && row.cached_prefix_tokens % 64 === 0);
    assert.ok(row.t_s - before.t_s >= 4.9);
  });
  assert.ok((next[0]?.input_tokens ?? Infinity) < (session.at(-1)?.input_tokens ?? 0));
});

for (const load of demoLoads) {
  const model = load.kind === 'idle' ? '' : load.model;
  test(`the demo's agent on ${model} empties the bucket, is refused, and the level comes back, within four minutes`, () => {
    const account = accountWith(load);
    const unit = model.startsWith('claude') ? 'input-tokens' : 'tokens';
    const capacity = account.limiterAt(0, model)?.bucket(unit, MINUTE)?.limit.capacity ?? Number.NaN;
    const levels: number[] = [];
    let refusedAt = Infinity;
    for (let at = 0; at <= 4 * MINUTES; at += 1_000) {
      levels.push(account.trueLevel(at, model, unit, MINUTE) / capacity);
      refusedAt = Math.min(refusedAt, account.loadStatistics(at).lastRefusedAt ?? Infinity);
    }
    assert.ok(refusedAt < 2 * MINUTES, `refused first after ${refusedAt} ms`);
    assert.ok(Math.min(...levels) < 0.2);
    assert.ok(Math.max(...levels.slice(Math.ceil(refusedAt / 1000))) > 0.9);
    assert.ok(account.loadStatistics(4 * MINUTES).refused < account.loadStatistics(4 * MINUTES).admitted / 2);
  });
}

test('an Anthropic load gives back what was estimated too high, and pays for output as it is produced', () => {
  const session = [
    'trace,t_s,input_tokens,cached_prefix_tokens,output_tokens,api_time_s',
    'a,0,10000,0,4000,8',
    'a,400,11000,9000,1,1',
  ];
  const account = accountWith({ kind: 'trace', model: 'claude-sonnet-5', sessions: parseTrace(session.join('\n')) });
  const input = (at: number) => account.trueLevel(at, 'claude-sonnet-5', 'input-tokens', MINUTE);
  const output = (at: number) => account.trueLevel(at, 'claude-sonnet-5', 'output-tokens', MINUTE);
  assert.equal(input(0), 19_000, 'estimated 11,000');
  assert.equal(output(1_999), 8_000);
  assert.equal(output(2_000), 7_000);
  assert.ok(Math.abs(input(7_999) - (19_000 + 7.999 * 500)) < 1e-6);
  assert.ok(Math.abs(input(8_000) - (20_000 + 8 * 500)) < 1e-6, 'true are 10,000');
  assert.ok(Math.abs(output(8_000) - (4_000 + 6 * (8_000 / 60))) < 1e-6);
});

test('OpenAI counts the whole context, Anthropic only what is not cached, and after five minutes all of it', () => {
  const csv = (pause: number) =>
    parseTrace(`trace,t_s,input_tokens,cached_prefix_tokens,output_tokens\na,0,5000,0,1\na,${pause},6000,5000,1`);
  const requests = (pause: number) => first(2, { kind: 'trace', model: 'gpt-5', sessions: csv(pause) });
  assert.deepEqual(
    requests(30).map(({ input, cached }) => [input, cached]),
    [
      [5000, 0],
      [6000, 5000],
    ],
  );
  assert.deepEqual(
    requests(301).map(({ input, cached }) => [input, cached]),
    [
      [5000, 0],
      [6000, 0],
    ],
  );
});

test('a trace survives being written and read', () => {
  const written = sessions(3);
  assert.deepEqual(parseTrace(traceText(written)), written);
  assert.deepEqual(parseTrace(traceText(written).replaceAll('\n', '\r\n')), written);
});

test('a file that is not a trace is refused with a reason', () => {
  assert.throws(() => parseTrace('a,b\n1,2'), /no column trace, t_s, input_tokens, output_tokens/);
  assert.throws(() => parseTrace('trace,t_s,input_tokens,output_tokens\n'), /no rows/);
  assert.throws(
    () => parseTrace('trace,t_s,input_tokens,output_tokens\na,0,many,3'),
    /line 2 .* input_tokens is "many"/,
  );
  assert.throws(() => parseTrace('trace,t_s,input_tokens,output_tokens\na,-1,3,3'), /t_s is "-1"/);
});

test('a load that makes no sense is refused, and the one before goes on', () => {
  const account = accountWith({ kind: 'steady', model: 'gpt-5', requestsPerMinute: 60, inputTokens: 9 });
  assert.throws(
    () => account.setLoad(0, [{ kind: 'other', model: 'gpt-0' }]),
    /unknown model "gpt-0"; known are gpt-5,/,
  );
  for (const speed of [0, -1, Number.NaN, Infinity]) {
    assert.throws(() => account.setLoad(0, [{ kind: 'other', model: 'gpt-5', speed }]), /speed of the load/);
  }
  assert.equal(account.loadStatistics(10_000).admitted, 10);
  account.setLoad(10_000, [{ kind: 'idle' }]);
  assert.equal(account.loadStatistics(90_000).admitted, 10);
});
