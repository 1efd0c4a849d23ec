import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import type { ToldReading } from '../../../../src/core/pacing/placeLimits.ts';
import { until } from '../../../support/until.ts';
import { key } from './askedOnce.ts';
import { body, empty, holding } from './holdingStage.ts';

const rate = JSON.stringify({
  error: { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' },
});
const quota = JSON.stringify({
  error: { message: 'No quota', type: 'insufficient_quota', code: 'insufficient_quota' },
});

function refuse(response: ServerResponse, text: string, headers: Record<string, string> = {}) {
  response.writeHead(429, { 'content-type': 'application/json', ...headers }).end(text);
}

/** A tool asks, and goes while its request is held; nobody comes back to it in two minutes. */
async function goesWhileHeld(one: Awaited<ReturnType<typeof holding>>): Promise<void> {
  const going = new AbortController();
  const asked = assert.rejects(one.ask(body, going.signal));
  await until(() => one.held.holds.length === 1);
  going.abort();
  await asked;
  await until(() => one.held.holds.length === 0);
  await one.clock.pass(120);
}

suite('a request that would be refused', () => {
  test('is held until it fits; its tool sees a slower answer', async () => {
    await using one = await holding((_, response) => response.writeHead(200, empty).end('ok'));
    assert.equal((await one.ask()).text, 'ok', 'nothing is known yet');
    const second = one.ask();
    await until(() => one.held.holds.length === 1);
    const [hold] = one.held.holds;
    assert.deepEqual(
      [hold?.tool, hold?.model, hold?.place, hold?.limit?.unit, hold?.limit?.size],
      ['Codex', 'gpt-5', 1, 'requests', 1],
    );
    assert.ok(hold?.key?.digest && !JSON.stringify(hold).includes(key), 'its key is named by a digest');
    assert.ok(hold && hold.until > 20 && hold.until <= 31 && hold.latest === 60, JSON.stringify(hold));
    assert.ok(one.changes() > 0);
    assert.equal(one.bodies.length, 1);
    await one.clock.pass(32);
    assert.equal((await second).text, 'ok');
    assert.deepEqual([one.held.holds, one.bodies.length], [[], 2]);
  });

  const toldOf = (left: number): ToldReading => ({
    reading: {
      unit: 'requests',
      pool: 'standard',
      window: 60,
      capacity: 2,
      level: { low: left, high: left },
      timeToFull: null,
    },
    at: 0,
    isOwn: true,
  });

  test('is held although it is the first, if anybody has told that nothing is left', async () => {
    await using one = await holding((_, response) => response.end('ok'), 60_000, [toldOf(0)]);
    const asked = one.ask();
    await until(() => one.held.holds.length === 1);
    assert.equal(one.bodies.length, 0);
    await one.clock.pass(61);
    assert.equal((await asked).text, 'ok');
  });

  test('is held although it comes with the first, if anybody has told that one is left', async () => {
    await using one = await holding((_, response) => response.end('ok'), 60_000, [toldOf(1)]);
    const asked = [one.ask(), one.ask()];
    await until(() => one.held.holds.length === 1);
    assert.equal((await Promise.race(asked)).text, 'ok');
    assert.equal(one.bodies.length, 1);
    await one.clock.pass(61);
    await Promise.all(asked);
  });

  test('waits for the same limits by whatever name of its model', async () => {
    await using one = await holding((_, response) => response.writeHead(200, empty).end('ok'));
    await one.ask();
    const dated = one.ask(JSON.stringify({ model: 'gpt-5-2025-08-07', messages: [] }));
    const other = await one.ask(JSON.stringify({ model: 'gpt-5-mini', messages: [] }));
    assert.equal(other.text, 'ok');
    assert.equal(one.held.holds[0]?.model, 'gpt-5-2025-08-07');
    await one.clock.pass(61);
    await dated;
  });

  test('is known by what stands behind its prompt, however long that is', async () => {
    await using one = await holding((_, response) => response.writeHead(200, empty).end('ok'));
    await one.ask();
    const second = one.ask(JSON.stringify({ messages: ['x'.repeat(600_000)], model: 'gpt-5' }));
    await until(() => one.held.holds.length === 1);
    await one.clock.pass(61);
    assert.equal((await second).text, 'ok');
  });

  test('leaves at once when the user does not want to wait, and one behind it waits on', async () => {
    await using one = await holding((_, response) => response.writeHead(200, empty).end('ok'));
    await one.ask();
    const asked = [one.ask(), one.ask()];
    await until(() => one.held.holds.length === 2);
    assert.deepEqual(
      one.held.holds.map(({ place }) => place),
      [1, 2],
    );
    one.held.sendNow(one.held.holds[0]?.id ?? '');
    assert.equal((await Promise.race(asked)).text, 'ok');
    assert.equal(one.held.holds.length, 1);
    await one.clock.pass(61);
    await Promise.all(asked);
  });

  test('waits for nothing that came to nothing: at a provider that is not reached, or has an error for an answer', async () => {
    const full = { 'x-ratelimit-limit-requests': '4', 'x-ratelimit-remaining-requests': '4' };
    let status = 200;
    await using one = await holding((_, response) => {
      response.writeHead(status, status === 200 ? full : {}).end('{}');
    });
    const askAgain = async () => assert.deepEqual([(await one.ask()).status, one.held.holds], [status, []]);
    await askAgain();
    for (status of [529, 529, 500, 500, 401, 401]) await askAgain();
    one.server.close();
    one.server.closeAllConnections();
    for (status of [502, 502, 502, 502, 502]) await askAgain();
  });

  test('is forgotten when its tool goes', async () => {
    await using one = await holding((_, response) => response.writeHead(200, empty).end('ok'));
    await one.ask();
    await goesWhileHeld(one);
    assert.deepEqual([one.bodies.length, one.clock.pending], [1, 0]);
  });

  test('does not leave when the gateway is closed', async () => {
    await using one = await holding((_, response) => response.writeHead(200, empty).end('ok'));
    await one.ask();
    const asked = assert.rejects(one.ask());
    await until(() => one.held.holds.length === 1);
    one.held.dispose();
    await one.gateway.close();
    await asked;
    await one.clock.pass(120);
    assert.equal(one.bodies.length, 1);
  });

  test('follows the patience that is set while it waits', async () => {
    await using one = await holding((_, response) => response.writeHead(200, empty).end('ok'), 600_000);
    await one.ask();
    const asked = [one.ask(), one.ask()];
    await until(() => one.held.holds.length === 2);
    assert.deepEqual([one.held.holdsFor, one.held.holds[1]?.latest], [600, 600]);
    const before = one.changes();
    one.setPatience(40_000);
    assert.deepEqual([one.held.holdsFor, one.held.holds[1]?.latest, one.bodies.length], [40, 40, 1]);
    assert.ok(one.changes() > before, 'surfaces are told');
    one.setPatience(0);
    for (const { text } of await Promise.all(asked)) assert.equal(text, 'ok');
    assert.deepEqual([one.held.holdsFor, one.held.holds], [0, []]);
    one.held.dispose();
    assert.ok(!one.settings.hasListeners);
  });

  test('leaves at once without patience', async () => {
    await using one = await holding((_, response) => response.writeHead(200, empty).end('ok'), 0);
    for (let times = 0; times < 3; times++) assert.equal((await one.ask()).text, 'ok');
  });
});

suite('a request that was refused', () => {
  test('because of a limit is held, and sent again with the same body; its tool hears of no refusal', async () => {
    let times = 0;
    await using one = await holding((_, response) => {
      if (++times === 1) refuse(response, rate, { ...empty, 'retry-after': '5' });
      else response.end('ok');
    });
    const asked = one.ask();
    await until(() => one.held.holds.length === 1);
    await one.clock.pass(60);
    assert.deepEqual(await asked, { status: 200, text: 'ok' });
    assert.deepEqual(one.bodies, [body, body]);
    await until(() => one.ends.length === 1);
    const told = one.observed.map((seen) =>
      seen.kind === 'exchange' ? (seen.failure?.cause ?? 'answered') : seen.kind,
    );
    assert.deepEqual(told, ['request', 'rate', 'request', 'answered']);
    const isRepeated = one.observed.flatMap((seen) => (seen.kind === 'exchange' ? [seen.leavesAgain ?? false] : []));
    assert.deepEqual(isRepeated, [true, false]);
  });

  test('as waiting does not help, or nobody may wait, is told so at once and word for word', async () => {
    for (const [patience, text] of [
      [60_000, quota],
      [0, rate],
      [60_000, `{"error":{"message":"${'long '.repeat(20_000)}"}}`],
    ] as const) {
      await using one = await holding((_, response) => refuse(response, text, { 'retry-after': '5' }), patience);
      assert.deepEqual(await one.ask(), { status: 429, text });
      await until(() => one.ends.length === 1);
      assert.equal(one.bodies.length, 1);
      assert.equal(one.observed.filter(({ kind }) => kind === 'exchange').length, 1);
    }
  });

  test('is sent again whole as long as a session may get; beyond that its tool hears of it', async () => {
    for (const [megabytes, isHeld] of [
      [1, true],
      [7, true],
      [9, false],
    ] as const) {
      let times = 0;
      await using one = await holding((_, response) => {
        if (++times === 1) refuse(response, rate, { ...empty, 'retry-after': '5' });
        else response.end('ok');
      });
      const large = JSON.stringify({ messages: ['x'.repeat(megabytes * 1_000_000)], model: 'gpt-5' });
      const asked = one.ask(large);
      if (isHeld) {
        await until(() => one.held.holds.length === 1);
        await one.clock.pass(60);
      }
      assert.equal((await asked).status, isHeld ? 200 : 429, `${megabytes} MB`);
      assert.ok(one.bodies.every((sent) => sent === large));
    }
  });

  test('with words that break off: that breaks off', async () => {
    await using one = await holding((_, response) => {
      response.writeHead(429, { 'content-length': 1_000 });
      response.write('{"error":', () => setTimeout(() => response.destroy(), 20));
    });
    await assert.rejects(one.ask());
  });

  test('whose tool goes while it waits is not sent again', async () => {
    await using one = await holding((_, response) => refuse(response, rate, { ...empty, 'retry-after': '5' }));
    await goesWhileHeld(one);
    assert.equal(one.bodies.length, 1);
    await until(() => one.ends.length === 1);
  });
});
