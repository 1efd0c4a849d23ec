import assert from 'node:assert/strict';
import type { OrganizationSnapshot } from '../../src/core/model/snapshot.ts';
import type { EngineRoom } from '../../src/host/engineRoom.ts';
import { Stage } from './stage.ts';

/** The time at which a stage begins. */
const start = Date.UTC(2026, 0, 1);
const day = 86_400_000;
const minute = 60_000;
const apiKey = 'crsr_simulator';

suite('a team of Cursor’s', () => {
  test('is in the snapshot with its spend, and with what went to an own key', async () => {
    const kinds = ['User API Key', 'User API Key', 'Usage-based', 'Included in Business'] as const;
    const stage = await Stage.open('gpt-5', {
      team: {
        key: apiKey,
        cycle: start - 23 * day,
        members: Array.from({ length: 23 }, () => ({ plan: 1000, onDemand: 200, limit: 50, fastRequests: 40 })),
        events: Array.from({ length: 1200 }, (_, index) => {
          const kind = kinds[index % kinds.length] ?? 'Usage-based';
          return { at: start - (index + 90) * minute, model: 'gpt-5', kind, input: 1000, output: 10, cents: 2 };
        }),
      },
    });
    const { adminKeys } = (await stage.shell.room) as EngineRoom;
    const admin = () => stage.engine.current.sources.filter(({ id }) => id === 'admin').map(({ state }) => state.kind);
    assert.deepEqual(admin(), ['off']);
    await adminKeys.put({
      record: { id: 'team', label: 'Acme', provider: 'cursor' },
      access: { apiKey, baseUrl: stage.simulator.origin },
    });
    assert.deepEqual(admin(), ['live']);
    const account = () => stage.engine.current.organizations[0];
    for (let turn = 0; account()?.usage.length !== 2; turn++) {
      assert.ok(turn < 500, 'nothing was told of the team’s use');
      await stage.pass(1);
      // Requests to the admin API are on their way in real time.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.deepEqual(spentOf(account()), ['plan 230 of null, 920 fast', 'on-demand 46 of 1150']);
    const month = account()?.usage.find(({ span }) => span === 'month');
    assert.deepEqual(
      month?.uses.map(({ payer, requests }) => `${payer} ${requests}`),
      ['own-key 600', 'on-demand 300', 'plan 300'],
    );
    assert.deepEqual(account()?.missing, []);
    const asked = stage.simulator.requests.filter(({ path }) => path.startsWith('/teams/'));
    assert.ok(asked.length > 0 && asked.every(({ method }) => method === 'POST'));
    await adminKeys.remove('team');
    assert.deepEqual([stage.engine.current.organizations, admin()], [[], ['off']]);
    await stage.close();
  });
});

function spentOf(account: OrganizationSnapshot | undefined): string[] {
  return (account?.readings ?? []).map(({ reading }) =>
    reading.kind === 'spend'
      ? `${reading.scope} ${reading.spent?.amount} of ${reading.limit?.amount ?? null}${reading.fastRequests === undefined ? '' : `, ${reading.fastRequests} fast`}`
      : '',
  );
}
