import type { Workbench } from './workbench.ts';

/** Adds a key of an OpenAI-compatible endpoint by typing, as a user does, and waits until the gauge shows a level. */
export async function addKey(
  { commandPalette, quickPick, inputBox, statusBar }: Workbench,
  { baseUrl, key = 'sk-simulator', label }: { baseUrl: string; key?: string; label?: string },
): Promise<void> {
  await statusBar.gauge().waitFor();
  await commandPalette.run('Keygauge: Add a Key…');
  await quickPick.opens('Whose rate limits do you want to see?');
  await quickPick.choose('Any OpenAI-compatible endpoint');
  await inputBox.opens('Base URL of the endpoint');
  await inputBox.answer(baseUrl);
  await inputBox.opens('API key for OpenAI-compatible');
  await inputBox.answer(key);
  await quickPick.opens('Models to watch');
  await quickPick.confirm();
  if (label !== undefined) {
    await inputBox.opens('Name of the key');
    await inputBox.answer(label);
  }
  await statusBar.gaugeShows(/\d+%/);
}
