import type { Workbench } from './workbench.ts';

/** Adds a key of an OpenAI-compatible endpoint by typing, as a user does, and waits until the gauge shows a level. */
export async function addKey(
  { commandPalette, quickPick, inputBox, statusBar }: Workbench,
  {
    baseUrl,
    key = 'sk-simulator',
    label,
    watchesAll = false,
  }: { baseUrl: string; key?: string; label?: string; watchesAll?: boolean },
): Promise<void> {
  await statusBar.gauge().waitFor();
  await commandPalette.run('Keygauge: Add a Key…');
  await quickPick.opens('Which provider is your key from?');
  await quickPick.choose('Any OpenAI-compatible endpoint');
  await inputBox.opens('Base URL of the endpoint');
  await inputBox.answer(baseUrl);
  await inputBox.opens(/^API key for 127/);
  await inputBox.answer(key);
  if (key.startsWith('sk-proj-')) {
    await quickPick.opens('This looks like a key of OpenAI');
    await quickPick.choose(`Send it to ${new URL(baseUrl).host} all the same`);
  }
  await quickPick.opens('Models to watch');
  if (watchesAll) await quickPick.tickAll();
  await quickPick.confirm();
  await inputBox.opens('Name of the key');
  await inputBox.answer(label ?? (await inputBox.field().inputValue()));
  await statusBar.gaugeShows(/\d+%/);
}
