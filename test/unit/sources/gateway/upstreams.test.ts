import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { stage } from './gatewayStage.ts';

test('a provider at an address of IPv6 is reached, and gets no name or password that stands in it', async (context) => {
  const provider = createServer((request, response) => response.end(String(request.headers.authorization)));
  provider.listen(0, '::1');
  const hasIpv6 = await Promise.race([
    once(provider, 'listening').then(() => true),
    once(provider, 'error').then(() => false),
  ]);
  if (!hasIpv6) return context.skip('this machine has no IPv6');
  const { port } = provider.address() as AddressInfo;
  await using one = await stage(() => {}, { upstream: `http://some:one@[::1]:${port}` });
  const response = await fetch(one.url('/v1/models'));
  assert.deepEqual([response.status, await response.text()], [200, 'undefined']);
  provider.closeAllConnections();
  provider.close();
});
