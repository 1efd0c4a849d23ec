import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { outage, situations } from './situations.ts';
import { messageOf } from './snapshots.ts';

describe('what others tell', () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await sharedBrowser();
  });

  it('a provider in trouble has a quiet line while nothing fails, and stands at its key', async () => {
    const fresh = await browser.open();
    await fresh.show({ ...situations.fine, statuses: [outage] });
    assert.equal(await fresh.page.locator('.note.status').count(), 1);
    assert.match(await fresh.text(), /OpenAI reports an outage since .* Open status page/);
    await fresh.page.getByRole('button', { name: 'Open status page' }).click();
    assert.deepEqual(await fresh.intents(), [{ type: 'open-link', link: 'openai-status' }]);
    await fresh.page.getByRole('button', { name: 'Manage keys' }).click();
    assert.match(await fresh.page.locator('.key-name').innerText(), /OpenAI reports an outage since /);
    for (const level of ['fine', 'unknown'] as const) {
      await fresh.show({ ...situations.fine, statuses: [{ ...outage, level, incidents: [] }] });
      assert.doesNotMatch(await fresh.text(), /reports/);
    }
    await fresh.show(situations.outage);
    assert.equal(await fresh.page.locator('.note.status').count(), 0, 'not twice');
    assert.deepEqual(await fresh.complaints(), []);
    await fresh.close();
  });

  it('in Cursor alone, the keys’ page says why its plan is not shown, and leads to it', async () => {
    const says = /Your Cursor plan is not shown: it is told only to your browser's session/;
    for (const editor of ['cursor', 'vscode'] as const) {
      const fresh = await browser.open();
      await fresh.send(messageOf(situations.fine, editor));
      await fresh.page.getByRole('button', { name: 'Manage keys' }).click();
      assert.equal(says.test(await fresh.text()), editor === 'cursor');
      if (editor === 'cursor') await fresh.page.getByRole('button', { name: 'Open Cursor usage' }).click();
      assert.deepEqual(await fresh.intents(), editor === 'cursor' ? [{ type: 'open-link', link: 'cursor-usage' }] : []);
      const identity = {
        id: 'o',
        label: 'Acme',
        provider: 'cursor',
        origin: 'https://api.cursor.com',
        fingerprint: '',
      } as const;
      const team = { ...identity, readings: [], missing: [], gauges: [], limits: [], usage: [] };
      await fresh.send(messageOf({ ...situations.fine, organizations: [team] }, editor));
      assert.doesNotMatch(await fresh.text(), says);
      await fresh.close();
    }
  });
});
