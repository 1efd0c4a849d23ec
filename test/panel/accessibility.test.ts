import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import { diagnoseText } from '../../src/host/actions/diagnoseText.ts';
import { pastedWords } from '../../src/words/pastedWords.ts';
import { PanelBrowser } from './panelBrowser.ts';
import { situations } from './situations.ts';
import { themes } from './themes.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('axe finds nothing serious', () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser.close());

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`in any situation (${theme})`, async () => {
      const panel = await browser.open({ theme });
      await panel.page.evaluate(axe);
      await panel.send({
        type: 'diagnosis',
        diagnosis: pastedWords(diagnoseText('429 Too Many Requests', 0), 'vscode', null),
      });
      for (const [name, snapshot] of Object.entries(situations)) {
        await panel.show(snapshot);
        const { violations } = (await panel.page.evaluate('axe.run(document)')) as AxeResults;
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        assert.deepEqual(found, [], name);
      }
      await panel.page.close();
    });
  }
});
