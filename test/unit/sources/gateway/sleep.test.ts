import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import type { Clock } from '../../../../src/base/clock.ts';
import { nothingKnown } from '../../../../src/core/pacing/leastLeft.ts';
import { HeldRequests } from '../../../../src/sources/gateway/heldRequests.ts';
import { until } from '../../../support/until.ts';
import { DrivenClock } from '../../engine/drivenClock.ts';
import { type StageOptions, stage } from './gatewayStage.ts';

/** A clock whose timers stand still while the machine sleeps, as the system's do. */
function sleepingClock() {
  const awake = new DrivenClock();
  let slept = 0;
  const clock: Clock = {
    now: () => awake.now() + slept,
    today: () => awake.today(),
    after: (...asked) => awake.after(...asked),
  };
  return {
    clock,
    pass: (seconds: number) => awake.pass(seconds),
    sleep: (seconds: number) => (slept += seconds * 1000),
  };
}

const empty = {
  'x-ratelimit-limit-requests': '2',
  'x-ratelimit-remaining-requests': '0',
  'x-ratelimit-reset-requests': '60s',
};

const asked = {
  method: 'POST',
  headers: { authorization: 'Bearer sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e' },
  body: JSON.stringify({ model: 'gpt-5', messages: [] }),
};

/** A provider that answers with a stream of which a test writes each piece. */
async function streaming(options: StageOptions) {
  const streams: ServerResponse[] = [];
  const one = await stage((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    streams.push(response);
  }, options);
  const response = await fetch(one.url('/v1/chat/completions'), asked);
  const reader = response.body?.getReader() ?? assert.fail();
  const next = async () => Buffer.from((await reader.read()).value ?? []).toString();
  assert.equal(await next(), 'data: 1\n\n');
  return { ...one, next, stream: streams[0] ?? assert.fail() };
}

suite('a machine that sleeps', () => {
  test('sends what was held once it is awake, and nothing hangs', async () => {
    const { clock, pass, sleep } = sleepingClock();
    const held = new HeldRequests({
      clock,
      patience: () => 60_000,
      onDidChangePatience: () => ({ dispose: () => {} }),
      told: () => [],
      leastLeft: () => nothingKnown,
      changed: () => {},
    });
    const admission = {
      mayLeaveUnseen: (bytes: number) => held.mayLeaveUnseen(bytes),
      hasLeft: (...told: Parameters<HeldRequests['hasLeft']>) => held.hasLeft(...told),
      admit: (...told: Parameters<HeldRequests['admit']>) => held.admit(...told),
      answered: (...told: Parameters<HeldRequests['answered']>) => held.answered(...told),
    };
    const parts = { parts: { clock }, admission };
    await using one = await stage((_, response) => response.writeHead(200, empty).end('ok'), parts);
    const ask = async () => (await fetch(one.url('/v1/chat/completions'), asked)).text();
    await ask();
    const waiting = [ask(), ask(), ask()];
    await until(() => held.holds.length === 3);
    sleep(3_600);
    assert.ok(
      held.holds.every(({ until: left, latest }) => left === 0 && latest === 0),
      'no hold is negative',
    );
    await pass(61);
    assert.deepEqual(await Promise.all(waiting), ['ok', 'ok', 'ok']);
    assert.deepEqual(held.holds, []);
  });

  test('goes on with a stream after a minute, and ends one of which nothing comes any more after a night', async () => {
    const { clock, pass, sleep } = sleepingClock();
    await using one = await streaming({ parts: { clock } });
    sleep(60);
    await pass(1);
    one.stream.write('data: 2\n\n');
    assert.equal(await one.next(), 'data: 2\n\n');
    const broken = assert.rejects(one.next());
    sleep(8 * 3_600);
    await pass(601);
    await broken;
  });
});
