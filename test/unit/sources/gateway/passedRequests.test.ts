import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptTime } from '../../../../src/core/keptTime.ts';
import type { SourceState } from '../../../../src/core/model/snapshot.ts';
import { type Admission, passAll } from '../../../../src/sources/gateway/admission.ts';
import { PassedRequests } from '../../../../src/sources/gateway/passedRequests.ts';
import { snapshotOf } from '../../../panel/snapshots.ts';
import { until } from '../../../support/until.ts';
import { stage } from './gatewayStage.ts';

test('what passes is counted by the address that it came to and, where no key tells of it, by the name of its tool', async () => {
  let now = 0;
  let changes = 0;
  const counts = new PassedRequests(passAll, { now: () => now }, () => changes++);
  await using one = await stage((_, response) => response.end('{}'), { tool: 'scripts', parts: { admission: counts } });
  const ask = async (headers: Record<string, string>) => {
    await (await fetch(one.url('/v1/messages'), { method: 'POST', headers, body: '{}' })).text();
    now = performance.now();
  };
  await ask({ 'user-agent': 'Anthropic/JS 0.60.0', 'x-api-key': 'sk-ant-api03-a-key-with-limits' });
  await until(() => counts.passed.byAddress.length === 1);
  assert.deepEqual([changes, counts.passed.withoutKey], [0, []]);
  await ask({ 'user-agent': 'claude-cli/2.1 (external, cli)', authorization: 'Bearer sk-ant-oat01-of-a-plan' });
  await until(() => changes === 1);
  const shown = (uses: typeof counts.passed.byAddress) => uses.map(({ tool, requests }) => [tool, requests]);
  const { byAddress, withoutKey } = counts.passed;
  assert.deepEqual([shown(byAddress), shown(withoutKey)], [[['scripts', 2]], [['Claude Code', 1]]]);
  now += 3_700_000;
  assert.deepEqual(shown(counts.passed.byAddress), [['scripts', 0]]);
});

test('whoever decides when requests leave is asked, and hears of each', async () => {
  const heard: string[] = [];
  const note = (what: string) => void heard.push(what);
  let isRoom = true;
  const decides: Admission = {
    mayLeaveUnseen: (bytes) => {
      note(`may ${bytes}?`);
      return isRoom;
    },
    hasLeft: () => note('has left'),
    admit: async () => note('asks'),
    answered: () => note('is answered'),
    refused: () => null,
    ended: () => note('is over'),
  };
  const counts = new PassedRequests(decides, { now: () => 0 }, () => {});
  await using one = await stage((_, response) => response.end('{}'), { parts: { admission: counts } });
  const ask = async (body: string) => {
    await (await fetch(one.url('/v1/responses'), { method: 'POST', body })).text();
    await until(() => heard.at(-1) === 'is over');
  };
  await ask('{}');
  isRoom = false;
  await ask('{ }');
  const rest = ['is answered', 'is over'];
  assert.deepEqual(heard, ['may 2?', 'has left', ...rest, 'may 3?', 'asks', ...rest]);
});

test('what has passed the gateway of the window that led before is counted on, as old as it is', () => {
  const wall = 1_800_000_000_000;
  const passed = {
    byAddress: [{ tool: 'claude-code', requests: 9, age: 30, through: 'gateway' }],
    withoutKey: [{ tool: 'Claude Code', requests: 4, age: 30, through: 'gateway' }],
  } as const;
  const goOn = (state: SourceState) => {
    const counts = new PassedRequests(passAll, { now: () => 5_000 }, () => {});
    counts.goOn({ ...snapshotOf(), at: wall - 60_000, sources: [{ id: 'gateway', state }] }, new KeptTime(5_000, wall));
    return counts.passed;
  };
  const { byAddress, withoutKey } = goOn({ kind: 'live', passed });
  assert.deepEqual([byAddress[0]?.age, withoutKey[0]?.age], [90, 90]);
  assert.deepEqual([byAddress[0]?.requests, withoutKey[0]?.requests], [9, 4]);
  assert.deepEqual(goOn({ kind: 'live' }), { byAddress: [], withoutKey: [] });
  assert.deepEqual(goOn({ kind: 'off' }), { byAddress: [], withoutKey: [] });
});
