import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import { situations } from '../../panel/situations.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { asked } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { FailureNotices } = await import('../../../src/host/notifications/failureNotices.ts');
const { Quiet } = await import('../../../src/host/notifications/quiet.ts');

const place = { editor: 'vscode', pages: {} } as const;

/** The notices of one window. */
function window() {
  const quiet = new Quiet(new MemoryMemento(), () => 0);
  return new FailureNotices({ obey: () => {}, beQuiet: () => {} }, quiet, () => 0);
}

test('of two windows that show the same trouble one tells of it, whichever is used afterwards', () => {
  const before = asked.length;
  const [one, other] = [window(), window()];
  one.look(situations.refused, true, place, true);
  other.look(situations.refused, true, place, false);
  one.look(situations.refused, true, place, false);
  other.look(situations.refused, true, place, true);
  assert.equal(asked.length - before, 1);
  one.look(situations.fine, true, place, false);
  other.look(situations.fine, true, place, true);
  one.look(situations.refused, true, place, false);
  other.look(situations.refused, true, place, true);
  assert.equal(asked.length - before, 2, 'trouble that comes back is told of again');
});

test('a window that opens beside others does not tell of what they have told already', () => {
  const before = asked.length;
  const opened = window();
  opened.known(situations.refused);
  opened.look(situations.refused, true, place, true);
  assert.equal(asked.length, before);
  opened.look(situations.noCredit, true, place, true);
  assert.equal(asked.length - before, 1);
});
