import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import { sourcesWords } from '../../../src/words/sourceWords.ts';
import { placeIn } from '../../support/place.ts';
import { until } from '../../support/until.ts';
import { userSettings } from './fakeEditor.ts';
import { openListeningWindow } from './listeningWindow.ts';

let isReplaced = true;
registerHooks({
  resolve(name, context, next) {
    if (!isReplaced || !name.endsWith('/openListener.ts')) return next(name, context);
    throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'ERR_MODULE_NOT_FOUND' });
  },
});

test('where an update has replaced the listener, the panel says so and offers to reload, until it can be had', async (t) => {
  userSettings['keygauge.listen'] = true;
  const { shell } = await openListeningWindow(systemClock());
  t.after(() => {
    delete userSettings['keygauge.listen'];
    shell.dispose();
  });
  const room = await shell.room;
  assert.ok(room);
  const listening = () => sourcesWords(room.board.current, placeIn('vscode')).rows[0];
  await until(() => listening()?.state === 'trouble', 10_000);
  assert.equal(listening()?.trouble, 'This window runs an older Keygauge.');
  assert.deepEqual(
    listening()?.offers.map(({ button }) => button),
    ['Reload the window', 'Stop listening'],
  );
  isReplaced = false;
  room.prefer();
  await until(() => listening()?.state === 'on', 10_000);
});
