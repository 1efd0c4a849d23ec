import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';

story('two keys of one provider live side by side, are renamed, removed and brought back', {}, async (workbench) => {
  await using simulator = await startSimulator();
  const { inputBox, quickPick, notifications, commandPalette } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl, label: 'private' });

  await commandPalette.run('Keygauge: Rename a Key…');
  await quickPick.opens('Which key do you want to rename?');
  assert.deepEqual(await quickPick.items(), [new URL(simulator.origin).host, 'private']);
  await quickPick.choose(new URL(simulator.origin).host);
  await inputBox.opens('Name of the key');
  await inputBox.type('private');
  await inputBox.message().filter({ hasText: 'Another key has this name' }).waitFor();
  await inputBox.answer('work');

  await workbench.openPanel();
  const panel = workbench.panel();
  await panel
    .getByText(/\bwork\b/)
    .first()
    .waitFor();
  await panel
    .getByText(/\bprivate\b/)
    .first()
    .waitFor();

  await commandPalette.run('Keygauge: Remove a Key…');
  await quickPick.choose('work');
  await panel
    .getByText(/\bwork\b/)
    .first()
    .waitFor({ state: 'detached' });
  await notifications.choose('Undo', /Removed the key “work”/);
  await panel
    .getByText(/\bwork\b/)
    .first()
    .waitFor();
  await workbench.screenshot('two-keys');
});
