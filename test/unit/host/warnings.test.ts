import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import type { ToolUse } from '../../../src/core/model/snapshot.ts';
import { checkSettings } from '../../../src/host/settings/settingsCheck.ts';
import { critical } from '../../panel/exampleLimits.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { asked } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { Quiet } = await import('../../../src/host/notifications/quiet.ts');
const { Warnings } = await import('../../../src/host/notifications/warnings.ts');

test('nobody is warned of a limit for which the gateway holds all requests back', async () => {
  const actions = { openPanel: () => {}, tellWhenReady: () => {}, beQuiet: () => {} };
  const warnings = new Warnings(actions, new Quiet(new MemoryMemento(), () => 0));
  const warned = async (...tools: readonly ToolUse[]) => {
    const before = asked.length;
    const limit = limitOf({ ...critical, window: 60 });
    const key = keyOf({ tools, models: [modelOf('gpt-5', { limits: [limit] })] });
    const state = { kind: 'live', holdsFor: 60 } as const;
    const snapshot = { ...snapshotOf(key), sources: [{ id: 'gateway', state } as const] };
    const crossed = { id: limit.id, crossing: 'critical', isNews: true, lasted: 0, snapshot } as const;
    void warnings.announce(
      crossed,
      checkSettings({}, () => {}),
    );
    await new Promise((done) => setImmediate(done));
    return asked.length - before;
  };
  assert.equal(await warned({ tool: 'Claude Code', requests: 4, age: 3, through: 'gateway' }), 0);
  assert.equal(await warned({ tool: 'Cline', requests: 4, age: 3 }), 1);
});
