import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeSeen, RequestSeen } from '../../../src/core/model/observation.ts';
import { ToolUses } from '../../../src/engine/toolUses.ts';

const account = { kind: 'key', provider: 'openai', keyId: 'work' } as const;

function request(id: string, tool: string | null | undefined, sentAt: number): RequestSeen {
  const about = { account, model: null, input: 100, conversation: null } as const;
  return { kind: 'request', source: 'listener', id, sentAt, ...(tool !== undefined && { tool }), ...about };
}

function exchange(requestId: string | null, tool: string | null, receivedAt: number): ExchangeSeen {
  const about = { account, model: null, readings: [], failure: null, charged: {} } as const;
  return { kind: 'exchange', source: 'listener', requestId, tool, sentAt: 0, receivedAt, by: 'user', ...about };
}

test('a request counts once, as it leaves: answered, aborted, or seen only by its answer', () => {
  const uses = new ToolUses();
  uses.left(request('answered', 'Cline', 1_000));
  uses.left(request('aborted', 'Cline', 2_000));
  uses.take(exchange('answered', 'Cline', 5_000));
  assert.deepEqual(uses.snapshot(6_000), [{ tool: 'Cline', requests: 2, age: 1 }]);
  uses.take(exchange(null, 'Cline', 6_000));
  // As a window of an earlier version tells it.
  uses.left(request('without its tool', undefined, 6_000));
  uses.take(exchange('without its tool', null, 6_000));
  assert.deepEqual(uses.snapshot(6_000), [
    { tool: null, requests: 1, age: 0 },
    { tool: 'Cline', requests: 3, age: 0 },
  ]);
});

test('a request that the gateway sends once more counts once', () => {
  const uses = new ToolUses();
  uses.left(request('held', 'Codex', 1_000));
  uses.take({ ...exchange('held', 'Codex', 2_000), leavesAgain: true });
  uses.left(request('held', 'Codex', 5_000));
  uses.take(exchange('held', 'Codex', 6_000));
  assert.deepEqual(uses.snapshot(6_000), [{ tool: 'Codex', requests: 1, age: 0 }]);
});

test('an hour later it no longer counts, and requests that are never answered are not remembered for ever', () => {
  const uses = new ToolUses();
  for (let sent = 0; sent < 100; sent++) uses.left(request(`${sent}`, 'Cline', 0));
  assert.equal(uses.snapshot(0)[0]?.requests, 100);
  uses.take(exchange('99', 'Cline', 1_000));
  assert.equal(uses.snapshot(1_000)[0]?.requests, 100);
  assert.equal(uses.snapshot(61 * 60_000)[0]?.requests, 0);
});

test('a request counts once where hundreds are under way', () => {
  const uses = new ToolUses();
  for (let sent = 0; sent < 500; sent++) uses.left(request(`${sent}`, 'Cline', 0));
  for (let sent = 0; sent < 500; sent++) uses.take(exchange(`${sent}`, 'Cline', 1_000));
  assert.equal(uses.snapshot(1_000)[0]?.requests, 500);
});
