import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadKey } from '../../../../src/simulator/load.ts';
import { adminStage, noon } from './adminStage.ts';

const HOUR = 3600;

const steady = (model: string, key: LoadKey = 'own') =>
  ({ kind: 'steady', model, requestsPerMinute: 6, inputTokens: 1000, outputTokens: 100, key }) as const;

/** What the simulated organizations have. */
const expected = {
  openai: {
    model: 'gpt-5',
    scopes: ['project Default project', 'project Team'],
    limits: ['requests standard 60 500', 'tokens standard 60 500000'],
    costs: ['organization null month', 'organization null day', 'project Default project month', 'project Team month'],
    caps: ['null month 500', 'Default project month 200'],
  },
  anthropic: {
    model: 'claude-opus-5',
    scopes: ['organization null', 'workspace Team'],
    limits: ['requests standard 60 1000', 'input-tokens uncached 60 2000000', 'output-tokens standard 60 400000'],
    costs: ['organization null month', 'organization null day', 'workspace Own month', 'workspace Team month'],
    // Of the usage tier's cap and the organization's own, the lower one.
    caps: ['null month 500', 'Team month 200'],
  },
} as const;

for (const provider of ['openai', 'anthropic'] as const) {
  const { model, scopes, limits, costs, caps } = expected[provider];
  const load = [steady(model), steady(model, 'colleague')];

  test(`limits of every model and use by key and model are told within half an hour (${provider})`, async () => {
    await using stage = await adminStage({ provider, load });
    await stage.pass(HOUR / 2);
    assert.deepEqual(stage.of('missing'), []);
    assert.deepEqual([...new Set(stage.of('limits').map(({ scope, name }) => `${scope} ${name}`))], scopes);
    const told = stage.of('limits').find(({ models }) => models.includes(model))?.limits ?? [];
    assert.deepEqual(
      told.map(({ unit, pool, window, capacity }) => `${unit} ${pool} ${window} ${capacity}`),
      limits,
    );
    const use = stage.of('usage').findLast(({ span }) => span === 'hour');
    assert.deepEqual(use?.uses.map((one) => [one.model, one.key?.name, one.key?.ending]).sort(), [
      [model, 'Colleague', 'c0de'],
      [model, 'Own key', 'ator'],
    ]);
    assert.equal(use?.uses[0]?.requests === null, provider === 'anthropic');
    assert.deepEqual(new Set(stage.of('usage').map(({ span }) => span)), new Set(['hour', 'day', 'month']));
  });

  test(`costs and caps of an organization and its parts are told within half an hour (${provider})`, async () => {
    await using stage = await adminStage({ provider, load });
    await stage.pass(HOUR / 2);
    const spends = (part: string) =>
      (stage.of('money').findLast((one) => one.part === part)?.money ?? []).filter((one) => one.kind === 'spend');
    assert.deepEqual(
      spends('costs').map(({ scope, name, period }) => `${scope} ${name} ${period}`),
      costs,
    );
    assert.ok(
      spends('costs').every(({ spent, limit }) => spent && spent.amount > 0 && spent.currency === 'USD' && !limit),
    );
    assert.deepEqual(
      spends('spend-limits').map(({ name, period, limit }) => `${name} ${period} ${limit?.amount}`),
      caps,
    );
    assert.ok(spends('spend-limits').every(({ isEnforced }) => isEnforced));
  });

  test(`use is told up to the time to which the provider has counted, and sums up to what was sent (${provider})`, async () => {
    await using stage = await adminStage({ provider, load: steady(model), lag: 7 * 60_000 });
    await stage.pass(HOUR / 2);
    const use = stage.of('usage').findLast(({ span }) => span === 'hour');
    assert.ok(use);
    const askedAt = stage.watched.sentAt.findLast((at) => noon + at > use.to + 7 * 60_000 - 1) ?? 0;
    const minutesBehind = (noon + askedAt - use.to) / 60_000;
    assert.ok(minutesBehind >= 7 && minutesBehind < 8 + 3, `${minutesBehind} minutes`);
    // One every ten seconds; the minute that is counted halfway may hold more than has been told.
    const sent = (use.to - noon) / 10_000;
    const [row] = use.uses;
    assert.ok(
      row && row.tokens.input >= (sent - 1) * 1000 && row.tokens.input <= (sent + 6) * 1000,
      JSON.stringify(use),
    );
  });

  test(`at most one request a minute leaves, over all parts and pages (${provider})`, async () => {
    await using stage = await adminStage({ provider });
    await stage.pass(4 * HOUR);
    const gaps = stage.watched.sentAt.slice(1).map((at, index) => at - (stage.watched.sentAt[index] ?? 0));
    assert.ok(Math.min(...gaps) >= 60_000, `${Math.min(...gaps)} ms`);
    assert.ok(gaps.length > 80, `only ${gaps.length} requests`);
  });

  test(`whose the use of the last hour is, is told with the third request, or the second after a check (${provider})`, async () => {
    for (const [isChecked, seconds] of [
      [false, 125],
      [true, 65],
    ] as const) {
      await using stage = await adminStage({ provider, load: steady(model), lag: 0, isChecked });
      // What was used within the first minutes.
      await stage.pass(seconds);
      const use = stage.of('usage').findLast(({ span }) => span === 'hour');
      assert.deepEqual(
        use?.uses.map(({ key }) => key?.name),
        ['Own key'],
        `checked: ${isChecked}`,
      );
      assert.equal(stage.watched.sentAt.length, isChecked ? 2 : 3);
    }
  });
}

test('costs do not wait for the names of keys that nobody used', async () => {
  await using stage = await adminStage({ load: steady('gpt-5'), lag: 0 });
  await stage.pass(3 * 60 + 5);
  assert.ok(stage.of('money').some(({ part }) => part === 'costs'));
});

test('the keys of every project are named before anything else while somebody unknown uses the organization', async () => {
  await using stage = await adminStage({ load: [steady('gpt-5'), steady('gpt-5', 'colleague')], lag: 0 });
  await stage.pass(3 * 60 + 5);
  const use = stage.of('usage').findLast(({ span }) => span === 'hour');
  assert.deepEqual(use?.uses.map(({ key }) => key?.name).sort(), ['Colleague', 'Own key']);
});
