import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { modelId } from '../../src/core/model/snapshot.ts';
import { focused } from './focused.ts';
import { forty, many } from './manyModels.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';

describe('forty models of eight keys', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await sharedBrowser();
  });
  beforeEach(async () => {
    panel = await browser.open({ width: 600, height: 700 });
    await panel.show(forty);
  });
  afterEach(() => panel.close());

  const press = async (...keys: string[]) => {
    for (const key of keys) await panel.page.keyboard.press(key);
  };
  const shown = () =>
    panel.page
      .locator('.model')
      .evaluateAll((rows) =>
        rows.map((row) => ['.row-name', '.row-whose'].map((part) => row.querySelector(part)?.textContent).join(' ')),
      );
  const groups = () => panel.page.locator('.fold .row-name').allInnerTexts();

  it('are found in three strokes of a key', async () => {
    await press('/', 'l', 'a');
    assert.deepEqual(
      (await shown()).map((row) => row.split('· ')[1]),
      ['lab'],
    );
    assert.match((await groups()).join(), /^4 more models are nearly full/);
    await press('/');
    assert.equal(await panel.page.locator('.find input').inputValue(), 'la/', 'a slash in a text is a slash');
  });

  it('stand under their keys on demand, the most urgent key first, and a key can be collapsed', async () => {
    await panel.page.getByRole('button', { name: 'By key' }).click();
    const all = await groups();
    assert.equal(all.length, 8);
    assert.match(all[0] ?? '', /^OpenAI · old: 5 models, the lowest at 12%$/);
    assert.equal((await shown()).length, 40);
    await panel.page.getByRole('button', { name: /^OpenAI · old: / }).press('Enter');
    assert.equal((await shown()).length, 35);
    await panel.show(forty);
    assert.equal((await shown()).length, 35, 'it stays collapsed');
    await press('ArrowDown');
    assert.match((await focused(panel)) ?? '', /^OpenAI · work: /);
  });

  it('begin with favorites below what needs attention', async () => {
    const favorite = modelId('docs', 'gpt-4o');
    await panel.show(forty, null, null, [favorite]);
    assert.deepEqual((await shown()).slice(0, 2), ['gpt-5 OpenAI · old', 'gpt-4o OpenAI · docs']);
    const row = panel.page.getByRole('button', { name: /^gpt-4o, .*docs/ });
    await row.press('Enter');
    await panel.page.getByRole('button', { name: 'Favorite: gpt-4o' }).press('Enter');
    assert.deepEqual(await panel.intents(), [{ type: 'unstar-model', modelId: favorite }]);
  });

  it('stay where they are under the pointer, and move when it leaves', async () => {
    const before = await shown();
    const last = panel.page.locator('.model').last();
    await last.hover();
    const [lead, ...others] = forty.ranking;
    const swapped = { ...forty, ranking: [...(lead ? [lead] : []), ...others.reverse()] };
    await panel.show(swapped);
    assert.deepEqual(await shown(), before);
    await panel.page.mouse.move(2, 2);
    assert.notDeepEqual(await shown(), before);
  });

  it('are not asked for keys where there is but one', async () => {
    const [key] = many.keys;
    if (!key) throw new Error('There is no key.');
    const models = key.models.flatMap((model) => [model, { ...model, model: `${model.model}-2` }]);
    const ranking = models.map(({ model }) => ({ keyId: key.id, model, binding: null }));
    await panel.show({ ...many, keys: [{ ...key, models }], ranking });
    assert.equal(await panel.page.getByRole('button', { name: 'By key' }).count(), 0);
    assert.equal(await panel.page.locator('.find input').count(), 1);
  });
});
