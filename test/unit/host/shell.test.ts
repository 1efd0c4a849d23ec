import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { afterEach, beforeEach, test } from 'node:test';
import type { Uri } from 'vscode';
import type { NewKey } from '../../../src/host/keys/keyRecord.ts';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import type { Meeting } from '../../../src/host/sharedState.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import { parseIntent } from '../../../src/words/advice/intent.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { setLocale } from '../../../src/words/numbers.ts';
import { meetsNobody } from '../../support/meetsNobody.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { MemorySpending } from '../../support/memorySpending.ts';
import { placeIn } from '../../support/place.ts';
import { DrivenClock } from '../engine/drivenClock.ts';
import { startHostileServer } from '../providers/hostileServer.ts';
import { clipboard, heedingFocus, logged, run } from './fakeEditor.ts';
import { asked, willAnswer } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { Shell } = await import('../../../src/host/shell.ts');

const apiKey = 'sk-simulator';
/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9';
const keyOf = (id: string, baseUrl: string): NewKey => {
  return { id, label: id, provider: 'openai', storage: 'secret', baseUrl, fingerprint: '…', models: ['gpt-5'] };
};

let globalState: MemoryMemento;
let secrets: MemorySecrets;
let spending: MemorySpending;
let clock: DrivenClock;
let window: InstanceType<typeof Shell> | null = null;

beforeEach(() => {
  globalState = new MemoryMemento();
  secrets = new MemorySecrets();
  spending = new MemorySpending();
  clock = new DrivenClock();
  for (const list of [run, logged]) list.length = 0;
  willAnswer();
});

afterEach(() => {
  window?.dispose();
  // A window takes the language of its editor, and other tests share this process.
  setLocale('en');
});

/** A window before has stored this key, and is closed. */
async function stored(key: NewKey): Promise<void> {
  const before = new KeyRing(globalState, secrets, {}, 50);
  await before.put(key, apiKey);
  await before.refresh();
  before.dispose();
}

function openWindow(counts = async () => spending.window(), meeting: Meeting | null = null) {
  window = new Shell({
    extensionUri: 'extension' as unknown as Uri,
    globalState,
    workspaceState: new MemoryMemento(),
    secrets,
    shared: async () => ({ ...meetsNobody({ spending: await counts() }), meeting }),
    clock,
    wall: () => clock.now(),
    random: () => 0.5,
    environment: {},
  });
  return window;
}

/** Waits for something that real disks, chunks and servers take part in. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 900 && !isSo(); tries++) {
    await clock.pass(0.01);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.ok(isSo());
}

const gone = Object.assign(new Error("Cannot find module 'engineRoom-1.js'"), { code: 'ERR_MODULE_NOT_FOUND' });

test('the button of a window whose files are gone reloads it', async () => {
  await stored(keyOf('work', nowhere));
  const shell = openWindow(() => Promise.reject(gone));
  assert.equal(await shell.room, null);
  const [step] = headlineWords(shell.board.current, placeIn('vscode')).steps;
  const intent = parseIntent(step?.intent);
  assert.equal(intent?.type, 'reload-window');
  await shell.perform(intent);
  assert.deepEqual(run, ['workbench.action.reloadWindow']);
});

test('a window that cannot start for any other reason does not say that Keygauge was updated', async () => {
  await stored(keyOf('work', nowhere));
  const shell = openWindow(() => Promise.reject(new Error('no such disk')));
  assert.equal(await shell.room, null);
  assert.match(shell.gauge.text, /own fault/);
  await shell.perform('exportHistory');
  assert.deepEqual(asked, ['That did not work; the log says more.']);
});

test('whatever is asked for while files are gone offers to reload the window, and any other failure names the log', async () => {
  const shell = openWindow();
  for (const [thrown, answer, question, commands] of [
    [gone, 'Reload the window', /was updated: reload the window/, ['workbench.action.reloadWindow']],
    [gone, null, /was updated: reload the window/, []],
    [new Error('broken'), null, /did not work; the log says more/, []],
  ] as const) {
    run.length = 0;
    willAnswer(answer);
    shell.panel.show = () => Promise.reject(thrown);
    await shell.perform('openPanel');
    await new Promise((resolve) => setImmediate(resolve));
    assert.match(asked.join(), question);
    assert.deepEqual(run, commands);
  }
});

test('what a killed window has left is swept as soon as the next one opens', async () => {
  await stored({ ...keyOf('kept', nowhere), models: [] });
  // Version 0.1 stored a value before its record, and was killed in between; this one was killed while removing.
  secrets.values.set('keygauge.key.left-over', JSON.stringify({ apiKey, baseUrl: nowhere }));
  secrets.values.set('keygauge.key.removed', JSON.stringify({ ...keyOf('removed', nowhere), apiKey }));
  const index = globalState.get<unknown[]>('keygauge.keys', []);
  await globalState.update('keygauge.keys', [...index, { id: 'removed', storage: 'removed' }]);
  openWindow();
  const entries = () => [...secrets.values.keys()].filter((name) => name.startsWith('keygauge.key.'));
  await until(() => entries().length === 1);
  assert.deepEqual(entries(), ['keygauge.key.kept']);
  await until(() => globalState.get<unknown[]>('keygauge.keys', []).length === 1);
});

test('a key that is removed and added again goes on where it was, and the demo leaves nothing that was counted', async () => {
  await using simulator = await startSimulator();
  const shell = openWindow();
  await shell.room;
  const requests = () => shell.board.current.keys.map(({ today }) => today.requests);
  await shell.keyRing.put(keyOf('first', simulator.openaiBaseUrl), apiKey);
  await until(() => requests()[0] === 1 && shell.board.current.keys[0]?.status === 'ok');
  await shell.keyRing.remove('first');
  await shell.keyRing.put({ ...keyOf('again', simulator.openaiBaseUrl), models: [] }, apiKey);
  assert.deepEqual(requests(), [1]);
  await shell.keyRing.put({ ...keyOf('demo', simulator.openaiBaseUrl), storage: 'demo' }, apiKey);
  await until(() => requests()[1] === 1);
  assert.equal(spending.days.size, 1);
  assert.doesNotMatch(JSON.stringify([[...secrets.values], [...globalState.values]]), /demo/);
});

test('what another window of the editor has muted is so once this window is used, which alone says what counts', async () => {
  await using simulator = await startSimulator();
  const shell = openWindow();
  await shell.room;
  await shell.keyRing.put(keyOf('work', simulator.openaiBaseUrl), apiKey);
  const limits = () => shell.board.current.keys.flatMap(({ models }) => models.flatMap((model) => model.limits));
  await until(() => limits().length > 0);
  const [limit] = limits();
  assert.equal(limit?.muted, false);
  await globalState.update('keygauge.mutedLimits', [limit.id]);
  for (const focused of [false, true]) for (const heed of heedingFocus) heed({ focused, active: true });
  await until(() => limits().some(({ id, muted }) => id === limit.id && muted));
});

test('a key is told of by its value once a storage that was locked at the start gives it', async () => {
  await stored(keyOf('work', nowhere));
  secrets.mood = 'rejecting';
  // It meets nobody, and would know what to call a key to others.
  const meeting = { election: null as never, secret: 'shared by all windows', store: 'a' };
  const shell = openWindow(undefined, meeting);
  await until(() => shell.board.current.keys.length === 1);
  const room = (await shell.room) ?? assert.fail();
  const told: (string | null | undefined)[] = [];
  room.engine.tell = ({ keys }) => void told.push(keys[0]?.digest);
  await until(() => told.length > 0);
  assert.deepEqual(told, [null]);
  await secrets.unlock();
  for (const focused of [false, true]) for (const heed of heedingFocus) heed({ focused, active: true });
  await until(() => typeof told.at(-1) === 'string');
  told.length = 0;
  for (const focused of [false, true]) for (const heed of heedingFocus) heed({ focused, active: true });
  await clock.pass(3);
  assert.deepEqual(told, [], 'and told of once');
});

test('with a full disk a window goes on, and says so once', async () => {
  globalState.isFull = true;
  const shell = openWindow();
  await shell.room;
  await shell.keyRing.put({ ...keyOf('work', nowhere), models: [] }, apiKey);
  await shell.keyRing.edit('work', { label: 'other' });
  await shell.perform('quiet');
  await until(() => logged.some((line) => line.includes('could not store the state')));
  assert.deepEqual(
    shell.board.current.keys.map(({ label }) => label),
    ['other'],
  );
  assert.equal(logged.filter((line) => line.includes('could not store the state')).length, 1);
});

test('a report with the words of a provider holds no key of this window, whatever its shape', async (t) => {
  const other = 'correct horse battery';
  const server = await startHostileServer((response) => {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: `Not the key ${other}, which is of somebody else` } }));
  });
  t.after(() => server.close());
  const shell = openWindow();
  await shell.keyRing.put({ ...keyOf('other', nowhere), models: [] }, other);
  await shell.keyRing.put(keyOf('work', `${server.origin}/v1`), apiKey);
  await until(() => shell.board.current.keys[1]?.lastFailure != null);
  willAnswer("Add the Provider's Words…", 'Copy This Report');
  await shell.perform('copyReport');
  assert.match(clipboard.text, /Not the key \[key\], which is of somebody else/);
});
