import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE } from '../../../../src/core/model/limit.ts';
import type { NamedExchange } from '../../../../src/core/model/observation.ts';
import { keyOf, ledger, nothingMuted, reading, recorded, refused, seen, shown } from './ledgerScene.ts';

test('a refusal that names a limit empties that one and leaves the others alone', () => {
  const kept = ledger();
  kept.take(seen(0, [reading(500, 400, MINUTE), reading(30_000, 29_000, MINUTE, { unit: 'tokens' })]));
  const named = { unit: 'requests', window: DAY, capacity: 200, left: 0, requested: null } as const;
  const crossed = recorded(kept, seen(1, [], { failure: refused(named, 432) }));
  assert.deepEqual(crossed, [{ id: 'key/m/requests@86400', crossing: 'empty', isNews: true, lasted: 0 }]);
  assert.deepEqual(
    shown(kept, 1).map(({ window, unit, left }) => [unit, window, left]),
    [
      ['requests', MINUTE, 408],
      ['tokens', MINUTE, 29_500],
      ['requests', DAY, 1],
    ].map(([unit, window, left]) => [unit, window, left]),
  );
});

test('a refusal by a limit that the headers hide is believed although the headers show another as full', () => {
  const kept = ledger();
  kept.take(seen(0, [reading(200, 150, DAY)]));
  const named = { unit: 'requests', window: MINUTE, capacity: 3, left: 0, requested: null } as const;
  recorded(kept, seen(1, [reading(200, 149, DAY)], { failure: refused(named, 20) }));
  assert.deepEqual(
    shown(kept, 1).map(({ window, capacity }) => [window, capacity]),
    [
      [DAY, 200],
      [MINUTE, 3],
    ],
  );
  const [, minute] = kept.limits('key', 'm', 1000, nothingMuted);
  assert.equal(minute?.state, 'empty');
  assert.ok((minute?.level?.high ?? 2) <= 1);
});

test('a refusal while the headers say that something is left is empty until the wait is over, then ready once', () => {
  const kept = ledger();
  const named = { unit: 'requests', window: MINUTE, capacity: 500, left: null, requested: null } as const;
  kept.take(seen(0, [reading(500, 400, MINUTE)]));
  const crossings = recorded(kept, seen(1, [reading(500, 400, MINUTE)], { failure: refused(named, 5) }));
  for (let second = 2; second < 200; second++) crossings.push(...kept.look(second * 1000, nothingMuted));
  assert.deepEqual(
    crossings.map(({ crossing }) => crossing),
    ['empty', 'ready', 'over'],
  );
});

test('what was sent before a refusal and answered after it does not make the limit usable again', () => {
  const kept = ledger();
  const named = { unit: 'requests', window: MINUTE, capacity: 500, left: null, requested: null } as const;
  recorded(kept, seen(10, [reading(500, 400, MINUTE)], { failure: refused(named, 30) }));
  const stateAfter = (sentAt: number) => {
    recorded(kept, seen(12, [reading(500, 400, MINUTE)], { sentAt }));
    return kept.limits('key', 'm', 12_000, nothingMuted)[0]?.state;
  };
  assert.equal(stateAfter(8000), 'empty');
  assert.equal(stateAfter(11_000), 'fine');
});

test('a limit that refused counts as empty no longer than it takes to be full again, whatever wait was asked for', () => {
  const kept = ledger();
  const named = { unit: 'requests', window: MINUTE, capacity: 500, left: null, requested: null } as const;
  recorded(kept, seen(0, [reading(500, 400, MINUTE)], { failure: refused(named, 31 * DAY) }));
  const stateAt = (second: number) => {
    kept.look(second * 1000, nothingMuted);
    return kept.limits('key', 'm', second * 1000, nothingMuted)[0]?.state;
  };
  kept.take(seen(50, [reading(500, 500, MINUTE)], { failure: refused(null) }));
  assert.equal(stateAt(50), 'empty');
  assert.equal(stateAt(61), 'fine');
});

test('of what the headers and the words of one refusal say of a limit, the headers count', () => {
  const kept = ledger();
  const named = { unit: 'requests', window: MINUTE, capacity: 500, left: null, requested: null } as const;
  kept.take(seen(0, [reading(500, 0.25, MINUTE)], { failure: refused(named) }));
  assert.equal(kept.limits('key', 'm', 0, nothingMuted)[0]?.level?.high, 0.25);
});

test('a limit of zero, or one without a number, names nothing that could be shown', () => {
  for (const capacity of [0, null]) {
    const kept = ledger();
    kept.take(
      seen(0, [], { failure: refused({ unit: 'tokens', window: MINUTE, capacity, left: 0, requested: null }) }),
    );
    assert.deepEqual(shown(kept, 0), []);
  }
  const kept = ledger();
  kept.take(seen(0, [reading(30_000, 29_000, MINUTE, { unit: 'tokens' })]));
  recorded(
    kept,
    seen(1, [], { failure: refused({ unit: 'tokens', window: MINUTE, capacity: null, left: null, requested: null }) }),
  );
  assert.equal(kept.limits('key', 'm', 1000, nothingMuted)[0]?.state, 'empty', 'the one that is known is meant');
});

test('a failure without readings changes no level', () => {
  const kept = ledger();
  kept.take(seen(0, [reading(500, 400, MINUTE)]));
  const before = shown(kept, 2);
  for (const cause of ['overloaded', 'server-error', 'network', 'key-invalid', 'quota-exhausted', 'throttled'] as const)
    assert.deepEqual(recorded(kept, seen(1, [], { failure: { ...refused(null), cause } })), []);
  assert.deepEqual(shown(kept, 2), before);
});

test('a request of a tool that was turned away has probably taken nothing of a limit, and maybe all that it would', () => {
  const leftAfter = (status: number | null) => {
    const kept = ledger();
    const tokens = (left: number) => [reading(500_000, left, MINUTE, { unit: 'tokens' })];
    const leave = (id: string, sentAt: number, input: number) =>
      kept.take({
        ...{ kind: 'request', source: 'gateway', account: keyOf('key'), model: 'm', tool: 'Cline' },
        ...{ id, sentAt, input, conversation: null },
      });
    const answered = (id: string, at: number, more: Partial<NamedExchange>) =>
      kept.take(seen(at, [], { source: 'gateway', by: 'user', requestId: id, sentAt: at * 1000 - 500, ...more }));
    kept.take(seen(0, tokens(500_000)));
    leave('one', 500, 20_000);
    answered('one', 1, { readings: tokens(480_000), charged: { tokens: 20_000 } });
    leave('two', 1500, 400_000);
    answered('two', 2, { failure: { ...refused(null), cause: 'context-too-long', status } });
    return kept.limits('key', 'm', 2000, nothingMuted)[0]?.level ?? { low: 0, estimate: 0, high: 0 };
  };
  const { low, estimate } = leftAfter(400);
  assert.ok(estimate > 480_000);
  assert.ok(low < 100_000, 'a limiter may count before it looks');
  assert.ok(leftAfter(null).estimate < 100_000, 'one without an answer counts as any other');
});
