import type { HeldRequest } from '../../src/core/model/heldRequest.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { hostileTool } from './heard.ts';
import { risk } from './manyModels.ts';

/** A request that waits for input tokens. */
export function holdOf(changes: Partial<HeldRequest> = {}): HeldRequest {
  return {
    id: 'one-1',
    tool: 'Claude Code',
    model: 'claude-sonnet-5',
    limit: { unit: 'input-tokens', pool: 'standard', window: 60, capacity: 30_000, size: 11_000 },
    since: 2,
    until: 6,
    latest: 58,
    place: 1,
    ...changes,
  };
}

const second = holdOf({
  id: 'one-2',
  tool: hostileTool,
  limit: { unit: 'input-tokens', pool: 'standard', window: 60, capacity: 30_000, size: 14_000 },
  until: 34,
  place: 2,
});

/** The gateway holds requests of two tools; one has a name that no row has room for. */
export const holding: Snapshot = { ...risk, holds: [holdOf(), second] };

/** The same before anything is held: what does not fit will only wait, as all that uses the key goes through the gateway. */
export const easing: Snapshot = {
  ...risk,
  keys: risk.keys.map((key) => ({ ...key, tools: [{ tool: 'Claude Code', requests: 9, age: 4, through: 'gateway' }] })),
  sources: [{ id: 'gateway', state: { kind: 'live', holdsFor: 60 } }],
};
