import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { LogOutputChannel } from 'vscode';
import { limitIdOf } from '../../../src/core/model/limit.ts';
import { ChosenIds } from '../../../src/host/chosenIds.ts';
import { forgivingState } from '../../../src/host/forgivingState.ts';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { Log } from '../../../src/host/log.ts';
import { Quiet } from '../../../src/host/notifications/quiet.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
process.on('unhandledRejection', note);
after(() => process.off('unhandledRejection', note));

test('with a full disk all goes on in memory, the log has one line, and nothing rejects', async () => {
  const lines: string[] = [];
  const write = (message: string) => void lines.push(message);
  const channel = { info: write, warn: write, error: write, show() {} } satisfies Partial<LogOutputChannel>;
  const log = new Log(channel, () => []);
  const full = Object.assign(new MemoryMemento(), { isFull: true });
  const state = forgivingState(full, (message) => log.warnOnce(message));
  const ring = new KeyRing(state, new MemorySecrets(), {});
  const muted = new ChosenIds(state, 'muted');
  const quiet = new Quiet(state, () => 0);
  const key = { id: 'k', label: 'work', provider: 'openai', storage: 'secret', fingerprint: '…', models: [] } as const;
  await ring.put({ ...key, baseUrl: 'https://api.openai.com/v1' }, 'sk-proj-0123456789abcdefghij');
  await ring.edit('k', { label: 'other' });
  await muted.add(limitIdOf('limit'));
  await quiet.begin();
  assert.deepEqual(
    ring.records().map(({ label }) => label),
    ['other'],
  );
  assert.deepEqual([...muted.ids], ['limit']);
  assert.ok(quiet.until !== null);
  assert.equal((await ring.remove('k'))?.erased, true);
  assert.deepEqual(ring.records(), []);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(unhandled, []);
  assert.equal(lines.length, 1, lines.join('\n'));
});
