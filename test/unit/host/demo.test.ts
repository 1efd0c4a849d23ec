import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { mock, test } from 'node:test';
import type { KeyRecord } from '../../../src/host/keys/keyRecord.ts';
import type { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { replayLooks } from '../../../src/simulator/replayLoads.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { Demo } = await import('../../../src/host/demo.ts');

/** Keeps records as the real one does, in memory. */
function ring() {
  const records = new Map<string, KeyRecord>();
  const keyRing = {
    records: () => [...records.values()],
    put: async (record: KeyRecord) => records.set(record.id, record),
    remove: async (id: string) => records.delete(id),
  };
  return { records, keyRing: keyRing as unknown as KeyRing };
}

/** Sends a request as a user of the key would, and tells the input tokens that are left, rounded to thousands. */
async function leftAfter(words: number, baseUrl: string): Promise<number> {
  const response = await fetch(`${baseUrl}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': 'sk-ant-simulator', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'claude-sonnet-5',
      max_tokens: 1,
      messages: [{ role: 'user', content: 'word '.repeat(words) }],
    }),
  });
  await response.text();
  return Number(response.headers.get('anthropic-ratelimit-input-tokens-remaining'));
}

test('a replay begins anew with full limits, is looked at until the agent was refused, and ends with the demo', async (t) => {
  const { records, keyRing } = ring();
  const demo = new Demo(keyRing);
  t.after(() => demo.dispose());
  await demo.start();
  const before = records.get('demo-anthropic')?.baseUrl ?? '';
  assert.ok((await leftAfter(12_000, before)) < 20_000);

  const looks: string[] = [];
  mock.timers.enable({ apis: ['setInterval'] });
  t.after(() => mock.timers.reset());
  await demo.replay((keyId) => looks.push(keyId));
  const now = records.get('demo-anthropic')?.baseUrl ?? '';
  assert.notEqual(now, before);
  await assert.rejects(leftAfter(1, before), 'the simulator before is gone');
  assert.ok((await leftAfter(1, now)) > 25_000);
  mock.timers.tick(10 * replayLooks.until * 1000);
  assert.equal(looks.length, replayLooks.until / replayLooks.every);
  assert.ok(looks.every((keyId) => records.has(keyId)));

  await demo.replay((keyId) => looks.push(keyId));
  looks.length = 0;
  await demo.end();
  mock.timers.tick(replayLooks.until * 1000);
  assert.deepEqual([looks.length, records.size], [0, 0]);
});

test('what is asked for in one moment is done one after the other, and leaves one demo, or none', async (t) => {
  const { records, keyRing } = ring();
  const demo = new Demo(keyRing);
  t.after(() => demo.dispose());
  mock.timers.enable({ apis: ['setInterval'] });
  t.after(() => mock.timers.reset());
  const looks: string[] = [];
  const look = (keyId: string) => void looks.push(keyId);
  await demo.start();
  await Promise.all([demo.replay(look), demo.replay(look)]);
  assert.ok((await leftAfter(1, records.get('demo-anthropic')?.baseUrl ?? '')) > 25_000);
  mock.timers.tick(10 * replayLooks.until * 1000);
  assert.equal(looks.length, replayLooks.until / replayLooks.every);

  await Promise.all([demo.replay(look), demo.end()]);
  assert.equal(records.size, 0);
  await Promise.all([demo.start(), demo.end()]);
  assert.equal(records.size, 0);
});
