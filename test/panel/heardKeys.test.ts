import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';

const heardId = 'heard:a1b2@https:api.openai.com';

describe('keys that only traffic shows', () => {
  let browser: PanelBrowser;
  let panel: OpenPanel;
  before(async () => {
    browser = await sharedBrowser();
  });
  beforeEach(async () => {
    panel = await browser.open();
  });
  afterEach(() => panel.close());

  const press = (name: string) => panel.page.getByRole('button', { name, exact: true }).first().click();

  const ofHeardKey: [string, object][] = [
    ['Add this key', { type: 'add-heard-key', keyId: heardId }],
    ['Rename', { type: 'rename-key', keyId: heardId }],
    ['Hide', { type: 'hide-key', keyId: heardId }],
    ['Forget', { type: 'forget-key', keyId: heardId }],
    ['Hidden keys…', { type: 'show-hidden-keys' }],
  ];
  for (const [name, intent] of ofHeardKey) {
    it(`${name} says what is wanted of a heard key, by keyboard`, async () => {
      await panel.show(situations.heardKeys);
      await press('Manage keys');
      await panel.page.getByRole('button', { name, exact: true }).first().press('Enter');
      assert.deepEqual(await panel.intents(), [intent]);
    });
  }

  it('hidden keys can be brought back where no key is left to show', async () => {
    await panel.show({ ...situations.noKey, hiddenKeys: situations.heardKeys.hiddenKeys });
    await press('Hidden keys…');
    assert.deepEqual(await panel.intents(), [{ type: 'show-hidden-keys' }]);
    await panel.show(situations.noKey);
    assert.equal(await panel.page.getByRole('button', { name: 'Hidden keys…' }).count(), 0);
  });
});
