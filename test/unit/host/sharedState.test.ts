import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Seat } from '../../../src/bus/election.ts';
import { History } from '../../../src/core/history/history.ts';
import { openSharedState } from '../../../src/host/sharedState.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { DrivenClock } from '../engine/drivenClock.ts';

const skip = process.platform === 'win32';
const variables = ['XDG_STATE_HOME', 'XDG_RUNTIME_DIR', 'HOME', 'LOCALAPPDATA'];
const before = variables.map((name) => [name, process.env[name]] as const);
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'kg-'));
  for (const name of variables) process.env[name] = home;
});

afterEach(async () => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await rm(home, { recursive: true });
});

function open(storage: string) {
  const warnings: string[] = [];
  const clock = new DrivenClock();
  const warn = (message: string) => void warnings.push(message);
  const parts = { storage, globalState: new MemoryMemento(), version: '1.0.0', clock, random: () => 0.5, warn };
  return openSharedState(parts).then((state) => ({ ...state, warnings, clock }));
}

test('windows of two editors share their counts, and know that their storages are two', async () => {
  const one = await open(join(home, 'code'));
  const same = await open(join(home, 'code'));
  const other = await open(join(home, 'cursor'));
  const day = { day: one.clock.today().day, requests: 3, tokens: 27, dollars: 0.1, ceiling: 0.1 };
  await one.spending.write({ account: [day] });
  assert.deepEqual(await other.spending.others(), [{ account: [day] }, {}]);
  assert.equal(one.meeting?.store, same.meeting?.store);
  assert.notEqual(one.meeting?.store, other.meeting?.store);
  assert.equal(one.meeting?.secret, other.meeting?.secret);
  assert.deepEqual(one.warnings, []);
});

test('a window leads in an epoch after the last in which anything was kept', async () => {
  await mkdir(join(home, 'keygauge'));
  await writeFile(join(home, 'keygauge/state-41.json'), '');
  await writeFile(join(home, 'keygauge/history-57.json'), '');
  const { meeting, openState } = await open(join(home, 'code'));
  assert.ok(meeting && openState);
  const seats: (Seat | null)[] = [];
  meeting.election.onDidChange((seat) => seats.push(seat));
  await meeting.election.start();
  meeting.election.dispose();
  assert.deepEqual(seats, [{ kind: 'leader', epoch: 58 }]);
});

test('where it is not safe to meet the window says why, and keeps its counts in the editor’s own folder', {
  skip,
}, async () => {
  await mkdir(join(home, 'keygauge/bus'), { recursive: true });
  await chmod(join(home, 'keygauge/bus'), 0o777);
  const { meeting, openState, spending, warnings } = await open(join(home, 'code'));
  assert.equal(meeting, null);
  assert.equal(openState, null, 'nobody could say which window is the one that writes');
  assert.deepEqual(warnings, [
    'This window has an engine of its own: the place where windows meet is open to other users.',
  ]);
  await spending.write({});
  assert.equal((await readdir(join(home, 'code/spending'))).length, 1);
});

test('what came in the last moment is on the disk before the window closes', async () => {
  const { openState, flush, clock } = await open(join(home, 'code'));
  assert.ok(openState);
  // Before anything is kept there is nothing to wait for.
  await flush();
  let name = 'one';
  const heardKey = () =>
    ({ id: 'x', provider: 'openai', origin: 'https://a.example', fingerprint: '…', isHidden: false, name }) as const;
  const kept = { history: new History(), save: () => ({ keys: [], heardKeys: [heardKey()] }), restore() {} };
  const state = await openState(kept, { epoch: 1, mayWrite: () => true }, { clock, wall: () => 0, warn: assert.fail });
  await state.start();
  for (name of ['two', 'three']) state.changed();
  await flush();
  state.dispose();
  assert.match(await readFile(join(home, 'keygauge/state-1.json'), 'utf8'), /"name":"three"/);
});
