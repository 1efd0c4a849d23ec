import assert from 'node:assert/strict';
import { hasSubscribers } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Anthropic } from '@anthropic-ai/sdk';
import { OpenAI } from 'openai';
import * as vscode from 'vscode';
import type { KeySnapshot } from '../../src/core/model/snapshot.ts';
import type { Board } from '../../src/engine/board.ts';
import type { Shell } from '../../src/host/shell.ts';
import { headerChannels } from '../../src/sources/listener/channels.ts';
import { until } from '../support/until.ts';
import { DrivenClock } from '../unit/engine/drivenClock.ts';
import { answers } from '../unit/sources/listener/answers.ts';
import { companion } from './companion/manifest.ts';
import { openShell } from './stage.ts';

const own = 'sk-own-0123456789abcdefghij';
const theirs = 'sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';
const setting = 'keygauge.listen';
const channels = Object.values(headerChannels);
const messages = [{ role: 'user' as const, content: 'canary of a prompt' }];

function listen(isOn: boolean) {
  return vscode.workspace.getConfiguration().update(setting, isOn, vscode.ConfigurationTarget.Global);
}

suite('Listening along with the clients that run in this editor', () => {
  let origin = '';
  let engine: Board | null = null;
  const server = createServer((request, response) => {
    const isRefused = request.headers['x-refuse'] !== undefined;
    request.resume().once('end', () => {
      if (request.url?.includes('messages')) answers.anthropic(response, isRefused ? 529 : 200);
      else answers.openai(response, isRefused ? 401 : 200);
    });
  });
  const clock = new DrivenClock();
  let shell: Shell;

  suiteSetup(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // Here, since it follows settings that other suites change.
    shell = openShell(clock, () => Date.UTC(2026, 0, 1) + clock.now());
    const room = await shell.room;
    assert.ok(room);
    // Surfaces repaint at a pace, and here time stands still.
    engine = room.engine;
    // Of this machine only addresses are listened to that a key of the user's own belongs to.
    const record = { id: 'own', label: 'Own', provider: 'openai', storage: 'session', models: [] } as const;
    await shell.keyRing.put({ ...record, baseUrl: `${origin}/v1`, fingerprint: '…' }, own);
  });

  suiteTeardown(async () => {
    await listen(false);
    shell.dispose();
    server.closeAllConnections();
    server.close();
  });

  const heard = (): KeySnapshot | undefined => engine?.current.keys.find(({ storage }) => storage === 'traffic');
  const requests = () => heard()?.tools.reduce((sum, { requests: count }) => sum + count, 0) ?? 0;
  const chat = () => `${origin}/v1/chat/completions`;

  /** Has a request made, and waits until it is heard to leave; its answer is told a moment later. */
  const hears = async (ask: () => Promise<unknown>, tool: string | null) => {
    const before = requests();
    await ask();
    await until(() => requests() === before + 1, 5_000);
    assert.equal(heard()?.tools[0]?.tool, tool);
  };

  test('nothing is subscribed until it is allowed', async () => {
    assert.deepEqual(
      channels.filter((name) => hasSubscribers(name)),
      [],
    );
    await listen(true);
    await until(() => channels.every((name) => hasSubscribers(name)), 5_000);
  });

  test('fetch, as the editor has patched it', () =>
    hears(async () => {
      const headers = { authorization: `Bearer ${theirs}`, 'user-agent': 'Zoo-Code/3' };
      await (await fetch(chat(), { method: 'POST', headers, body: '{}' })).text();
    }, 'Zoo Code'));

  test('openai, answered and refused', async () => {
    const client = (more = {}) => new OpenAI({ apiKey: theirs, baseURL: `${origin}/v1`, maxRetries: 0, ...more });
    await hears(() => client().chat.completions.create({ model: 'gpt-5', messages }), 'OpenAI SDK');
    assert.equal(heard()?.models[0]?.limits.length, 2);
    const refused = client({ defaultHeaders: { 'x-refuse': '1' } });
    await hears(() => refused.chat.completions.create({ model: 'gpt-5', messages }).catch(() => {}), 'OpenAI SDK');
    await until(() => heard()?.status === 'refused', 5_000);
  });

  test('@anthropic-ai/sdk, answered and overloaded', async () => {
    const client = (more = {}) => new Anthropic({ apiKey: theirs, baseURL: origin, maxRetries: 0, ...more });
    const ask = (one: Anthropic) => one.messages.create({ model: 'claude-sonnet-5', max_tokens: 9, messages });
    await hears(() => ask(client()), 'Anthropic SDK');
    await hears(() => ask(client({ defaultHeaders: { 'x-refuse': '1' } })).catch(() => {}), 'Anthropic SDK');
    await until(() => heard()?.status === 'trouble', 5_000);
  });

  test('node:http, as the editor has patched it', () =>
    hears(
      () =>
        new Promise((resolve) => {
          const headers = { authorization: `Bearer ${theirs}`, 'user-agent': 'axios/1.9.0' };
          httpRequest(chat(), { method: 'POST', headers }, (answer) => answer.resume().on('end', resolve)).end('{}');
        }),
      'axios',
    ));

  test('node:http in another extension, which is called as its users know it', () =>
    hears(async () => {
      const { signal } = new AbortController();
      const asked = { origin, certificate: '', apiKey: theirs, isStreamed: false, signal };
      await vscode.commands.executeCommand('coder.ask', 'axios', asked);
    }, companion.name));

  test('a key that is hidden is gone until it is brought back, and one that is forgotten comes back as new', async () => {
    const [key, room] = [heard(), await shell.room];
    assert.ok(key && room);
    const before = requests();
    // Its message waits for an answer, as long as nobody gives one.
    void shell.perform({ type: 'hide-key', keyId: key.id });
    await until(() => heard() === undefined, 5_000);
    const hidden = engine?.current.hiddenKeys ?? [];
    assert.deepEqual([hidden.length, hidden[0]?.id], [1, key.id]);
    room.engine.changeHeard(key.id, { kind: 'show' });
    assert.equal(requests(), before);
    await shell.perform({ type: 'forget-key', keyId: key.id });
    assert.equal(heard(), undefined);
    await hears(async () => {
      const headers = { authorization: `Bearer ${theirs}`, 'user-agent': 'Zoo-Code/3' };
      await (await fetch(chat(), { method: 'POST', headers, body: '{}' })).text();
    }, 'Zoo Code');
    assert.equal(requests(), 1);
  });

  test('once it is turned off, nothing is subscribed and no such key is left', async () => {
    await listen(false);
    await until(() => !channels.some((name) => hasSubscribers(name)), 5_000);
    await until(() => heard() === undefined, 5_000);
  });
});
