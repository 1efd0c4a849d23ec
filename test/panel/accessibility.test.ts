import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { diagnoseText } from '../../src/host/actions/diagnoseText.ts';
import { pastedWords } from '../../src/words/pastedWords.ts';
import { seriousViolations } from '../support/axe.ts';
import type { PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';
import { themes } from './themes.ts';

describe('axe finds nothing serious', { concurrency: 2 }, () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await sharedBrowser();
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    const onlyColors = theme !== 'dark';
    it(`in any situation (${theme})`, async () => {
      const panel = await browser.open({ theme });
      await panel.send({
        type: 'diagnosis',
        diagnosis: pastedWords(diagnoseText('429 Too Many Requests', 0), 'vscode', null),
      });
      for (const [name, snapshot] of Object.entries(situations)) {
        await panel.show(snapshot);
        await panel.unfold();
        assert.deepEqual(await seriousViolations(panel.page, onlyColors), [], name);
      }
      await panel.close();
    });

    it(`in open rows, narrow, and among the keys (${theme})`, async () => {
      const panel = await browser.open({ theme, width: 340 });
      for (const name of ['eight', 'several', 'many', 'heard', 'heardKeys'] as const) {
        await panel.show(situations[name]);
        const closed = panel.page.locator('.row-name[aria-expanded=false]');
        while ((await closed.count()) > 0) await closed.first().press('Enter');
        assert.deepEqual(await seriousViolations(panel.page, onlyColors), [], name);
        await panel.page.getByRole('button', { name: 'Manage keys' }).click();
        assert.deepEqual(await seriousViolations(panel.page, onlyColors), [], `keys of ${name}`);
        await panel.page.getByRole('button', { name: 'Limits', exact: true }).click();
      }
      await panel.close();
    });
  }
});
