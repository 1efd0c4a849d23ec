import { story } from '../support/story.ts';

story('somebody pastes what Cursor showed and learns what helps', {}, async (workbench) => {
  const { statusBar } = workbench;
  await statusBar.gaugeShows('Keygauge: add a key');
  await workbench.openPanel();
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
  const pasted = panel.locator('.pasted');
  await pasted.getByText('A new, short chat works at once', { exact: false }).waitFor();
  await pasted.getByRole('button', { name: 'Add a key' }).waitFor();
  await workbench.screenshot('diagnose-unclear');

  await field.fill(
    'HTTP/2 429\nretry-after: 8\nx-ratelimit-limit-tokens: 30000\nx-ratelimit-remaining-tokens: 1200\nx-ratelimit-reset-tokens: 57.6s\n\n{"error":{"message":"Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used 28800, Requested 5000.","type":"tokens","code":"rate_limit_exceeded"}}',
  );
  await panel.getByRole('button', { name: 'What does it mean?' }).click();
  await panel.getByRole('heading', { name: /Try again in 8 s/ }).waitFor();
  await pasted.getByText('Tokens per minute: 1,200 of 30K left').waitFor();
});
