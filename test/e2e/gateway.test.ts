import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { openToolConnections } from '../../src/host/gateway/toolConnections.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { selfSigned } from '../support/certificate.ts';
import { startConnectProxy } from '../support/connectProxy.ts';
import { startGateway } from '../support/gateway.ts';
import { story } from '../support/story.ts';
import { storyPorts } from '../support/storyPorts.ts';
import { filesBelow, formsOf } from '../support/traces.ts';

const key = 'sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';
const prompt = 'canary-of-a-prompt';
const port = storyPorts.gateway;
// A name that only the proxy leads anywhere, with a certificate that only the editor trusts.
const host = 'llm.company.example';
const certificate = selfSigned(host);
const folder = mkdtempSync(join(tmpdir(), 'keygauge-certificate-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const trusted = join(folder, 'provider.pem');
writeFileSync(trusted, certificate.cert);

/** A tool outside the editor, which knows of the provider nothing but the address that it was given. */
async function ask(address: string): Promise<number> {
  const response = await fetch(`${address}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'user-agent': 'codex_cli_rs/0.169' },
    body: JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: prompt }] }),
  });
  await response.text();
  return response.status;
}

story(
  'a tool outside the editor is answered through the gateway, seen, and held back where it would be refused',
  {
    settings: {
      'keygauge.gateway.enabled': true,
      'http.proxy': `http://127.0.0.1:${port}`,
      'http.systemCertificates': false,
    },
    hostEnv: { NODE_EXTRA_CA_CERTS: trusted },
  },
  async (workbench) => {
    await using simulator = await startSimulator({ keys: { openai: key }, limits: { 'gpt-5': { requests: 2 } } });
    await using gateway = await startGateway(simulator, null, certificate);
    await using proxy = await startConnectProxy(port, Number(new URL(gateway.baseUrl).port));
    const { statusBar, editor } = workbench;
    await statusBar.gauge().waitFor();
    const shared = join(editor.home, 'state', 'keygauge');
    const parts = { folder: shared, clock: systemClock(), wall: Date.now, random: Math.random, warn: console.error };
    const connections = await openToolConnections(parts);
    const connection = await connections.connect('codex', 'openai', `https://${host}/v1`);
    const address = connections.addressOf(connection) ?? '';

    const panel = workbench.panel();
    await workbench.openPanel();
    await panel.getByText('Where the numbers come from').click();
    await panel.locator('.source', { hasText: 'Gateway on' }).waitFor();
    assert.deepEqual([await ask(address), await ask(address)], [200, 200]);
    await panel
      .locator('.source', { hasText: 'Passed on: Codex 2 requests in the last hour. Holds back for up to 60 s' })
      .waitFor();
    await workbench.screenshot('gateway');
    assert.deepEqual([...new Set(proxy.tunnels)], [`${host}:443`], 'through the editor’s proxy');

    const third = ask(address);
    await statusBar.gaugeShows(/Codex \d+ s/);
    await panel.getByText(/^The next request goes out in \d+ s$/).waitFor();
    await workbench.screenshot('gateway-holding');
    assert.equal(simulator.requests.length, 2);
    await panel.getByRole('button', { name: 'Send now: Codex' }).click();
    assert.ok([200, 429].includes(await third), 'it may be refused');
    assert.equal(simulator.requests.length, 3);
    await panel.locator('.hold').waitFor({ state: 'detached' });
    connections.dispose();
    for (const [path, text] of filesBelow(editor.home))
      for (const form of [...formsOf(key), prompt]) assert.ok(!text.includes(form), `${path} holds ${form}`);
  },
);
