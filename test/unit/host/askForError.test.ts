import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import { clipboard } from './fakeEditor.ts';
import { details, willAnswer } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { askForError } = await import('../../../src/host/actions/askForError.ts');

test('the clipboard is offered as an error, and a key that was copied last is not shown', async () => {
  for (const [text, shown] of [
    ['429 rate limit reached', /429 rate limit reached/],
    ['sk-proj-0123456789abcdefghijABCDEFGHIJ', /^(?!.*456789)/],
  ] as const) {
    clipboard.text = text;
    willAnswer('Use the clipboard');
    assert.equal(await askForError(), text);
    assert.match(details[0] ?? '', shown);
  }
});
