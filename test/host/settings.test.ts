import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settings } from '../../src/host/settings/contributions.ts';
import { readSettings } from '../../src/host/settings/settings.ts';
import { WindowUse } from '../../src/host/windowUse.ts';
import { DrivenClock } from '../unit/engine/drivenClock.ts';

async function set(name: string, value: unknown, target = vscode.ConfigurationTarget.Global): Promise<void> {
  await vscode.workspace.getConfiguration().update(name, value, target);
}

suite('settings', () => {
  test('are read as the user has them, and a wrong one is named and replaced by its default', async () => {
    await set(settings.style, 'huge');
    await set(settings.amount, 'used');
    try {
      const complaints: string[] = [];
      const { style, amount } = readSettings((complaint) => complaints.push(complaint));
      assert.deepEqual([style, amount], ['compact', 'used']);
      assert.deepEqual(complaints, [`${settings.style} is "huge", not one of compact, icon, full`]);
    } finally {
      await set(settings.style, undefined);
      await set(settings.amount, undefined);
    }
  });

  test('cannot be written by a workspace', async () => {
    await assert.rejects(set(settings.style, 'full', vscode.ConfigurationTarget.Workspace));
  });
});

suite('window use', () => {
  test('says at once whether the window is in use, and nothing after it is disposed', async () => {
    const clock = new DrivenClock();
    const said: boolean[] = [];
    const use = new WindowUse(clock, (inUse) => said.push(inUse));
    assert.deepEqual(said, [vscode.window.state.focused]);
    use.dispose();
    await clock.pass(600);
    assert.equal(said.length, 1);
  });
});
