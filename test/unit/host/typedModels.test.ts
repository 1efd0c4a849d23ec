import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { after, beforeEach, test } from 'node:test';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { startHostileServer } from '../providers/hostileServer.ts';
import { asked, presented, willAnswer } from './fakeQuestions.ts';
import { noHeardKeys } from './heardKeys.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { addKey } = await import('../../../src/host/keys/addKey.ts');
const { KeyCommands } = await import('../../../src/host/keys/keyCommands.ts');

/** More than the 4 MB that are read of a list. */
const tooLong = JSON.stringify({
  object: 'list',
  data: Array.from({ length: 5_000 }, (_, index) => ({ id: `model-${index}`, description: 'x'.repeat(1_000) })),
});
const server = await startHostileServer((response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(tooLong);
});
after(() => server.close());
const baseUrl = `${server.origin}/v1`;
const budget = () => ({ shareOfRequestsPerMinute: 0.1, shareOfRequestsPerDay: 0.1, dollarsPerDay: 0.05 });
const said = 'The list of models is too long to read: type the names of the models.';
let keyRing: KeyRing;

beforeEach(() => {
  keyRing = new KeyRing(new MemoryMemento(), new MemorySecrets(), {});
});

test('a key whose list of models is too long is added with names that are typed', async () => {
  const endpoint = 'Any OpenAI-compatible endpoint';
  willAnswer(endpoint, baseUrl, 'sk-test-0123456789', ' acme/one, two ,, two，three、four,', 'gateway');
  await addKey({ keyRing, environment: {}, budget, listenAlong: assert.fail, tryDemo: assert.fail });
  assert.ok(asked.includes(said), asked.join('\n'));
  const [record] = keyRing.records();
  assert.deepEqual(record?.models, ['acme/one', 'two', 'three', 'four'], 'with commas of any keyboard');
  assert.deepEqual(await keyRing.access(record.id), { apiKey: 'sk-test-0123456789', baseUrl });
});

test('where the models of a stored key cannot be listed, nobody says that it was not stored', async () => {
  const key = { id: 'k', label: 'work', provider: 'compatible', storage: 'secret', fingerprint: '…' } as const;
  await keyRing.put({ ...key, baseUrl: 'http://127.0.0.1:9', models: ['one'] }, 'sk-test-0123456789');
  willAnswer();
  await new KeyCommands({ keyRing, heard: noHeardKeys, budget }).chooseModels('k');
  assert.equal(asked.length, 1);
  assert.match(asked[0] ?? '', /^The models could not be listed: /);
  assert.doesNotMatch(asked[0] ?? '', /stored/);
});

test('whoever chooses other models finds the present ones in the box, and may leave it', async () => {
  const key = { id: 'k', label: 'work', provider: 'compatible', storage: 'secret', fingerprint: '…', baseUrl } as const;
  await keyRing.put({ ...key, models: ['one', 'two'] }, 'sk-test-0123456789');
  const commands = new KeyCommands({ keyRing, heard: noHeardKeys, budget });
  willAnswer(null);
  await commands.chooseModels('k');
  assert.deepEqual([asked, presented], [[said, 'Models to watch'], ['one, two']]);
  assert.deepEqual(keyRing.records()[0]?.models, ['one', 'two']);
  willAnswer('two, four');
  await commands.chooseModels('k');
  assert.deepEqual(keyRing.records()[0]?.models, ['two', 'four']);
});
