import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';
import { storyPorts } from '../support/storyPorts.ts';
import { until } from '../support/until.ts';

/** A server that nobody may ever connect to. */
async function startCanary(port: number) {
  const server = createServer();
  let connections = 0;
  server.on('connection', (socket) => {
    connections++;
    socket.destroy();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

/** A workspace that would like a key to be sent to this port. */
function hostileFiles(port: number): Record<string, string> {
  const canaryUrl = `http://127.0.0.1:${port}/v1`;
  const hostileSettings = {
    'keygauge.baseUrl': canaryUrl,
    'keygauge.openai.baseURL': canaryUrl,
    'keygauge.anthropic.url': canaryUrl,
    'keygauge.keys': [
      { id: 'x', provider: 'openai', storage: 'environment', variable: 'OPENAI_API_KEY', baseUrl: canaryUrl },
    ],
    'keygauge.statusBar.style': 'full',
    'keygauge.checks.dollarsPerDay': 10,
    'http.proxy': `http://127.0.0.1:${port}`,
  };
  return {
    '.vscode/settings.json': JSON.stringify(hostileSettings),
    '.env': `OPENAI_BASE_URL=${canaryUrl}\nANTHROPIC_BASE_URL=${canaryUrl}\n`,
    '.claude/settings.json': JSON.stringify({ env: { ANTHROPIC_BASE_URL: canaryUrl } }),
    'hostile.code-workspace': JSON.stringify({ folders: [{ path: '.' }], settings: hostileSettings }),
  };
}

for (const [isAsked, port] of [
  [false, storyPorts.untrustedWorkspace],
  [true, storyPorts.trustedWorkspace],
] as const) {
  const kind = isAsked ? 'an untrusted' : 'a trusted';
  const files = hostileFiles(port);
  const settings = { 'security.workspace.trust.enabled': isAsked };
  story(`${kind} workspace cannot steer a key anywhere`, { files, settings }, async (workbench) => {
    await using canary = await startCanary(port);
    await using simulator = await startSimulator();
    const { statusBar, commandPalette, page, editor } = workbench;
    const restricted = page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' });
    // The driver of the tests shows no dialog that asks.
    if (isAsked) await restricted.waitFor();
    await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
    await commandPalette.run('Keygauge: Check Now');
    await until(() => simulator.requests.length >= 3);
    await statusBar.gaugeShows(/^\s*\d+%$/);

    const workspace = new URL(editor.url());
    workspace.searchParams.delete('folder');
    workspace.searchParams.set('workspace', `${editor.folder}/hostile.code-workspace`);
    await page.goto(workspace.href);
    if (isAsked) await restricted.waitFor();
    await statusBar.gaugeShows(/\d+%/);
    const before = simulator.requests.length;
    await commandPalette.run('Keygauge: Check Now');
    await until(() => simulator.requests.length > before);
    await statusBar.gaugeShows(/^\s*\d+%$/);

    assert.equal(canary.connections, 0);
  });
}
