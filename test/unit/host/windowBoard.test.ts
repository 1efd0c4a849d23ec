import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Emitter } from '../../../src/base/disposable.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import type { Announcement, Board, Request } from '../../../src/engine/board.ts';
import { WindowBoard } from '../../../src/host/windowBoard.ts';
import { situations } from '../../panel/situations.ts';

function engine() {
  const changed = new Emitter<Snapshot>();
  const asked: Request[] = [];
  const board: Board = {
    current: situations.fine,
    onDidChange: changed.event,
    onDidAnnounce: new Emitter<Announcement>().event,
    ask: async (request) => {
      asked.push(request);
      return null;
    },
  };
  return { board, changed, asked };
}

test('until the engine is there it shows what it starts with, and its own from then on', () => {
  const { board, changed } = engine();
  const shown: Snapshot[] = [];
  const window = new WindowBoard(() => situations.starting);
  window.onDidChange((snapshot) => shown.push(snapshot));
  window.refresh();
  assert.equal(window.current, situations.starting);
  window.follow(board);
  window.refresh();
  changed.fire(situations.several);
  assert.equal(window.current, situations.fine);
  assert.deepEqual(shown, [situations.starting, situations.fine, situations.fine, situations.several]);
});

test('what is asked before there is an engine reaches it in the order of asking', async () => {
  const { board, asked } = engine();
  const window = new WindowBoard(() => situations.starting);
  const requests: Request[] = [
    { type: 'in-use', inUse: false },
    { type: 'check-now', keyId: null },
  ];
  const answers = requests.map((request) => window.ask(request));
  window.follow(board);
  await Promise.all(answers);
  assert.deepEqual(asked, requests);
});

test('where the engine cannot be loaded, whatever is asked of it fails', async () => {
  const window = new WindowBoard(() => situations.starting);
  const asked = window.ask({ type: 'check-now', keyId: null });
  window.abandon(new Error('chunk is gone'));
  await assert.rejects(asked, /chunk is gone/);
  await assert.rejects(window.ask({ type: 'check-now', keyId: null }), /chunk is gone/);
  assert.equal(window.current, situations.starting);
});
