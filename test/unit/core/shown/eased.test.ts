import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolUse } from '../../../../src/core/model/snapshot.ts';
import { isEased } from '../../../../src/core/shown/eased.ts';
import { keyOf, limitOf, snapshotOf } from '../../../panel/snapshots.ts';

const through: ToolUse = { tool: 'Claude Code', requests: 3, age: 4, through: 'gateway' };
const past: ToolUse = { tool: 'Cline', requests: 0, age: 4_000 };

test('a limit refuses nothing where all that uses its key is held back until it fits', () => {
  const eased = (tools: readonly ToolUse[], window: number | null = 60, holdsFor: number | undefined = 60) => {
    const state = { kind: 'live', ...(holdsFor && { holdsFor }) } as const;
    const key = keyOf({ tools });
    return isEased(limitOf({ window }), key, { ...snapshotOf(key), sources: [{ id: 'gateway', state }] });
  };
  assert.equal(eased([through, past]), true);
  assert.equal(eased([through, { ...past, requests: 1 }]), false, 'another extension is not held');
  assert.equal(eased([]), false, 'nobody was seen');
  assert.equal(eased([through], 86_400), false, 'longer than the patience');
  assert.equal(eased([through], null), false);
  assert.equal(eased([through], 60, 0), false, 'nothing is held');
  assert.equal(isEased(limitOf({}), keyOf({ tools: [through] }), snapshotOf()), false, 'there is no gateway');
});
