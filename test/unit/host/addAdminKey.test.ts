import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { after, beforeEach, test } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import { AdminKeyRing } from '../../../src/host/adminKeys/adminKeyRing.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import type { FirstAnswer } from '../../../src/sources/admin/adminDesk.ts';
import { newSecret } from '../../../src/sources/gateway/routes.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { memoryTimes } from '../../support/memoryTimes.ts';
import { startHostileServer } from '../providers/hostileServer.ts';
import { asked, offered, opened, shown, willAnswer } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { addAdminKey } = await import('../../../src/host/adminKeys/addAdminKey.ts');
const { removeAdminKey } = await import('../../../src/host/adminKeys/removeAdminKey.ts');
const { remarkOnAdminKey } = await import('../../../src/host/adminKeys/adminKeyBox.ts');
const { checkKey } = await import('../../../src/host/keys/checkKey.ts');
const { clientOf } = await import('../../../src/providers/clients.ts');

const openaiKey = 'sk-admin-simulator0123456789';
const anthropicKey = 'sk-ant-admin01-simulator0123456789';
const cursorKey = 'crsr_simulator0123456789';
const olderCursorKey = 'key_simulator0123456789';
const team = { cycle: 0, members: [{ plan: 1, onDemand: 1, limit: null }], events: [] };
const simulator = await startSimulator({
  adminKeys: { openai: openaiKey, anthropic: anthropicKey },
  team: { key: cursorKey, ...team },
});
after(() => simulator.close());

let adminKeys: AdminKeyRing;
let now: number;
let arrived: number;
const times = memoryTimes();
const baseUrls = {
  openai: simulator.openaiBaseUrl,
  anthropic: simulator.anthropicBaseUrl,
  cursor: simulator.origin,
} as const;
const baseUrlOf = (id: keyof typeof baseUrls) => baseUrls[id];
const places = (['openai', 'anthropic', 'cursor'] as const).map((provider) => {
  return { provider, baseUrl: baseUrlOf(provider), variable: null };
});
const heeded = new Map<string, FirstAnswer>();
const heed = (id: string, first: FirstAnswer) => void heeded.set(id, first);
const parts = () => ({ adminKeys, asked: times, wall: () => now, environment: {}, heed });
const add = () => addAdminKey({ ...parts(), places });
const requests = () => simulator.requests.length - arrived;

beforeEach(() => {
  willAnswer();
  simulator.setAnswer(null);
  adminKeys = new AdminKeyRing(new MemorySecrets(), new MemoryMemento(), systemClock());
  now = 1_000_000;
  arrived = simulator.requests.length;
});

test('an admin key is checked with one request, kept, and said to see what it sees', async () => {
  willAnswer('OpenAI', openaiKey);
  await add();
  assert.deepEqual(asked.slice(0, 2), ['Keygauge: Add an Admin Key', 'Admin key of OpenAI']);
  assert.equal(
    asked[2],
    'Added “OpenAI organization”. Limits, use and costs follow in the next minutes. It sees these projects: Default project, Team.',
  );
  assert.equal(requests(), 1);
  assert.deepEqual(
    adminKeys.organizations().map(({ label, provider, origin }) => [label, provider, origin]),
    [['OpenAI organization', 'openai', simulator.origin]],
  );
  const id = adminKeys.organizations()[0]?.id ?? '';
  assert.equal(await times.last(id), now, 'the next request waits a minute');
  const { divisions, at } = heeded.get(id) ?? {};
  assert.deepEqual(
    [divisions?.page?.items.map(({ name }) => name), at],
    [['Default project', 'Team'], now],
    'what was answered need not be asked again',
  );
  assert.match(shown[0]?.prompt ?? '', /choose “Read only” when you make it/);
  assert.equal(shown[0]?.password, true);
  shown[0]?.press();
  assert.equal(opened.pop(), 'https://platform.openai.com/settings/organization/admin-keys');
});

test('a key goes where the environment points when the user chooses that place, and nowhere that may not be', async () => {
  const environment = {
    OPENAI_BASE_URL: ` ${simulator.openaiBaseUrl}/ `,
    ANTHROPIC_BASE_URL: 'http://gateway.example',
  };
  willAnswer(`OpenAI at ${new URL(simulator.origin).host}`, openaiKey);
  await addAdminKey({ ...parts(), environment });
  assert.deepEqual(offered, ['OpenAI', `OpenAI at ${new URL(simulator.origin).host}`, 'Anthropic', 'Cursor']);
  assert.match(shown[0]?.prompt ?? '', /^It is sent to 127\.0\.0\.1:\d+ alone/);
  assert.match(asked.at(-1) ?? '', /^Added “OpenAI organization”/);
  const [organization] = adminKeys.organizations();
  assert.equal(organization?.origin, simulator.origin);
  assert.equal(adminKeys.access(organization?.id ?? '')?.baseUrl, simulator.openaiBaseUrl);
});

test('an address of the gateway, as terminals have it, is no place for a key', async () => {
  willAnswer(null);
  const OPENAI_BASE_URL = `http://127.0.0.1:47113/${newSecret()}/v1`;
  await addAdminKey({ ...parts(), environment: { OPENAI_BASE_URL } });
  assert.deepEqual(offered, ['OpenAI', 'Anthropic', 'Cursor']);
});

test('the shape of the key says whose it is, whatever was chosen', async () => {
  willAnswer('OpenAI', anthropicKey);
  await add();
  assert.match(asked.at(-1) ?? '', /^Added “Anthropic organization”.* It sees these workspaces: Own, Team\.$/);
  assert.equal(adminKeys.organizations()[0]?.provider, 'anthropic');
});

test('a key of a Cursor team is checked with one request that only reads, and kept as a team', async () => {
  willAnswer('Cursor', cursorKey);
  await add();
  assert.equal(asked.at(-1), 'Added “Cursor team”. What the team spent and used follows in the next minutes.');
  assert.match(shown[0]?.prompt ?? '', /alone, once an hour, page by page, and only to read/);
  assert.deepEqual(
    simulator.requests.slice(arrived).map(({ method, path, status }) => `${method} ${path} ${status}`),
    ['POST /teams/spend 200'],
  );
  const [{ id, label, provider, origin } = assert.fail('nothing was kept')] = adminKeys.organizations();
  assert.deepEqual([label, provider, origin], ['Cursor team', 'cursor', simulator.origin]);
  assert.equal(heeded.has(id), false, 'a team has no projects to begin with');
  shown[0]?.press();
  assert.equal(opened.pop(), 'https://cursor.com/dashboard/api');
});

test('a key of a Cursor team that is refused is not kept, and says who refused it', async () => {
  willAnswer('Cursor', 'crsr_wrong0123456789', null);
  await add();
  assert.match(asked[2] ?? '', /^Cursor refused the key, so it was not stored/);
  assert.deepEqual(adminKeys.organizations(), []);
});

test('whoever answers otherwise than Cursor does has accepted nothing', async () => {
  const other = await startHostileServer((response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}'),
  );
  willAnswer('Cursor', cursorKey, null);
  await addAdminKey({ ...parts(), places: [{ provider: 'cursor', baseUrl: other.origin, variable: null }] });
  await other.close();
  assert.match(asked[2] ?? '', /^The key could not be checked with Cursor and was not stored/);
  assert.deepEqual(adminKeys.organizations(), []);
});

test('an older key of a Cursor team begins as anybody’s may, so it is one only where Cursor was chosen', async () => {
  assert.equal(remarkOnAdminKey(olderCursorKey, 'cursor'), undefined);
  assert.equal(remarkOnAdminKey('key_0123456789abcdefghijklmnopqrstuvwxyz', 'cursor'), undefined);
  assert.match(remarkOnAdminKey('key_', 'cursor')?.text ?? '', /begins with crsr_\.$/);
  assert.match(remarkOnAdminKey(olderCursorKey, 'openai')?.text ?? '', /begins with sk-admin-\.$/);
  assert.match(remarkOnAdminKey(openaiKey, 'cursor')?.text ?? '', /admin key of OpenAI/);
  willAnswer('Cursor', olderCursorKey, null);
  await add();
  assert.deepEqual(
    simulator.requests.slice(arrived).map(({ path }) => path),
    ['/teams/spend'],
  );
});

test('what is no admin key is recognized by its shape, and nothing is sent', () => {
  const remarks: [string, RegExp][] = [
    ['sk-proj-0123456789abcdef', /ordinary key.*“Keygauge: Add a Key…”/],
    ['sk-ant-api03-0123456789abcdef', /ordinary key.*“Keygauge: Add a Key…”/],
    ['sk-0123456789abcdefghij', /ordinary key/],
    ['gsk_0123456789abcdef', /ordinary key/],
    ['https://api.openai.com/v1', /address/],
    ['two words', /one word/],
    ['hello', /begins with sk-admin-\.$/],
    ['sk-admin-', /ordinary key|begins with/],
  ];
  for (const [text, words] of remarks) {
    const remark = remarkOnAdminKey(text, 'openai');
    assert.match(remark?.text ?? '', words, text);
    assert.equal(remark?.isDoubt, undefined, text);
  }
  assert.equal(remarkOnAdminKey(openaiKey, 'openai'), undefined);
  assert.deepEqual(remarkOnAdminKey(anthropicKey, 'openai'), {
    text: 'That is an admin key of Anthropic. It will be sent there.',
    isDoubt: true,
  });
});

test('an admin key among ordinary ones, in a box or in the environment, is not sent to a provider', async () => {
  for (const [provider, apiKey] of [['openai', openaiKey] as const, ['anthropic', anthropicKey] as const]) {
    const checked = await checkKey(clientOf(provider), { apiKey, baseUrl: baseUrlOf(provider) });
    assert.match(checked.kind === 'refused' ? checked.words : '', /admin key.*“Keygauge: Add an Admin Key…”/);
  }
  assert.equal(requests(), 0);
});

test('a key that is refused is not kept, and asked with again after a minute only', async () => {
  const wrong = 'sk-admin-wrong0123456789';
  willAnswer('OpenAI', wrong, 'Try Again', wrong, 'Try Again', openaiKey);
  await add();
  assert.match(asked[2] ?? '', /^OpenAI refused the key, so it was not stored/);
  assert.match(asked[4] ?? '', /^A key is asked with once a minute at most\. Try again in 60 s\.$/);
  assert.match(asked[6] ?? '', /^Added/, 'another key need not wait');
  assert.deepEqual(
    simulator.requests.slice(arrived).map(({ status }) => status),
    [401, 200],
  );
});

test('leaving at any step keeps nothing', async () => {
  for (const answers of [[null], ['OpenAI', null], ['OpenAI', 'sk-admin-wrong0123456789', null]]) {
    willAnswer(...answers);
    await add();
    assert.deepEqual(adminKeys.organizations(), []);
  }
});

test('a key that may not list projects is welcome: what it may see is shown', async () => {
  simulator.setAnswer({ kind: 'forbidden' }, { path: '/v1/organization/projects' });
  willAnswer('OpenAI', openaiKey);
  await add();
  assert.match(asked.at(-1) ?? '', /^Added .* It may not list all there is; what it may see is shown\.$/);
  assert.equal(adminKeys.organizations().length, 1);
});

test('the same key is not added twice, a second one gets a name, and removing can be undone', async () => {
  willAnswer('OpenAI', openaiKey);
  await add();
  willAnswer('OpenAI', openaiKey);
  await add();
  assert.equal(asked.at(-1), 'That key is there already, as “OpenAI organization”.');
  willAnswer('Anthropic', anthropicKey, 'Research');
  await add();
  assert.deepEqual(
    adminKeys.organizations().map(({ label }) => label),
    ['OpenAI organization', 'Research'],
  );
  willAnswer('Research', 'Undo');
  await removeAdminKey(adminKeys);
  assert.match(asked[1] ?? '', /^Removed the key “Research”/);
  assert.equal(adminKeys.organizations().length, 2);
  willAnswer('OpenAI organization', null);
  await removeAdminKey(adminKeys);
  assert.deepEqual(
    adminKeys.organizations().map(({ label }) => label),
    ['Research'],
  );
});

test('whoever brings an admin key back is told where the storage does not take it any more', async () => {
  const secrets = new MemorySecrets();
  adminKeys = new AdminKeyRing(secrets, new MemoryMemento(), systemClock());
  willAnswer('OpenAI', openaiKey);
  await add();
  adminKeys.onDidChange(() => {
    secrets.mood = 'rejecting';
  });
  willAnswer('Undo');
  await removeAdminKey(adminKeys);
  assert.equal(adminKeys.organizations().length, 1);
  assert.match(asked.at(-1) ?? '', /^The secret storage did not take the key/);
});
