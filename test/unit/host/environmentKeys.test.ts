import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { after, beforeEach, test } from 'node:test';
import { environmentPlaces } from '../../../src/host/keys/environmentKey.ts';
import type { NewKey } from '../../../src/host/keys/keyRecord.ts';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { newSecret } from '../../../src/sources/gateway/routes.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { startHostileServer } from '../providers/hostileServer.ts';
import { asked, details, offered, shown, willAnswer } from './fakeQuestions.ts';
import { noHeardKeys } from './heardKeys.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { allowKey } = await import('../../../src/host/keys/allowKey.ts');
const { changeAddress } = await import('../../../src/host/keys/changeAddress.ts');
const { KeyCommands } = await import('../../../src/host/keys/keyCommands.ts');

const baseUrl = 'https://api.openai.com/v1';
const fromEnvironment: NewKey = {
  id: 'env-id',
  label: 'env',
  provider: 'openai',
  storage: 'environment',
  variable: 'OPENAI_API_KEY',
  baseUrl,
  fingerprint: '…',
  models: ['gpt-5'],
};
let meanwhile = async () => {};
const server = await startHostileServer(async (response) => {
  await meanwhile();
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ object: 'list', data: [{ id: 'gpt-5' }] }));
});
after(() => server.close());

let memento: MemoryMemento;
let secrets: MemorySecrets;
let environment: Record<string, string>;
let ring: KeyRing;
const open = () => new KeyRing(memento, secrets, environment, 50);

beforeEach(() => {
  willAnswer();
  meanwhile = async () => {};
  memento = new MemoryMemento();
  secrets = new MemorySecrets();
  environment = {};
  ring = open();
});

test('reads a key of the environment each time and stores it nowhere', async () => {
  environment.OPENAI_API_KEY = ' sk-first ';
  await ring.put(fromEnvironment, 'sk-first');
  assert.deepEqual(await ring.access('env-id'), { apiKey: 'sk-first', baseUrl });
  environment.OPENAI_API_KEY = '  ';
  assert.equal(await ring.access('env-id'), null);
  assert.doesNotMatch(JSON.stringify([[...memento.values], [...secrets.values]]), /sk-/);
});

test('hands out no other key of the environment than the user has allowed, nor for another address', async () => {
  environment.OPENAI_API_KEY = 'sk-first';
  await ring.put(fromEnvironment, 'sk-first');
  environment.OPENAI_API_KEY = 'sk-second';
  assert.equal(await ring.access('env-id'), 'changed');
  await ring.put(fromEnvironment, 'sk-second');
  assert.deepEqual(await ring.access('env-id'), { apiKey: 'sk-second', baseUrl });
  const gateway = 'https://gateway.example/v1';
  environment.OPENAI_BASE_URL = gateway;
  await ring.put({ ...fromEnvironment, baseUrl: gateway }, 'sk-second');
  assert.deepEqual(await ring.access('env-id'), { apiKey: 'sk-second', baseUrl: gateway });
  for (const moved of ['https://other.example/v1', 'http://gateway.example/v1', undefined]) {
    if (moved === undefined) delete environment.OPENAI_BASE_URL;
    else environment.OPENAI_BASE_URL = moved;
    assert.equal(await ring.access('env-id'), 'changed', moved);
  }
});

// A window that was opened from a terminal of ours has its variables.
const gateway = `http://127.0.0.1:47113/${newSecret()}`;

test('takes no address of the gateway for the place of a key, and goes on using what was allowed before', async () => {
  Object.assign(environment, { OPENAI_API_KEY: 'sk-first', OPENAI_BASE_URL: `${gateway}/v1` });
  assert.deepEqual(environmentPlaces('openai', 'OPENAI_API_KEY', environment), [baseUrl]);
  const company = 'https://llm.company.example/v1';
  for (const allowed of [baseUrl, company]) {
    await ring.put({ ...fromEnvironment, baseUrl: allowed }, 'sk-first');
    assert.deepEqual(await ring.access('env-id'), { apiKey: 'sk-first', baseUrl: allowed });
  }
  environment.OPENAI_API_KEY = 'sk-second';
  assert.equal(await ring.access('env-id'), 'changed');
  environment.OPENAI_API_KEY = 'sk-first';
  await ring.put({ ...fromEnvironment, baseUrl: gateway }, 'sk-first');
  assert.equal(await ring.access('env-id'), 'changed', 'what was taken for a place before');
  environment.OPENAI_BASE_URL = 'https://other.example/v1';
  await ring.put({ ...fromEnvironment, baseUrl: company }, 'sk-first');
  assert.equal(await ring.access('env-id'), 'changed');
});

test('says that the address of the gateway is left out where it asks about the place of a key', async () => {
  await ring.put(fromEnvironment, 'sk-proj-0123456789abcdef-old1');
  Object.assign(environment, { OPENAI_API_KEY: 'sk-proj-0123456789abcdef-new1', OPENAI_BASE_URL: gateway });
  willAnswer(null);
  await allowKey(ring, environment, 'env-id');
  assert.deepEqual([offered, details.length], [['Send it to api.openai.com'], 1]);
  assert.match(details[0] ?? '', /OPENAI_BASE_URL holds the gateway’s address/);
  delete environment.OPENAI_BASE_URL;
  await allowKey(ring, environment, 'env-id');
  assert.doesNotMatch(details[0] ?? '', /gateway/);
});

test('sends a key of the environment nowhere else, whoever writes another address into the global state', async () => {
  environment.OPENAI_API_KEY = 'sk-first';
  await ring.put(fromEnvironment, 'sk-first');
  memento.values.set('keygauge.keys', [
    { ...fromEnvironment, baseUrl: 'https://evil.example/v1' },
    { ...fromEnvironment, id: 'planted', baseUrl: 'https://evil.example/v1' },
  ]);
  ring = open();
  assert.deepEqual(await ring.access('env-id'), { apiKey: 'sk-first', baseUrl });
  assert.equal(await ring.access('planted'), 'changed');
});

test('takes no other variable out of the environment than those that hold such keys', async () => {
  environment.AWS_SECRET_ACCESS_KEY = 'not-for-providers';
  memento.values.set('keygauge.keys', [
    { ...fromEnvironment, variable: 'AWS_SECRET_ACCESS_KEY', baseUrl: 'https://evil.example' },
  ]);
  ring = open();
  assert.deepEqual(ring.records(), []);
  assert.equal(await ring.access('env-id'), null);
});

const host = new URL(server.origin).host;

test('a key that has changed is sent nowhere until the user has seen which it is and said where it may go', async () => {
  const { length } = server.received;
  Object.assign(environment, { OPENAI_API_KEY: 'sk-proj-0123456789abcdef-new1', OPENAI_BASE_URL: server.origin });
  await ring.put(fromEnvironment, 'sk-proj-0123456789abcdef-old1');
  willAnswer(null);
  await allowKey(ring, environment, 'env-id');
  assert.deepEqual(asked, ['The key …new1 in OPENAI_API_KEY: where may it go?']);
  assert.equal(await ring.access('env-id'), 'changed');
  assert.equal(server.received.length, length);
  const replaced: (string | null)[] = [];
  ring.onDidChange((change) => replaced.push(change.replaced));
  willAnswer(`Send it to ${host}`);
  await allowKey(ring, environment, 'env-id');
  assert.deepEqual(await open().access('env-id'), {
    apiKey: 'sk-proj-0123456789abcdef-new1',
    baseUrl: server.origin,
  });
  assert.deepEqual(replaced, ['env-id'], 'so that the engine begins anew with it');
  assert.equal(ring.records()[0]?.fingerprint, '…new1');
});

test('a variable that is not set, or a key of another storage, cannot be allowed', async () => {
  await ring.put(fromEnvironment, 'sk-proj-0123456789abcdef-old1');
  await ring.put({ ...fromEnvironment, id: 'stored', storage: 'secret' }, 'sk-proj-0123456789abcdef');
  for (const id of ['env-id', 'stored', 'nobody']) {
    willAnswer('Send it to api.openai.com');
    await allowKey(ring, environment, id);
    assert.equal(await ring.access('env-id'), null);
  }
});

test('a replaced key goes where the old one is stored for, whatever the global state says, and its box names the place', async () => {
  const stored = {
    ...fromEnvironment,
    id: 'work',
    storage: 'secret',
    provider: 'openai',
    baseUrl: server.origin,
  } as const;
  await ring.put(stored, 'sk-proj-0123456789abcdef');
  memento.values.set('keygauge.keys', [{ ...ring.records()[0], baseUrl: 'https://evil.example/v1' }]);
  ring = open();
  const commands = new KeyCommands({ keyRing: ring, heard: noHeardKeys, budget: () => assert.fail() });
  willAnswer('sk-proj-fedcba9876543210');
  await commands.replace('work');
  assert.match(shown[0]?.prompt ?? '', new RegExp(`listing models at ${host}`));
  assert.deepEqual(await ring.access('work'), { apiKey: 'sk-proj-fedcba9876543210', baseUrl: server.origin });
});

test('where the old value is lost, an address that is not the provider’s own is asked for again', async () => {
  memento.values.set('keygauge.keys', [
    { ...fromEnvironment, id: 'work', storage: 'secret', baseUrl: 'https://evil.example/v1' },
  ]);
  ring = open();
  willAnswer(null);
  await new KeyCommands({ keyRing: ring, heard: noHeardKeys, budget: () => assert.fail() }).replace('work');
  assert.deepEqual(asked, ['Base URL of the endpoint']);
  assert.equal(shown[0]?.value, 'https://evil.example/v1');
});

test('what the user changes of a key while its new value or place is checked stays', async () => {
  Object.assign(environment, { OPENAI_API_KEY: 'sk-proj-0123456789abcdef-new1', OPENAI_BASE_URL: server.origin });
  const budget = () => ({ shareOfRequestsPerMinute: 0.1, shareOfRequestsPerDay: 0.1, dollarsPerDay: 0.05 });
  const stored = { storage: 'secret', baseUrl: server.origin } as const;
  await ring.put(fromEnvironment, 'sk-proj-0123456789abcdef-old1');
  await ring.put({ ...fromEnvironment, ...stored, id: 'replaced' }, 'sk-proj-0123456789abcdef');
  await ring.put({ ...fromEnvironment, ...stored, id: 'moved', provider: 'compatible' }, 'sk-proj-0123456789abcdef');
  const commands = new KeyCommands({ keyRing: ring, budget, heard: noHeardKeys });
  for (const [id, change, ...answers] of [
    ['env-id', () => allowKey(ring, environment, 'env-id'), `Send it to ${host}`],
    ['replaced', () => commands.replace('replaced'), 'sk-proj-0123456789abcdef-new2'],
    ['moved', () => changeAddress({ keyRing: ring, budget }, 'moved'), `${server.origin}/v1`],
  ] as const) {
    meanwhile = () => ring.edit(id, { label: `${id} at work`, models: ['gpt-5', 'gpt-5-mini'] });
    willAnswer(...answers);
    await change();
    const { label, models } = ring.records().find((one) => one.id === id) ?? assert.fail();
    assert.deepEqual([label, models], [`${id} at work`, ['gpt-5', 'gpt-5-mini']], asked.join());
  }
});

test('whoever brings a key back is told where the storage does not take it any more', async () => {
  await ring.put({ ...fromEnvironment, id: 'work', storage: 'secret' }, 'sk-proj-0123456789abcdef');
  ring.onDidChange(() => {
    secrets.mood = 'rejecting';
  });
  willAnswer('Undo');
  await new KeyCommands({ keyRing: ring, heard: noHeardKeys, budget: () => assert.fail() }).remove('work');
  assert.equal(ring.records()[0]?.storage, 'session');
  assert.match(asked.at(-1) ?? '', /^The secret storage did not take the key/);
});
