import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cause } from '../../../../src/core/model/failure.ts';
import type { AdminClient } from '../../../../src/providers/admin/adminClient.ts';
import type { Answer } from '../../../../src/simulator/answers.ts';
import { AdminSource } from '../../../../src/sources/admin/adminSource.ts';
import { askCursor } from '../../../../src/sources/admin/cursorApi.ts';
import { memoryTimes } from '../../../support/memoryTimes.ts';
import { DrivenClock } from '../../engine/drivenClock.ts';
import { adminStage, noon, organization } from './adminStage.ts';

const HOUR = 3600;

/** What stands in the way of one part, at its path. */
const faults: readonly (readonly [Answer, Cause])[] = [
  [{ kind: 'wrong-address' }, 'wrong-address'],
  [{ kind: 'forbidden' }, 'forbidden'],
  [{ kind: 'web-page' }, 'unknown'],
  [{ kind: 'other-shape' }, 'unknown'],
  [{ kind: 'bad-request' }, 'unknown'],
  [{ kind: 'not-json' }, 'server-error'],
  [{ kind: 'server-error' }, 'server-error'],
  [{ kind: 'cut-off' }, 'network'],
  [{ kind: 'no-answer' }, 'network'],
  [{ kind: 'redirect', to: 'http://127.0.0.1:9' }, 'unknown'],
];
/** A refusal of rights, an answer that is none, and trouble. */
const some = faults.filter(([{ kind }]) => kind === 'forbidden' || kind === 'web-page' || kind === 'server-error');
const places = [
  ['openai', '/v1/organization/costs', 'costs', faults],
  ['openai', '/v1/organization/usage/completions', 'usage', some],
  ['openai', '/v1/organization/projects/proj_team/rate_limits', 'limits', some],
  ['openai', '/v1/organization/spend_limit', 'spend-limits', some],
  ['anthropic', '/v1/organizations/cost_report', 'costs', some],
  ['anthropic', '/v1/organizations/rate_limits', 'limits', faults],
  ['anthropic', '/v1/organizations/spend_limits', 'spend-limits', some],
] as const;

for (const [provider, path, part, tried] of places) {
  test(`whatever stands in the way of ${path} is told of that part alone, with its cause`, async () => {
    for (const [answer, cause] of tried) {
      await using stage = await adminStage({ provider });
      stage.simulator.setAnswer(answer, { path });
      await stage.pass(HOUR / 2);
      const missing = stage.of('missing');
      assert.deepEqual(
        [...new Set(missing.map((one) => `${one.part} ${one.failure.cause}`))],
        [`${part} ${cause}`],
        JSON.stringify([answer, missing]),
      );
      assert.ok((missing[0]?.retryIn ?? 0) >= 60);
      const told = new Set(stage.observations.map((one) => ('part' in one ? `${one.kind} ${one.part}` : one.kind)));
      const others = ['limits', 'usage', 'money costs', 'money spend-limits'].filter((one) => !one.endsWith(part));
      for (const other of others) assert.ok(told.has(other), `${other} in spite of ${answer.kind} at ${path}`);
    }
  });
}

test('a project whose limits cannot be had leaves those of the others', async () => {
  await using stage = await adminStage();
  stage.simulator.setAnswer({ kind: 'forbidden' }, { path: '/v1/organization/projects/proj_default/rate_limits' });
  await stage.pass(HOUR / 2);
  assert.deepEqual([...new Set(stage.of('limits').map(({ name }) => name))], ['Team']);
  assert.deepEqual(
    stage.of('missing').map(({ part }) => part),
    ['limits'],
  );
});

test('a first question that nobody answers leaves no key without its name', async () => {
  const load = { kind: 'steady', model: 'gpt-5', requestsPerMinute: 6, inputTokens: 1000 } as const;
  await using stage = await adminStage({ load });
  stage.simulator.setAnswer({ kind: 'no-answer' }, { times: 1 });
  await stage.pass(HOUR / 2);
  const use = stage.of('usage').findLast(({ span }) => span === 'hour');
  assert.deepEqual(
    use?.uses.map(({ key }) => key?.name),
    ['Own key'],
  );
});

test('lists without end are left, and the rest stands', async () => {
  const clock = new DrivenClock();
  const answered = <T>(items: readonly T[], next: string | null) => ({
    page: { items, next },
    failure: null,
    date: null,
  });
  let page = 0;
  const endless = async () => answered([], String(page++));
  const client: AdminClient = {
    id: 'openai',
    keyPage: '',
    offersReadOnly: true,
    divisionScope: 'project',
    divisions: async () => answered([], null),
    limits: (division) => (division ? null : endless),
    keys: () => null,
    spendLimits: () => [async () => answered([], null), endless],
    usage: () => endless,
    costs: () => async () => answered([], null),
  };
  const told: string[] = [];
  const source = new AdminSource({
    askCursor,
    clock,
    wall: () => noon + clock.now(),
    random: () => 0.5,
    asked: memoryTimes(),
    clientOf: async () => client,
    access: async () => ({ apiKey: 'sk-admin-simulator', baseUrl: 'https://api.example.com' }),
  });
  source.start((one) => told.push(one.kind === 'missing' ? `no ${one.part}: ${one.failure.message}` : one.kind));
  source.watch([organization()]);
  await clock.pass(6 * HOUR);
  source.dispose();
  assert.deepEqual(
    new Set(told),
    new Set(['money', 'no usage: The answer has more than 20 pages', 'no limits: The answer has more than 20 pages']),
  );
});

test('a clock that is off by days asks for the same time, and tells of it by that clock', async () => {
  const load = { kind: 'steady', model: 'gpt-5', requestsPerMinute: 6, inputTokens: 1000 } as const;
  const right = await adminStage({ load });
  await right.pass(HOUR / 2);
  const expected = right.of('usage').findLast(({ span }) => span === 'hour');
  await right.close();
  for (const wallAhead of [-2 * 86_400_000, 3 * HOUR * 1000, 40 * 86_400_000]) {
    await using wrong = await adminStage({ load, wallAhead });
    await wrong.pass(HOUR / 2);
    const use = wrong.of('usage').findLast(({ span }) => span === 'hour');
    assert.deepEqual(use?.uses, expected?.uses);
    // The provider's date has whole seconds.
    assert.ok(Math.abs((use?.to ?? 0) - wallAhead - (expected?.to ?? 0)) <= 1000);
    const money = wrong.of('money').findLast(({ part }) => part === 'costs')?.money[0];
    assert.ok(money?.kind === 'spend' && money.until !== null);
    assert.ok(Math.abs(money.until - wallAhead - Date.UTC(2026, 11)) <= 1000);
  }
});

test('the first report after a check is asked for by the clock of its answer, however long ago it came', async () => {
  const load = { kind: 'steady', model: 'gpt-5', requestsPerMinute: 6, inputTokens: 1000 } as const;
  await using stage = await adminStage({ load, lag: 0, wallAhead: 3 * HOUR * 1000, isChecked: true });
  await stage.pass(1);
  const [use] = stage.of('usage');
  assert.ok((use?.uses[0]?.requests ?? 0) >= 5, JSON.stringify(use));
  const behind = noon + 60_000 + 3 * HOUR * 1000 - (use?.to ?? 0);
  assert.ok(Math.abs(behind) <= 60_000, `${behind} ms behind`);
});

test('a client that cannot be loaded, a storage that fails, hangs or holds nothing: the part is missing, and is tried again', async () => {
  const never = () => new Promise<never>(() => {});
  const fails = async () => {
    throw new Error('locked');
  };
  for (const [clientOf, access] of [
    [fails, never],
    [async () => ({}) as never, fails],
    [never, never],
    [async () => null as never, async () => null],
  ] as const) {
    const clock = new DrivenClock();
    const causes: string[] = [];
    const source = new AdminSource({
      askCursor,
      clock,
      wall: () => noon + clock.now(),
      random: () => 0.5,
      asked: memoryTimes(),
      clientOf,
      access,
    });
    source.start((one) => causes.push(one.kind === 'missing' ? one.failure.cause : one.kind));
    source.watch([organization()]);
    await clock.pass(2 * HOUR);
    source.dispose();
    assert.ok(causes.length > 0 || clientOf === never, 'somebody is told');
    assert.deepEqual([...new Set(causes)], clientOf === never ? [] : ['own-fault']);
  }
});
