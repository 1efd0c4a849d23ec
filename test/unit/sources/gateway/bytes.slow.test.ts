import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { test } from 'node:test';
import { stage } from './gatewayStage.ts';
import { answerAs, askAs, planOf, type Seen } from './randomExchanges.ts';

/** 10,000 up to 50 MB: `EXCHANGES=10000 LARGEST=50000000`. */
const exchanges = Number(process.env.EXCHANGES ?? 400);
const largest = Number(process.env.LARGEST ?? 3_000_000);
const seed = Number(process.env.SEED ?? 1);
const atOnce = 8;

/** Asks everything of a place and gives what both sides saw, by number. */
async function run(port: number, path: (path: string) => string, keepAlive: boolean, came: Map<number, Seen | null>) {
  const agent = new Agent({ keepAlive });
  const answers = new Map<number, unknown>();
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < exchanges; at = next++) {
      const plan = planOf(seed + at, largest);
      answers.set(at, await askAs(plan, seed + at, `http://127.0.0.1:${port}${path(plan.path)}`, agent));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  agent.destroy();
  const both = { came: new Map(came), answers };
  came.clear();
  return both;
}

test(`${exchanges} random exchanges are the same through the gateway as without it`, async () => {
  const came = new Map<number, Seen | null>();
  // Half of them leave before anybody looks at them.
  const admission = { mayLeaveUnseen: (bytes: number) => bytes % 2 === 0 };
  await using one = await stage(
    (incoming, response) => {
      const at = Number(incoming.headers['x-seed']);
      void answerAs(planOf(at, largest), incoming, response).then((seen) => came.set(at - seed, seen));
    },
    { admission },
  );
  const straight = await run(Number(new URL(one.origin).port), (path) => path, false, came);
  const through = await run(one.port, (path) => `/${one.secret}${path}`, true, came);
  let broken = 0;
  for (let at = 0; at < exchanges; at++) {
    const plan = planOf(seed + at, largest);
    const why = `seed ${seed + at}: ${plan.method} ${plan.path} ${plan.status} ${plan.type} ${plan.breaks}`;
    assert.deepEqual(through.came.get(at), straight.came.get(at), `to the provider, ${why}`);
    assert.deepEqual(through.answers.get(at), straight.answers.get(at), `to the client, ${why}`);
    if (straight.answers.get(at) === null) broken++;
  }
  assert.ok(broken < exchanges / 4, 'most are whole');
});
