import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeySnapshot, Snapshot, SourceState } from '../../../../src/core/model/snapshot.ts';
import { type NumberSource, sourceRows } from '../../../../src/core/shown/sourceRows.ts';
import { organizationOf } from '../../../panel/organizations.ts';
import { failureOf, keyOf, snapshotOf } from '../../../panel/snapshots.ts';

const { failure } = failureOf();

function rowOf(source: NumberSource, snapshot: Partial<Snapshot>, hidesRequests = false) {
  const found = sourceRows({ ...snapshotOf(), ...snapshot }, hidesRequests).find((row) => row.source === source);
  return found ?? assert.fail(`no row of ${source}`);
}

const listener = (state: SourceState) => ({ sources: [{ id: 'listener', state } as const] });

test('every source has a row, and of those that nobody has told of nothing is known', () => {
  assert.deepEqual(
    sourceRows(snapshotOf(), false).map(({ source, state }) => `${source} ${state}`),
    ['listening unknown', 'gateway unknown', 'checks off', 'admin off', 'balances off', 'status unknown'],
  );
});

test('listening is in trouble where the editor hides requests, unless it is off', () => {
  assert.equal(rowOf('listening', listener({ kind: 'live' })).state, 'on');
  assert.equal(rowOf('listening', listener({ kind: 'starting' }), true).state, 'unknown');
  const hidden = rowOf('listening', listener({ kind: 'live' }), true);
  assert.deepEqual([hidden.state, hidden.trouble?.kind], ['trouble', 'hidden-requests']);
  assert.equal(rowOf('listening', listener({ kind: 'off' }), true).state, 'off');
  assert.equal(rowOf('listening', listener({ kind: 'trouble', failure, retryIn: 5 })).trouble?.kind, 'failure');
});

test('the gateway without its port is in trouble, and says which port that is', () => {
  const gateway = (state: SourceState) => rowOf('gateway', { sources: [{ id: 'gateway', state }] });
  assert.equal(gateway({ kind: 'live' }).state, 'on');
  assert.equal(gateway({ kind: 'off' }).state, 'off');
  const state = { kind: 'no-port', port: 23_456, isTaken: true } as const;
  assert.deepEqual(gateway(state), { source: 'gateway', state: 'trouble', trouble: state });
});

test('checks are on with a key that they ask about, which is neither the demo’s nor one that was only heard', () => {
  const state = (changes: Partial<KeySnapshot>) => rowOf('checks', { keys: [keyOf(changes)] }).state;
  assert.deepEqual(
    [state({}), state({ storage: 'demo' }), state({ storage: 'traffic' }), state({ status: 'waiting' })],
    ['on', 'off', 'off', 'on'],
  );
  const { trouble } = rowOf('checks', { keys: [keyOf(), keyOf({ id: 'b', label: 'b', status: 'refused' })] });
  assert.equal(trouble?.kind === 'key' && trouble.key.label, 'b');
});

test('an admin key that may not read a part, and a balance that could not be had, are trouble with its reason', () => {
  const missing = [{ part: 'usage', failure, retryIn: null } as const];
  assert.equal(rowOf('admin', { organizations: [organizationOf()] }).state, 'on');
  const usage = [{ span: 'hour', from: 0, to: 0, uses: [] } as const];
  assert.equal(rowOf('admin', { organizations: [organizationOf({ missing, usage })] }).state, 'on', 'a part of it');
  const admin = rowOf('admin', { organizations: [organizationOf({ missing })] });
  assert.equal(admin.trouble?.kind === 'missing' && admin.trouble.missing.failure.cause, 'rate');
  const key = keyOf({ provider: 'deepseek' });
  assert.equal(rowOf('balances', { keys: [key] }).state, 'on');
  assert.equal(rowOf('balances', { keys: [keyOf()] }).state, 'off');
  assert.equal(rowOf('balances', { keys: [{ ...key, money: { ...key.money, missing } }] }).trouble?.kind, 'missing');
});
