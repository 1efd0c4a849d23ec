import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { diagnoseText } from '../../src/host/actions/diagnoseText.ts';
import { pastedWords } from '../../src/words/pastedWords.ts';
import { seriousViolations } from '../support/axe.ts';
import { PanelBrowser } from './panelBrowser.ts';
import { situations } from './situations.ts';
import { themes } from './themes.ts';

describe('axe finds nothing serious', { concurrency: 2 }, () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser.close());

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`in any situation (${theme})`, async () => {
      const panel = await browser.open({ theme });
      await panel.send({
        type: 'diagnosis',
        diagnosis: pastedWords(diagnoseText('429 Too Many Requests', 0), 'vscode', null),
      });
      for (const [name, snapshot] of Object.entries(situations)) {
        await panel.show(snapshot);
        assert.deepEqual(await seriousViolations(panel.page), [], name);
      }
      await panel.close();
    });
  }
});
