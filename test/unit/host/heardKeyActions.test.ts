import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import type { Uri } from 'vscode';
import type { HeardExchange } from '../../../src/bus/heardExchange.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import { heardExchange } from '../../../src/sources/listener/heardExchange.ts';
import type { Intent } from '../../../src/words/advice/intent.ts';
import { setLocale } from '../../../src/words/numbers.ts';
import { meetsNobody } from '../../support/meetsNobody.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { DrivenClock } from '../engine/drivenClock.ts';
import { userSettings } from './fakeEditor.ts';
import { asked, willAnswer } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { Shell } = await import('../../../src/host/shell.ts');

const setting = 'keygauge.listen';
test('what the panel asks of a heard key is done, and adding it says where the value is another’s', async () => {
  await using simulator = await startSimulator();
  userSettings[setting] = true;
  const clock = new DrivenClock();
  const shell = new Shell({
    extensionUri: 'extension' as unknown as Uri,
    globalState: new MemoryMemento(),
    workspaceState: new MemoryMemento(),
    secrets: new MemorySecrets(),
    shared: async () => meetsNobody(),
    clock,
    wall: () => clock.now(),
    random: () => 0.5,
    environment: {},
  });
  try {
    const room = await shell.room;
    assert.ok(room);
    const origin = new URL(simulator.openaiBaseUrl).origin;
    const hear = () => {
      const key = { digest: room.digestOf('a key that nobody has typed'), fingerprint: '…3f9a' };
      const request = { id: 'r', provider: 'openai', origin, key, tool: 'Cline', model: 'gpt-5', size: null } as const;
      const headers = { 'x-ratelimit-limit-requests': '500', 'x-ratelimit-remaining-requests': '400' };
      const times = { status: 200, headers, receivedAt: clock.now() };
      room.engine.observed(heardExchange({ request: { ...request, sentAt: clock.now() }, ...times }) as HeardExchange);
    };
    const labels = () => shell.board.current.keys.map(({ label }) => label);
    const ask = async (intent: Intent, ...answers: (string | null)[]) => {
      willAnswer(...answers);
      await shell.perform(intent);
    };
    hear();
    const keyId = shell.board.current.keys[0]?.id ?? '';
    await ask({ type: 'rename-key', keyId }, 'Cline at work');
    assert.deepEqual(labels(), ['Cline at work']);
    await ask({ type: 'hide-key', keyId }, null);
    assert.deepEqual(labels(), []);
    await ask({ type: 'show-hidden-keys' }, 'Cline at work');
    assert.deepEqual(labels(), ['Cline at work']);
    await ask({ type: 'add-heard-key', keyId }, simulator.openaiBaseUrl, 'sk-simulator', 'ok');
    assert.equal(asked.at(-1), 'That is another key than …3f9a. Both are shown.');
    assert.deepEqual(labels(), ['OpenAI', 'Cline at work']);
    const added = shell.keyRing.records()[0]?.id ?? '';
    await ask({ type: 'hide-key', keyId: added });
    assert.deepEqual([asked, labels()], [['There is no such key yet.'], ['OpenAI', 'Cline at work']]);
    await ask({ type: 'forget-key', keyId });
    assert.deepEqual(labels(), ['OpenAI']);
  } finally {
    shell.dispose();
    // Other files run in the same process.
    delete userSettings[setting];
    setLocale('en');
  }
});
