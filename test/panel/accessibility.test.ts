import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { diagnoseText } from '../../src/host/actions/diagnoseText.ts';
import { pastedWords } from '../../src/words/pastedWords.ts';
import { seriousViolations } from '../support/axe.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';
import { type ThemeName, themes } from './themes.ts';

describe('axe finds nothing serious', { concurrency: 2 }, () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await sharedBrowser();
  });

  // The whole of axe in one theme, and what colors decide in the others; what is drawn once is looked at in two of them.
  const names = Object.keys(themes) as ThemeName[];
  for (const pair of [names.slice(0, 2), names.slice(2)]) {
    const inEach = async (panel: OpenPanel, what: string) => {
      for (const theme of pair) {
        await panel.useTheme(theme);
        assert.deepEqual(await seriousViolations(panel.page, theme !== 'dark'), [], `${what} (${theme})`);
      }
    };

    it(`in any situation (${pair.join(', ')})`, async () => {
      const panel = await browser.open();
      await panel.send({
        type: 'diagnosis',
        diagnosis: pastedWords(diagnoseText('429 Too Many Requests', 0), 'vscode', null),
        isNews: true,
      });
      for (const [name, snapshot] of Object.entries(situations)) {
        await panel.show(snapshot);
        await panel.unfold();
        await inEach(panel, name);
      }
      await panel.close();
    });

    it(`in open rows, narrow, and among the keys (${pair.join(', ')})`, async () => {
      const panel = await browser.open({ width: 340 });
      for (const name of ['eight', 'several', 'many', 'heard', 'heardKeys'] as const) {
        await panel.show(situations[name]);
        const closed = panel.page.locator('.row-name[aria-expanded=false]');
        while ((await closed.count()) > 0) await closed.first().press('Enter');
        await inEach(panel, name);
        await panel.page.getByRole('button', { name: 'Manage keys' }).click();
        await inEach(panel, `keys of ${name}`);
        await panel.page.getByRole('button', { name: 'Limits', exact: true }).click();
      }
      await panel.close();
    });
  }
});
