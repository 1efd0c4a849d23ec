import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { systemClock } from '../../src/base/clock.ts';
import type { Observation } from '../../src/core/model/observation.ts';
import type { ListeningParts, OpenListener } from '../../src/host/listening/openListener.ts';
import { extensions } from '../unit/host/fakeEditor.ts';
import { readMetafile, unzip, vsixFile } from './vsix.ts';

const fake = new URL('../unit/host/fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});

const agent = `import { request } from 'node:http';
export const ask = (url) => new Promise((resolve, reject) => {
  const headers = { authorization: 'Bearer sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e' };
  request(url, { method: 'POST', headers }, (answer) => answer.resume().once('end', resolve)).on('error', reject).end('{}');
});`;

test('a client of node:http is named by its own extension where ours is installed beside it', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'keygauge-installed-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const file = (...path: readonly string[]) => join(home, 'extensions', ...path);
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  for (const [path, content] of unzip(readFileSync(vsixFile))) {
    if (/^extension\/(?:dist\/|package\.json)/.test(path))
      write(file('keygauge.keygauge-0.1.0', path.slice('extension/'.length)), content);
  }
  write(file('acme.coder-1.2.3', 'agent.mjs'), agent);
  const named = (folder: string, displayName: string) => ({
    extensionPath: file(folder),
    packageJSON: { displayName },
  });
  extensions.all = [named('keygauge.keygauge-0.1.0', 'Keygauge'), named('acme.coder-1.2.3', 'Acme Coder')];
  const [chunk] = Object.entries(readMetafile('extension').outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint === 'src/host/listening/openListener.ts' ? [path] : [],
  );
  assert.ok(chunk);
  const load = (path: string) => import(pathToFileURL(path).href);
  const { openListener }: { openListener: (parts: ListeningParts) => OpenListener } = await load(
    file('keygauge.keygauge-0.1.0', chunk),
  );
  const heard: Observation[] = [];
  const parts = { clock: systemClock(), digestOf: () => 'digest', heard: (one: Observation) => void heard.push(one) };
  const { addresses, listener } = openListener(parts);
  const server = createServer((request, response) => void request.resume().once('end', () => response.end('{}')));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  addresses.limit(new Map([[origin, 'openai']]), false);
  listener.turn(true);
  t.after(() => listener.turn(false));
  await (await load(file('acme.coder-1.2.3', 'agent.mjs'))).ask(`${origin}/v1/chat/completions`);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const tools = heard.flatMap((one) => (one.kind === 'exchange' ? [one.tool] : []));
  assert.deepEqual(tools, ['Acme Coder']);
});
