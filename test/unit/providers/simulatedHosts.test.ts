import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meanings } from '../../../src/core/causes/meaning.ts';
import { presets } from '../../../src/core/dialects/presets.ts';
import type { ProviderId } from '../../../src/core/model/provider.ts';
import { clientOf } from '../../../src/providers/clients.ts';
import { simulatedHosts } from '../../../src/simulator/hosts.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';

const never = new AbortController().signal;
const ids = Object.keys(simulatedHosts) as ProviderId[];

for (const id of ids) {
  test(`what ${id} answers is understood, whatever it refuses`, async () => {
    const host = simulatedHosts[id];
    assert.ok(host);
    await using simulator = await startSimulator({ host: id, keys: { openai: 'the-key' } });
    const client = clientOf(id);
    const access = { apiKey: 'the-key', baseUrl: simulator.openaiBaseUrl };

    const wrong = { ...access, apiKey: 'another-key' };
    assert.equal((await client.listModels(wrong, never)).failure?.cause, 'key-invalid');
    assert.equal((await client.probe(wrong, 'gpt-5', never)).failure?.cause, 'key-invalid');
    assert.ok((await client.listModels(access, never)).models?.includes('gpt-5'));
    const answered = await client.probe(access, 'gpt-5', never);
    assert.equal(answered.failure, null);
    for (const { capacity, level } of answered.readings) {
      assert.ok(capacity !== null && level !== null && level.high <= capacity, JSON.stringify(answered.readings));
    }

    for (const place of presets[id].money ?? []) {
      const { money } = await client.readMoney(access, place, 0, never);
      assert.ok(money && money.length > 0, place.path);
      assert.equal((await client.readMoney(wrong, place, 0, never)).failure?.cause, 'key-invalid');
      simulator.setAnswer({ kind: 'not-json' });
      assert.ok((await client.readMoney(access, place, 0, never)).failure);
      simulator.setAnswer(null);
    }

    if (host.rate) {
      simulator.setAnswer({ kind: 'rate', retryAfter: 24 });
      const { failure } = await client.probe(access, 'gpt-5', never);
      assert.equal(failure && meanings[failure.cause].holdsBack, 'wait', JSON.stringify(failure));
    }
    if (host.noCredit) {
      simulator.setAnswer({ kind: 'no-credit' });
      const { failure } = await client.probe(access, 'gpt-5', never);
      assert.equal(failure && meanings[failure.cause].holdsBack, 'credit', JSON.stringify(failure));
    }
  });
}

test('money that is no JSON, is not there or is told in another shape is a failure in words, and never a guess', async () => {
  await using simulator = await startSimulator();
  const access = { apiKey: 'sk-simulator', baseUrl: simulator.openaiBaseUrl };
  for (const [path, cause] of [
    ['/nowhere', 'wrong-address'],
    // A list of models is no balance.
    ['/v1/models', 'unknown'],
  ] as const) {
    const place = { part: 'balance', path, currency: 'USD', balance: { left: 'left' } } as const;
    const { money, failure } = await clientOf('openai').readMoney(access, place, 0, never);
    assert.deepEqual([money, failure?.cause], [null, cause], path);
    assert.notEqual(failure?.message, '');
  }
});

test('a provider that nobody simulates is said so', async () => {
  await assert.rejects(startSimulator({ host: 'bedrock' }), /bedrock cannot be simulated/);
});
