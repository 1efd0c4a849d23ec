import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DemoAgent } from '../../../src/simulator/demoAgent.ts';
import { demoLimits } from '../../../src/simulator/demoLoads.ts';
import type { Load } from '../../../src/simulator/load.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';

const keys = { openai: 'sk-simulator', anthropic: 'sk-ant-simulator' };
const request = { input: 20_000, cached: 15_000, output: 100, took: 2 };

function script(model: string): Load {
  return { kind: 'script', model, requests: [{ at: 3, ...request }] };
}

test('the agent of the demo sends real requests as large as the load, with the demo’s keys and its own name', async () => {
  await using simulator = await startSimulator({ limits: demoLimits });
  const waits: number[] = [];
  const agents: (string | null)[] = [];
  const agent = new DemoAgent({
    ...simulator,
    keys,
    loads: [script('gpt-5'), script('claude-sonnet-5')],
    wait: async (milliseconds) => waits.push(milliseconds),
    send: (url, init) => {
      agents.push(new Headers(init?.headers).get('user-agent'));
      return fetch(url, init);
    },
  });
  while (simulator.requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
  const left = [simulator.trueLevel('gpt-5', 'tokens'), simulator.trueLevel('claude-sonnet-5', 'input-tokens')];
  await agent.end();
  assert.deepEqual(waits, [3_000, 3_000]);
  assert.deepEqual(agents, ['Demo Agent/1.0', 'Demo Agent/1.0']);
  assert.ok(Math.abs((left[0] ?? 0) - 480_000) < 8_000, `${left[0]}`);
  assert.ok(Math.abs((left[1] ?? 0) - 25_000) < 1_000, `${left[1]}`);
});

test('an agent that was ended sends nothing more, whether it waits or has just asked', async () => {
  let asked = 0;
  const waiting = (_: number, signal: AbortSignal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const base = { openaiBaseUrl: 'http://127.0.0.1:9/v1', anthropicBaseUrl: 'http://127.0.0.1:9', keys };
  const send = async (_: unknown, init?: RequestInit) => {
    asked++;
    return new Promise<Response>((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
  };
  await new DemoAgent({ ...base, wait: waiting, send }).end();
  assert.equal(asked, 0);
  const busy = new DemoAgent({ ...base, wait: async () => {}, send });
  while (asked < 2) await new Promise((resolve) => setImmediate(resolve));
  await busy.end();
  assert.equal(asked, 2);
});
