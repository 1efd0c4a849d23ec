import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { selfSigned } from '../support/certificate.ts';
import { startConnectProxy } from '../support/connectProxy.ts';
import { startGateway } from '../support/gateway.ts';
import { story } from '../support/story.ts';
import { storyPorts } from '../support/storyPorts.ts';
import type { Workbench } from '../support/workbench.ts';

// Editors ask no proxy for addresses of this machine, so that the name is one that only the proxy leads anywhere.
const host = 'llm.company.example';
const certificate = selfSigned(host);
const folder = mkdtempSync(join(tmpdir(), 'keygauge-certificate-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const trusted = join(folder, 'company.pem');
writeFileSync(trusted, certificate.cert);
const key = 'sk-simulator';

async function enterKey({ commandPalette, quickPick, inputBox, statusBar }: Workbench): Promise<void> {
  await statusBar.gauge().waitFor();
  await commandPalette.run('Keygauge: Add a Key…');
  await quickPick.choose('Any OpenAI-compatible endpoint');
  await inputBox.opens('Base URL of the endpoint');
  await inputBox.answer(`https://${host}/v1`);
  await inputBox.opens(/^API key for llm/);
  await inputBox.answer(key);
}

for (const [trusts, port] of [
  [true, storyPorts.trustingProxy],
  [false, storyPorts.distrustingProxy],
] as const) {
  const title = trusts
    ? 'through a company’s proxy a key goes in a tunnel, to a server that the machine was told to trust'
    : 'a server whose certificate nobody vouches for gets no key, and the user reads why';
  const hostEnv = trusts ? { NODE_EXTRA_CA_CERTS: trusted } : {};
  // With certificates of the system the editor leaves out those of the variable.
  const settings = { 'http.proxy': `http://127.0.0.1:${port}`, 'http.systemCertificates': !trusts };
  story(title, { settings, hostEnv }, async (workbench) => {
    await using simulator = await startSimulator();
    await using gateway = await startGateway(simulator, null, certificate);
    await using proxy = await startConnectProxy(port, Number(new URL(gateway.baseUrl).port));
    const { quickPick, statusBar, notifications } = workbench;
    await enterKey(workbench);
    if (trusts) {
      await quickPick.opens('Models to watch');
      await quickPick.confirm();
      await statusBar.gaugeShows(/\d+%/);
      assert.ok(simulator.requests.some(({ keyAccepted }) => keyAccepted));
    } else {
      await notifications.shows(/The certificate of llm\.company\.example is not trusted/);
      assert.equal(simulator.requests.length, 0);
      await workbench.screenshot('trouble-certificate');
    }
    assert.deepEqual([...new Set(proxy.tunnels)], [`${host}:443`]);
    assert.deepEqual(
      proxy.inTheOpen.filter((request) => request.includes(host)),
      [],
    );
    assert.ok(!proxy.passed.includes(key));
  });
}
