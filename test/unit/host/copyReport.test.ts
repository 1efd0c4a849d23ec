import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { beforeEach, test } from 'node:test';
import { failureOf, keyOf, snapshotOf } from '../../panel/snapshots.ts';
import { clipboard, documents } from './fakeEditor.ts';
import { asked, willAnswer } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { copyReport } = await import('../../../src/host/actions/copyReport.ts');

const said = 'The deployment of Acme is out of credit';
const snapshot = snapshotOf(keyOf({ lastFailure: failureOf({ message: said }) }));
const add = "Add the Provider's Words…";

beforeEach(() => {
  willAnswer();
  clipboard.text = '';
  documents.length = 0;
});

test('the words of a provider are left out unless the user asks for them', async () => {
  await copyReport(snapshot, []);
  assert.match(clipboard.text, /"cause": "rate"/);
  assert.ok(!clipboard.text.includes('Acme'));
  assert.equal(documents.length, 0);
});

test('words that are asked for are shown first, and copied as the user has left them', async () => {
  willAnswer(add, null);
  await copyReport(snapshot, []);
  assert.ok(documents[0]?.content.includes(said));
  assert.ok(!clipboard.text.includes('Acme'), 'nothing was agreed to yet');
  willAnswer(add, 'Copy This Report');
  const opened = documents.length;
  const copying = copyReport(snapshot, []);
  // The user takes out what nobody else should read.
  while (documents.length === opened) await Promise.resolve();
  const document = documents[opened];
  assert.ok(document);
  document.content = document.content.replace('of Acme ', '');
  await copying;
  assert.ok(clipboard.text.includes('The deployment is out of credit'));
  assert.ok(!clipboard.text.includes('Acme'));
});

test('where no provider has written anything, nothing is offered', async () => {
  willAnswer(add);
  await copyReport(snapshotOf(keyOf()), []);
  assert.deepEqual(asked, ['The report is on the clipboard. Read it before you paste it anywhere.']);
  assert.equal(documents.length, 0);
});
