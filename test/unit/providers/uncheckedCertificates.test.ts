import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { clientOf } from '../../../src/providers/clients.ts';
import { failureMessage } from '../../../src/words/networkWords.ts';
import { type HostileServer, startHostileServer } from './hostileServer.ts';

const variable = 'NODE_TLS_REJECT_UNAUTHORIZED';
const never = new AbortController().signal;
const open: HostileServer[] = [];

afterEach(async () => {
  delete process.env[variable];
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function server(): Promise<HostileServer> {
  const one = await startHostileServer((response) => response.end('{}'));
  open.push(one);
  return one;
}

for (const provider of [clientOf('openai'), clientOf('anthropic')]) {
  test(`while the environment switches off the check of certificates, ${provider.id} gets no key, and then it does`, async () => {
    const remote = await server();
    const access = { apiKey: 'sk-test-0123456789', baseUrl: remote.origin.replace('http:', 'https:') };
    // Set late, as another extension does; it ends when it is gone.
    process.env[variable] = '0';
    const { failure, usage } = await provider.probe(access, 'gpt-5', never);
    assert.equal(failure?.cause, 'unverified-tls');
    assert.deepEqual(usage, { input: 0, output: 0 });
    assert.equal((await provider.listModels(access, never)).failure?.cause, 'unverified-tls');
    assert.match(failureMessage(failure, remote.origin), new RegExp(`^${variable} switches off`));
    assert.equal(remote.connections, 0);
    delete process.env[variable];
    assert.equal((await provider.probe(access, 'gpt-5', never)).failure?.cause, 'network');
    assert.ok(remote.connections > 0);
  });
}

test('what needs no certificate is asked all the same, and any other value switches nothing off', async () => {
  const local = await server();
  const access = { apiKey: 'sk-test-0123456789', baseUrl: local.origin };
  for (const value of ['0', '1', 'false']) {
    process.env[variable] = value;
    assert.equal((await clientOf('openai').probe(access, 'gpt-5', never)).failure, null);
  }
});
