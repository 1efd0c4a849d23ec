import assert from 'node:assert/strict';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';

story('somebody pastes what Cursor showed and learns what helps', {}, async (workbench) => {
  const { commandPalette, statusBar } = workbench;
  await statusBar.gaugeShows('Keygauge: add a key');
  await commandPalette.run('Keygauge: Open Panel');
  const panel = workbench.panel();
  const field = panel.getByRole('textbox', { name: 'Error text' });

  await field.fill(
    'User Provided API Key Rate Limit Exceeded … Request too large for gpt-4o in organization org-abc on tokens per min (TPM): Limit 30000, Requested 36741.',
  );
  await panel.getByRole('button', { name: 'What does it mean?' }).click();
  await panel.getByRole('heading', { name: /Shrink the request/ }).waitFor();
  await panel.getByText('Waiting will not help', { exact: false }).first().waitFor();
  await workbench.screenshotInEveryTheme('diagnose-too-large');

  await field.fill('User provided API key rate limit exceeded');
  await panel.getByRole('button', { name: 'What does it mean?' }).click();
  await panel.getByRole('heading', { name: /Unclear/ }).waitFor();
  await workbench.screenshot('diagnose-unclear');
});

const causes = [
  [{ kind: 'spend-cap' }, 'spend limit', 'Add credit'],
  [{ kind: 'ramp' }, 'wait', 'Wait'],
  [{ kind: 'entitlement' }, 'not allowed', 'Fix the key|Switch'],
  [{ kind: 'not-json' }, 'provider trouble', 'Wait'],
] as const;

story('each refusal leads to its verdict in the status bar and in the panel', {}, async (workbench) => {
  await using simulator = await startSimulator();
  const { commandPalette, statusBar } = workbench;
  await addKey(workbench, { baseUrl: simulator.openaiBaseUrl });
  await commandPalette.run('Keygauge: Open Panel');
  const panel = workbench.panel();
  await panel.getByRole('meter').first().waitFor();
  for (const [answer, gauge, lead] of causes) {
    simulator.setAnswer(answer);
    await commandPalette.run('Keygauge: Check Now');
    await statusBar.gaugeShows(new RegExp(gauge));
    await panel.getByRole('heading', { level: 1, name: new RegExp(`^(${lead})`) }).waitFor();
    assert.ok((await panel.locator('.headline .advice li').count()) >= 1, `${answer.kind} has steps`);
    await workbench.screenshot(`verdict-${answer.kind}`);
    if (answer.kind === 'ramp') await statusBar.gaugeShows(/^(?!.*wait)/, 60_000);
  }
});
