import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { registerHooks } from 'node:module';
import { after, beforeEach, test } from 'node:test';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { startHostileServer } from '../providers/hostileServer.ts';
import { asked, shown, willAnswer } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { changeAddress } = await import('../../../src/host/keys/changeAddress.ts');
const { checkAddress } = await import('../../../src/host/keys/checkAddress.ts');
const { enterKey } = await import('../../../src/host/keys/enterKey.ts');
const { clientOf } = await import('../../../src/providers/clients.ts');

const old = await startSimulator();
const other = await startSimulator();
after(() => Promise.all([old.close(), other.close()]));

const apiKey = 'sk-simulator';
const budget = () => ({ shareOfRequestsPerMinute: 0.1, shareOfRequestsPerDay: 0.1, dollarsPerDay: 0.05 });
const client = clientOf('compatible');

let keyRing: KeyRing;
let replaced: (string | null)[];
let arrived: number;

beforeEach(async () => {
  willAnswer();
  keyRing = new KeyRing(new MemoryMemento(), new MemorySecrets(), {});
  const host = new URL(old.origin).host;
  const record = { id: 'id', label: host, provider: 'compatible', storage: 'secret', fingerprint: '…' } as const;
  await keyRing.put({ ...record, baseUrl: `${old.origin}/wrong`, models: ['gpt-5'] }, apiKey);
  replaced = [];
  keyRing.onDidChange((change) => replaced.push(change.replaced));
  arrived = other.requests.length;
});

const addressNow = async () => {
  const access = await keyRing.access('id');
  return access === 'changed' ? access : access?.baseUrl;
};

test('a key goes to another origin only after the user has agreed', async () => {
  for (const answer of [null, `Keep ${old.origin}`]) {
    willAnswer(other.openaiBaseUrl, answer);
    await changeAddress({ keyRing, budget }, 'id');
    assert.match(asked.at(-1) ?? '', new RegExp(`will be sent to ${other.origin} from now on`));
    assert.equal(other.requests.length, arrived);
    assert.equal(await addressNow(), `${old.origin}/wrong`);
  }
  assert.deepEqual(replaced, []);
  willAnswer(other.openaiBaseUrl, `Send it to ${other.origin}`);
  await changeAddress({ keyRing, budget }, 'id');
  assert.equal(await addressNow(), other.openaiBaseUrl);
  assert.deepEqual(replaced, ['id'], 'what was known of the key begins anew');
  assert.equal(keyRing.records()[0]?.label, new URL(other.origin).host, 'it was called by its host');
});

test('an address that is not what it looks like is called what it is, and taken as that', async () => {
  const { host } = new URL(old.origin);
  const looksLike = old.origin.replace(host, `${host}\\@api.openai.com`);
  const leadsTo = `${old.origin}/@api.openai.com`;
  willAnswer(looksLike, `Keep ${leadsTo}`);
  await changeAddress({ keyRing, budget }, 'id');
  assert.equal(shown[0]?.validationMessage?.message, `This address is ${leadsTo}. The key will be sent there.`);
  assert.equal(await addressNow(), leadsTo);
});

test('another path of the same origin is no other place', async () => {
  willAnswer(old.openaiBaseUrl);
  await changeAddress({ keyRing, budget }, 'id');
  assert.deepEqual(asked, ['Base URL of the endpoint']);
  assert.equal(await addressNow(), old.openaiBaseUrl);
});

test('what does not work is not stored, and the address is asked for again', async () => {
  willAnswer(`${old.origin}/v2`, 'Change Address', old.openaiBaseUrl);
  await changeAddress({ keyRing, budget }, 'id');
  assert.match(asked[1] ?? '', /^There is no such API at http:\/\/127\.0\.0\.1:\d+\/v2: Invalid URL/);
  assert.equal(await addressNow(), old.openaiBaseUrl);
});

test('the address of a provider is fixed', async () => {
  const record = { id: 'official', label: 'OpenAI', provider: 'openai', storage: 'secret', fingerprint: '…' } as const;
  await keyRing.put({ ...record, baseUrl: 'https://api.openai.com/v1', models: [] }, 'sk-proj-0123456789abcdef');
  await changeAddress({ keyRing, budget }, 'official');
  assert.deepEqual(asked, ['Only a key whose address you have typed can get another one.']);
});

test('an address without its version is completed if the user likes', async () => {
  const typed = { apiKey, baseUrl: old.origin };
  for (const [answer, kind] of [
    [`Use ${old.openaiBaseUrl}`, old.openaiBaseUrl],
    [`Keep ${old.origin}`, old.origin],
    [null, 'left'],
  ] as const) {
    willAnswer(answer);
    const checked = await checkAddress(client, typed);
    assert.equal(checked.kind === 'accepted' ? checked.access.baseUrl : checked.kind, kind);
    assert.deepEqual(asked, [`Use ${old.openaiBaseUrl} instead?`]);
  }
});

test('a page or an empty list in place of models leads to the address that has some', async () => {
  const list = JSON.stringify({ object: 'list', data: [{ id: 'llama' }] });
  const pages: ((response: ServerResponse) => void)[] = [
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>'),
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}'),
    (response) => response.writeHead(405).end(),
    (response) => response.writeHead(308, { location: '/ui/' }).end(),
  ];
  for (const page of pages) {
    const server = await startHostileServer((response, { url }) =>
      url === '/v1/models' ? response.writeHead(200, { 'content-type': 'application/json' }).end(list) : page(response),
    );
    willAnswer(`Use ${server.origin}/v1`);
    const checked = await checkAddress(client, { apiKey, baseUrl: server.origin });
    assert.deepEqual(checked.kind === 'accepted' && checked.models, ['llama']);
    await server.close();
  }
});

test('an endpoint that lists no models and answers requests is taken as it is', async () => {
  const server = await startHostileServer((response, { url }) =>
    url.endsWith('/models')
      ? response.writeHead(404).end('404 page not found')
      : response.writeHead(404).end(JSON.stringify({ error: "model 'x' not found" })),
  );
  const checked = await checkAddress(client, { apiKey, baseUrl: `${server.origin}/v1` });
  assert.deepEqual([checked.kind, asked], ['accepted', []]);
  await server.close();
});

test('a key in the wrong box is asked about before anything is sent, and may be sent all the same', async () => {
  const key = 'sk-ant-api03-0123456789abcdef';
  willAnswer(other.openaiBaseUrl, key, null);
  assert.equal(await enterKey('compatible', null), undefined);
  assert.equal(asked.at(-1), 'This looks like a key of Anthropic');
  assert.equal(other.requests.length, arrived);
  willAnswer(other.openaiBaseUrl, key, `Send it to ${new URL(other.origin).host} all the same`);
  assert.equal(await enterKey('compatible', null), undefined);
  assert.match(asked.at(-1) ?? '', /refused the key/);
  assert.equal(other.requests.length, arrived + 1);
});
