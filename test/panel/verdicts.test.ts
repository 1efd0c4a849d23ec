import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { verdicts } from '../../src/core/causes/meaning.ts';
import { verdictOf } from '../../src/core/causes/verdict.ts';
import { everyCause } from '../../src/core/model/failure.ts';
import { seriousViolations } from '../support/axe.ts';
import type { PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { type ThemeName, themes } from './themes.ts';
import { verdictSnapshots } from './verdictSnapshots.ts';

const failures = Object.entries(verdictSnapshots).flatMap(([name, { keys }]) =>
  keys.flatMap(({ lastFailure }) => (lastFailure ? [{ name, failure: lastFailure.failure }] : [])),
);

describe('the panel of every verdict', { concurrency: 2 }, () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await sharedBrowser();
  });

  it('is looked at here, and of every cause', () => {
    const shown = (name: string) => verdicts.find((verdict) => name.startsWith(verdict));
    for (const { name, failure } of failures) assert.equal(verdictOf(failure).verdict, shown(name), name);
    assert.deepEqual(new Set(failures.map(({ name }) => shown(name))), new Set(verdicts));
    assert.deepEqual(new Set(failures.map(({ failure }) => failure.cause)), new Set(everyCause));
  });

  (Object.keys(themes) as ThemeName[]).forEach((theme, index) => {
    const widths = [900, 300];
    for (const width of widths) {
      // Its colors do not change with the width, nor its structure with the theme: each is looked at twice.
      const isForAxe = width === widths[index % 2];
      it(`${isForAxe ? 'has nothing serious for axe, and fits' : 'fits'} (${theme}, ${width} px)`, async () => {
        const panel = await browser.open({ theme, width });
        for (const [name, snapshot] of Object.entries(verdictSnapshots)) {
          await panel.show(snapshot);
          if (isForAxe) assert.deepEqual(await seriousViolations(panel.page, index >= widths.length), [], name);
          const over = await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(over <= 0, `${name} is ${over} px too wide`);
        }
        assert.deepEqual(await panel.complaints(), []);
        await panel.close();
      });
    }
  });
});
