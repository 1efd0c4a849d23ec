import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutResponse } from '../../../../src/core/causes/failureOf.ts';
import { cycle, eventsPage, healthy, hour, type Script, spendPage, stage, start, team } from './cursorStage.ts';

describe('a team’s account with Cursor', () => {
  it('tells what the plan and what goes beyond it has cost', async () => {
    const { clock, source, told } = stage(healthy());
    source.watch([team]);
    await clock.pass(10);
    const money = told.find((one) => one.kind === 'money');
    assert.deepEqual(money, {
      kind: 'money',
      source: 'admin',
      account: { kind: 'organization', provider: 'cursor', id: 'team' },
      part: 'costs',
      toldAt: start,
      money: [
        {
          ...{ kind: 'spend', scope: 'plan', name: null, period: 'cycle', from: cycle, until: null },
          ...{ spent: { amount: 43, currency: 'USD' }, limit: null, isEnforced: false },
          fastRequests: 340,
        },
        {
          ...{ kind: 'spend', scope: 'on-demand', name: null, period: 'cycle', from: cycle, until: null },
          ...{ spent: { amount: 12.5, currency: 'USD' }, limit: { amount: 100, currency: 'USD' }, isEnforced: true },
        },
      ],
    });
  });

  it('tells what went to an own key, and what nobody knows', async () => {
    const kinds = {
      'User API Key': 'own-key',
      USAGE_EVENT_KIND_USER_API_KEY: 'own-key',
      'Included in Business': 'plan',
      USAGE_EVENT_KIND_INCLUDED_IN_PRO_PLUS: 'plan',
      'Usage-based': 'on-demand',
      'On-Demand': 'on-demand',
      'Errored, Not Charged': undefined,
      '': undefined,
    };
    const events = Object.keys(kinds).map((kind, model) => ({ at: start - 5 * hour, kind, model: `m${model}` }));
    const { clock, source, usage } = stage(healthy(events));
    source.watch([team]);
    await clock.pass(10);
    const uses = usage('day')?.uses ?? [];
    assert.deepEqual(
      uses.map(({ payer }) => payer),
      Object.values(kinds),
    );
    assert.deepEqual(uses[0], {
      ...{ model: 'm0', key: null, requests: 1, tokens: { input: 1000, output: 10 }, dollars: null },
      payer: 'own-key',
    });
    assert.equal(uses[2]?.dollars, 0.02);
  });

  it('says how far it has counted, by the day and by the billing cycle', async () => {
    const today = Date.UTC(2026, 10, 26);
    const events = [cycle - 1, cycle, today - 1, today, Date.UTC(2026, 10, 26, 13, 59), start].map((at) => ({ at }));
    const { clock, source, usage } = stage(healthy(events));
    source.watch([team]);
    await clock.pass(10);
    const to = Date.UTC(2026, 10, 26, 14);
    assert.deepEqual([usage('month')?.from, usage('month')?.to, usage('month')?.uses[0]?.requests], [cycle, to, 4]);
    assert.deepEqual([usage('day')?.from, usage('day')?.to, usage('day')?.uses[0]?.requests], [today, to, 2]);
  });

  it('is asked once an hour for what is new, and every event counts once', async () => {
    const events = Array.from({ length: 200 }, (_, index) => ({ at: start - 20 * hour + index * 0.25 * hour }));
    const { clock, source, asked, usage } = stage(healthy(events));
    source.watch([team]);
    await clock.pass(12 * 3600 + 60);
    const looks = asked.filter(({ path }) => path === '/teams/spend').map(({ at }) => at);
    assert.deepEqual(
      looks,
      Array.from({ length: 13 }, (_, index) => index * 3600),
    );
    const questions = asked.filter(({ path }) => path !== '/teams/spend');
    for (const [index, question] of questions.slice(1).entries())
      assert.equal(question.startDate, Number(questions[index]?.endDate) + 1);
    const to = usage('month')?.to ?? 0;
    const expected = (from: number) => events.filter(({ at }) => at >= from && at < to).length;
    assert.equal(usage('month')?.uses[0]?.requests, expected(cycle));
    assert.equal(usage('day')?.uses[0]?.requests, expected(Math.floor(to / (24 * hour)) * 24 * hour));
  });

  it('adds up twenty thousand events in pages, with twenty requests a minute at most and rows in bounds', async () => {
    const events = Array.from({ length: 20_000 }, (_, index) => {
      return {
        at: cycle + index * 90_000,
        model: `model ${index % 500}`,
        kind: index % 2 ? 'Usage-based' : 'User API Key',
      };
    });
    const { clock, source, asked, usage } = stage(healthy(events));
    source.watch([team]);
    await clock.pass(3500);
    const uses = usage('month')?.uses ?? [];
    assert.equal(
      uses.reduce((sum, { requests }) => sum + (requests ?? 0), 0),
      events.filter(({ at }) => at < (usage('month')?.to ?? 0)).length,
    );
    assert.ok(uses.length <= 104, `${uses.length} rows`);
    for (const [index, { at }] of asked.entries()) {
      const before = asked[index - 20]?.at;
      assert.ok(before === undefined || at - before >= 60, 'more than 20 within a minute');
    }
  });

  it('starts anew with a billing cycle', async () => {
    let began = cycle;
    const events = [{ at: cycle + hour }, { at: Date.UTC(2026, 10, 26, 14, 30) }];
    const { clock, source, usage } = stage((path, question) =>
      path === '/teams/spend' ? { ...spendPage, subscriptionCycleStart: began } : eventsPage(events, question),
    );
    source.watch([team]);
    await clock.pass(60);
    assert.equal(usage('month')?.uses[0]?.requests, 1);
    began = Date.UTC(2026, 10, 26, 12);
    await clock.pass(3600);
    assert.deepEqual([usage('month')?.from, usage('month')?.uses[0]?.requests], [began, 1]);
  });

  it('is not asked while the window is not in use, and asked once it is', async () => {
    const { clock, source, asked } = stage(healthy());
    source.setWindowInUse(false);
    source.watch([team]);
    await clock.pass(10 * 3600);
    assert.equal(asked.length, 0);
    source.setWindowInUse(true);
    await clock.pass(10);
    assert.equal(asked.length, 2);
    source.setWindowInUse(false);
    await clock.pass(10 * 3600);
    assert.equal(asked.length, 2);
    assert.equal(clock.pending, 0);
  });

  it('is read by the one source of admin keys, which is off without any', async () => {
    const { clock, source, told } = stage(healthy());
    assert.equal(source.state.kind, 'off');
    let changes = 0;
    source.onDidChangeState(() => changes++);
    source.watch([team]);
    assert.deepEqual([source.state.kind, changes], ['live', 1]);
    await clock.pass(10);
    assert.deepEqual([...new Set(told.map((one) => one.source))], [source.id]);
    source.watch([]);
    assert.deepEqual([source.state.kind, changes], ['off', 2]);
  });

  it('of another provider is none of it', async () => {
    const { clock, source, asked } = stage(healthy());
    source.watch([{ ...team, provider: 'openai' }]);
    await clock.pass(3600);
    assert.deepEqual(asked, []);
  });
});

describe('what cannot be had of a team', () => {
  const refused = { ...withoutResponse('key-invalid', 'Invalid API key'), status: 401 };
  const forbidden = { ...withoutResponse('forbidden', 'Enterprise only'), status: 403 };
  const limited = { ...withoutResponse('rate', 'Too many requests'), status: 429, retryAfter: 7200 };

  it('is missing by itself, and the rest stands', async () => {
    const only = (part: string, result: unknown): Script => {
      return (path, question) => (path === part ? result : healthy([{ at: start - 5 * hour }])(path, question));
    };
    for (const wrong of [forbidden, null, [], '<html>', { teamMemberSpend: 'x', usageEvents: {} }]) {
      const costs = stage(only('/teams/spend', wrong));
      costs.source.watch([team]);
      await costs.clock.pass(60);
      assert.deepEqual(costs.missing(), [['costs', 3600]]);
      assert.equal(costs.usage('month')?.uses.length, 1);
      const usage = stage(only('/teams/filtered-usage-events', wrong));
      usage.source.watch([team]);
      await usage.clock.pass(60);
      assert.deepEqual(
        usage.missing().map(([part]) => part),
        ['usage'],
      );
      assert.ok(usage.told.some(({ kind }) => kind === 'money'));
    }
  });

  it('is counted whole or not at all', async () => {
    const events = Array.from({ length: 1200 }, () => ({ at: start - 5 * hour }));
    let pages = 0;
    const { clock, source, usage } = stage((path, question) => {
      if (path === '/teams/spend') return spendPage;
      return ++pages === 2 ? forbidden : eventsPage(events, question);
    });
    source.watch([team]);
    await clock.pass(60);
    assert.equal(usage('month'), undefined);
    await clock.pass(3600);
    assert.equal(usage('month')?.uses[0]?.requests, 1200);
  });

  it('is asked for once with a key that is refused, until another takes its place', async () => {
    const { clock, source, asked, missing } = stage(() => refused);
    source.watch([team]);
    await clock.pass(24 * 3600);
    assert.equal(asked.length, 1);
    assert.deepEqual(missing(), [
      ['costs', null],
      ['usage', null],
    ]);
    source.watch([]);
    source.watch([team]);
    await clock.pass(60);
    assert.equal(asked.length, 2);
  });

  it('is asked for again after the wait that a refusal names', async () => {
    const { clock, source, asked } = stage((path) => (path === '/teams/spend' ? limited : spendPage));
    source.watch([team]);
    await clock.pass(7190);
    assert.equal(asked.filter(({ path }) => path === '/teams/spend').length, 1);
    await clock.pass(20);
    assert.equal(asked.filter(({ path }) => path === '/teams/spend').length, 2);
  });

  it('is no longer told of a team that is gone', async () => {
    const { clock, source, told } = stage(healthy());
    source.watch([team]);
    source.watch([]);
    await clock.pass(3600);
    assert.deepEqual(told, []);
    assert.equal(clock.pending, 0);
  });
});
