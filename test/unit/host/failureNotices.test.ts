import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import type { Cause } from '../../../src/core/model/failure.ts';
import type { Requester } from '../../../src/core/model/observation.ts';
import { holdOf } from '../../panel/holding.ts';
import { situations } from '../../panel/situations.ts';
import { failureOf, keyOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { asked } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { FailureNotices } = await import('../../../src/host/notifications/failureNotices.ts');
const { Quiet } = await import('../../../src/host/notifications/quiet.ts');

const place = { editor: 'vscode', pages: {} } as const;

/** The notices of one window. */
function window(now = () => 0) {
  const quiet = new Quiet(new MemoryMemento(), () => 0);
  return new FailureNotices({ perform: () => {}, beQuiet: () => {} }, quiet, now);
}

test('of two windows that show the same trouble one tells of it, whichever is used afterwards', () => {
  const before = asked.length;
  const [one, other] = [window(), window()];
  one.look(situations.refused, true, place, true);
  other.look(situations.refused, true, place, false);
  one.look(situations.refused, true, place, false);
  other.look(situations.refused, true, place, true);
  assert.equal(asked.length - before, 1);
  one.look(situations.fine, true, place, false);
  other.look(situations.fine, true, place, true);
  one.look(situations.refused, true, place, false);
  other.look(situations.refused, true, place, true);
  assert.equal(asked.length - before, 2, 'trouble that comes back is told of again');
});

test('a window that opens beside others does not tell of what they have told already', () => {
  const before = asked.length;
  const opened = window();
  opened.known(situations.refused);
  opened.look(situations.refused, true, place, true);
  assert.equal(asked.length, before);
  opened.look(situations.noCredit, true, place, true);
  assert.equal(asked.length - before, 1);
  assert.match(asked.at(-1) ?? '', /Add credit\. There is no credit left for this key\./);
});

/** A key of which a tool's request was refused with status 429, to wait so long; `limit`: whether headers showed which. */
function heard(
  retryAfter: number | null,
  { wait = retryAfter ?? 60, limit = false, by = 'user' as Requester, cause: found = null as Cause | null } = {},
) {
  const tokens = { unit: 'tokens', window: 60, capacity: 500_000, left: 0, requested: null } as const;
  const cause = found ?? (retryAfter === null ? 'unknown' : 'rate');
  const refusal = { cause, status: 429, message: '', retryAfter, limit: limit ? tokens : null } as const;
  const failure = failureOf(refusal, { by, wait, model: null });
  const status = wait > 0 ? 'waiting' : 'ok';
  return snapshotOf(
    keyOf({ storage: 'traffic', status, lastFailure: failure, models: [modelOf('some model', { failure })] }),
  );
}

test('a tool that is told to wait for long is told of once, until one of its requests is answered', () => {
  const before = asked.length;
  const notices = window();
  const look = (snapshot: ReturnType<typeof heard>) => notices.look(snapshot, true, place, true);
  look(heard(300));
  assert.equal(asked.length - before, 1);
  assert.match(asked.at(-1) ?? '', /Try again in 5 min/);
  for (const wait of [200, 30, 0]) look(heard(300, { wait }));
  look(heard(600));
  assert.equal(asked.length - before, 1, 'tried again and refused again, it is no news');
  look(situations.fine);
  look(heard(300));
  assert.equal(asked.length - before, 2);
});

test('of a refusal that says nothing to do, passes soon or shows its limit, no notice of its own comes', () => {
  const before = asked.length;
  const tooLarge = heard(300, { cause: 'request-too-large' });
  for (const snapshot of [
    heard(null),
    heard(20),
    heard(300, { limit: true }),
    heard(300, { by: 'keygauge' }),
    tooLarge,
  ])
    window().look(snapshot, true, place, true);
  const notices = window();
  notices.known(heard(300));
  notices.look(heard(300), true, place, true);
  assert.equal(asked.length, before);
});

test('a long wait is told of in its own words, whatever is held for another key', () => {
  window().look({ ...heard(300), holds: [holdOf()] }, true, place, true);
  assert.match(asked.at(-1) ?? '', /Try again in 5 min/);
});

/** A key in trouble, by a request that met it so many seconds ago. */
function overloaded(by: Requester, age: number) {
  const failure = failureOf({ cause: 'overloaded', status: 529, message: '' }, { by, age, model: null });
  return snapshotOf(keyOf({ status: 'trouble', lastFailure: failure, models: [modelOf('some model', { failure })] }));
}

test('trouble that a tool met once is not said to last, and trouble that it meets again two minutes later is', () => {
  const before = asked.length;
  const clock = { now: 0 };
  const notices = window(() => clock.now);
  const look = (at: number, by: Requester, age: number) => {
    clock.now = at * 1000;
    notices.look(overloaded(by, age), true, place, true);
  };
  look(0, 'user', 0);
  look(300, 'user', 300);
  look(310, 'user', 200);
  assert.equal(asked.length, before, 'met again 110 s after the first time, and no more');
  look(320, 'user', 10);
  assert.equal(asked.length - before, 1);
  const checks = window(() => clock.now);
  checks.look(overloaded('keygauge', 0), true, place, true);
  clock.now += 120_000;
  checks.look(overloaded('keygauge', 60), true, place, true);
  assert.equal(asked.length - before, 2, 'our own checks go on');
});
