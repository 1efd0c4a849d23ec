import assert from 'node:assert/strict';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { getActiveResourcesInfo } from 'node:process';
import * as vscode from 'vscode';
import type { KeySnapshot, SourceState } from '../../src/core/model/snapshot.ts';
import type { EngineRoom } from '../../src/host/engineRoom.ts';
import type { Shell } from '../../src/host/shell.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { until } from '../support/until.ts';
import { DrivenClock } from '../unit/engine/drivenClock.ts';
import { openShell } from './stage.ts';

const key = 'sk-ant-simulator';
const model = 'claude-sonnet-5';

function set(setting: string, value: boolean | undefined) {
  return vscode.workspace.getConfiguration().update(setting, value, vscode.ConfigurationTarget.Global);
}

/** Servers of this process that listen on a port. */
const listening = () => getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;

/** Asks as Claude Code does, from outside the editor's own network. */
function ask(address: string): Promise<{ status: number; body: string }> {
  const body = JSON.stringify({ model, max_tokens: 9, messages: [{ role: 'user', content: 'canary' }] });
  const headers = {
    'x-api-key': key,
    'anthropic-version': '2023-06-01',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'claude-cli/2.1.197 (external, cli)',
    'x-claude-code-session-id': 'session',
  };
  return new Promise((resolve, reject) => {
    const request = http.request(`${address}/v1/messages`, { method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

suite('The gateway in this editor', () => {
  const clock = new DrivenClock();
  let shell: Shell;
  let room: EngineRoom | null = null;
  let simulator: Awaited<ReturnType<typeof startSimulator>> | null = null;
  let before = 0;

  suiteSetup(async () => {
    simulator = await startSimulator({ keys: { anthropic: key } });
    // Here, since it follows settings that other suites change.
    shell = openShell(clock, () => Date.UTC(2026, 0, 1) + clock.now());
    room = await shell.room;
    before = listening();
  });

  suiteTeardown(async () => {
    await set('keygauge.gateway.enabled', undefined);
    await set('keygauge.listen', undefined);
    shell.dispose();
    await simulator?.close();
  });

  const opened = () => room ?? assert.fail('the engine could not be loaded');
  const state = (): SourceState['kind'] | undefined =>
    opened().engine.current.sources.find(({ id }) => id === 'gateway')?.state.kind;
  const heard = (): KeySnapshot | undefined =>
    opened().engine.current.keys.find(({ storage }) => storage === 'traffic');

  test('no port is open until it is allowed', async () => {
    assert.equal(state(), 'off');
    await set('keygauge.gateway.enabled', true);
    await until(() => state() === 'live', 10_000);
    assert.ok(listening() > before);
  });

  test('a tool that was given its address is answered by its provider, and heard once', async () => {
    const connections = await opened().connections();
    const origin = simulator?.origin ?? '';
    // Who listens in this window knows the place, as that of a key of the user's own.
    const record = { id: 'own', label: 'Own', provider: 'anthropic', storage: 'session', models: [] } as const;
    await shell.keyRing.put({ ...record, baseUrl: origin, fingerprint: '…' }, 'sk-ant-own-0123456789abcdefghij');
    await set('keygauge.listen', true);
    await until(() =>
      opened().engine.current.sources.some(({ id, state }) => id === 'listener' && state.kind === 'live'),
    );
    const connection = await connections.connect('claude-code', 'anthropic', origin);
    const { status, body } = await ask(connections.addressOf(connection) ?? '');
    assert.equal(status, 200, body);
    assert.equal(JSON.parse(body).model, model);
    await until(() => heard() !== undefined, 10_000);
    const limits = () => heard()?.models.flatMap((one) => one.limits) ?? [];
    await until(() => limits().length > 0, 5_000);
    assert.deepEqual(
      heard()?.tools.map(({ tool, requests, through }) => [tool, requests, through]),
      [['Claude Code', 1, 'gateway']],
    );
    assert.ok(limits().every(({ source }) => source === 'gateway'));
    assert.equal(simulator?.requests.filter(({ path }) => path.startsWith('/v1/messages')).length, 1);
  });

  test('a request that would be refused is held in sight, until the user does not want to wait', async () => {
    const empty = {
      'anthropic-ratelimit-requests-limit': '2',
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': new Date(Date.UTC(2026, 0, 1, 0, 1)).toISOString(),
      date: new Date(Date.UTC(2026, 0, 1)).toUTCString(),
    };
    const provider = http.createServer((_, response) => response.writeHead(200, empty).end('{}'));
    await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done));
    const { port } = provider.address() as AddressInfo;
    const connections = await opened().connections();
    const connection = await connections.connect('slow', 'anthropic', `http://127.0.0.1:${port}`);
    const address = connections.addressOf(connection) ?? '';
    assert.equal((await ask(address)).status, 200);
    const asked = ask(address);
    const holds = () => opened().engine.current.holds ?? [];
    await until(() => holds().length === 1, 5_000);
    await until(() => /^\$\(debug-pause\) Claude Code \d+ s$/.test(shell.gauge.text), 5_000);
    await shell.perform({ type: 'send-now', holdId: holds()[0]?.id ?? '' });
    assert.equal((await asked).status, 200);
    await until(() => holds().length === 0, 5_000);
    await connections.disconnect('slow');
    provider.closeAllConnections();
    provider.close();
  });

  test('without a secret nobody is answered, and nothing leaves', async () => {
    const connections = await opened().connections();
    const sent = simulator?.requests.length;
    const { status } = await ask(`http://127.0.0.1:${connections.port}/guessed-0123456789abcdef`);
    assert.equal(status, 401);
    assert.equal(simulator?.requests.length, sent);
  });

  test('once it is turned off, nothing listens and no such key is left', async () => {
    const connections = await opened().connections();
    const [connection] = connections.all;
    assert.ok(connection);
    await set('keygauge.listen', undefined);
    await shell.perform({ type: 'stop-gateway' });
    await until(() => state() === 'off' && heard() === undefined, 10_000);
    await until(() => listening() === before, 5_000);
    await assert.rejects(ask(connections.addressOf(connection) ?? ''), { code: 'ECONNREFUSED' });
  });
});
