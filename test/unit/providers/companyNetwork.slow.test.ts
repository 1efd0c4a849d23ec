import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { Failure } from '../../../src/core/model/failure.ts';
import { clientOf } from '../../../src/providers/clients.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import { failureMessage } from '../../../src/words/networkWords.ts';
import { selfSigned } from '../../support/certificate.ts';
import { startConnectProxy } from '../../support/connectProxy.ts';
import { startGateway } from '../../support/gateway.ts';
import { limits, never, openaiAt } from './hostileEndpoint.ts';

/** A name that only the proxy leads anywhere. */
const host = 'llm.company.example';
const certificate = selfSigned(host);
const apiKey = 'sk-simulator';

/** Checks a model from a program of its own, since Node reads proxies and certificates as it starts. */
async function checked(provider: string, port: number, environment: Record<string, string>): Promise<Failure | null> {
  const proxy = `http://127.0.0.1:${port}`;
  const proxied = { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NO_PROXY: '', no_proxy: '' };
  const program = join(import.meta.dirname, 'oneRequest.ts');
  const baseUrl = `https://${host}${provider === 'anthropic' ? '' : '/v1'}`;
  const env = { ...process.env, ...proxied, ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, [program, provider, baseUrl, apiKey], { env });
  return JSON.parse(stdout);
}

for (const provider of ['compatible', 'anthropic'] as const) {
  test(`through a company’s proxy a key of ${provider} goes in a tunnel, and only to a server that the machine was told to trust`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'keygauge-certificate-'));
    try {
      const trusted = join(folder, 'company.pem');
      await writeFile(trusted, certificate.cert);
      await using simulator = await startSimulator();
      await using gateway = await startGateway(simulator, null, certificate);
      await using proxy = await startConnectProxy(0, Number(new URL(gateway.baseUrl).port));
      const unknown = await checked(provider, proxy.port, { NODE_EXTRA_CA_CERTS: '' });
      assert.equal(unknown?.cause, 'network');
      assert.match(
        failureMessage(unknown, `https://${host}`),
        /The certificate of llm\.company\.example is not trusted/,
      );
      assert.equal(simulator.requests.length, 0);
      await checked(provider, proxy.port, { NODE_EXTRA_CA_CERTS: trusted });
      assert.equal(simulator.requests.length, 1);
      assert.deepEqual([...new Set(proxy.tunnels)], [`${host}:443`]);
      assert.deepEqual([proxy.inTheOpen, proxy.passed.includes(apiKey)], [[], false]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

test('the editor’s own fetch is used, which it puts in place of Node’s at any time', async (t) => {
  const { access } = await openaiAt((response) => response.writeHead(200, limits).end('{"data":[]}'));
  const { listModels } = clientOf('openai');
  assert.equal((await listModels(access, never)).failure, null);
  const editors = t.mock.method(globalThis, 'fetch');
  assert.equal((await listModels(access, never)).failure, null);
  assert.equal(editors.mock.callCount(), 1);
});
