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

test('what another window has counted goes on: the same at that moment, less as the hour passes, and more as it is heard', () => {
  const before = new ToolUses();
  const minute = 60_000;
  for (let at = 0; at < 30; at++) before.take(exchange(null, 'Cline', at * minute));
  before.take({ ...exchange(null, 'Codex', 29 * minute), source: 'gateway' });
  const shownAt = 31.5 * minute;
  const shown = before.snapshot(shownAt);
  const uses = new ToolUses();
  // The other window's clock says something else.
  const later = -7 * minute;
  uses.restore(shown, later);
  assert.deepEqual(uses.snapshot(later), shown);
  const requests = (minutes: number) => uses.snapshot(later + minutes * minute).map((use) => use.requests);
  const [half = []] = [requests(30)];
  assert.ok(half[1] !== undefined && half[1] > 5 && half[1] < 25, String(half));
  assert.deepEqual(requests(60), [0, 0]);
  uses.take(exchange(null, 'Cline', later));
  assert.deepEqual(uses.snapshot(later)[0], { tool: 'Cline', requests: 31, age: 0 });
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
