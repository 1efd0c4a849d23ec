import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { panelWords } from '../../src/words/panelWords.ts';
import { seriousViolations } from '../support/axe.ts';
import { placeIn } from '../support/place.ts';
import { heard, passedOn } from './heard.ts';
import type { OpenPanel, PanelBrowser } from './panelBrowser.ts';
import { sharedBrowser } from './sharedBrowser.ts';
import { situations } from './situations.ts';
import { messageOf } from './snapshots.ts';
import { type ThemeName, themes } from './themes.ts';

/** As in an editor that hides requests of extensions. */
function hidden(snapshot: Snapshot) {
  return { ...messageOf(snapshot), words: panelWords(snapshot, { ...placeIn('vscode'), hidesRequests: true }) };
}

const section = (panel: OpenPanel) => panel.page.locator('.sources details');
const isOpen = (panel: OpenPanel) => section(panel).evaluate((element) => (element as HTMLDetailsElement).open);
const kept = (panel: OpenPanel) => panel.page.evaluate(() => (globalThis as unknown as { kept(): unknown }).kept());
const rowsOf = (panel: OpenPanel) => panel.page.locator('.source').allInnerTexts();

describe('where the numbers come from', () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await sharedBrowser();
  });

  it('is closed until somebody opens it, and stays open then', async () => {
    const panel = await browser.open();
    await panel.show(heard);
    assert.equal(await isOpen(panel), false);
    await section(panel).locator('summary').press('Enter');
    await panel.show(heard);
    assert.equal(await isOpen(panel), true);
    const state = await kept(panel);
    await panel.close();
    const next = await browser.open({ state });
    await next.show(heard);
    assert.equal(await isOpen(next), true);
    await next.close();
  });

  it('stays closed where the verdict says what is wrong', async () => {
    const panel = await browser.open();
    await panel.show(situations.refused);
    assert.equal(await isOpen(panel), false);
    assert.match(await section(panel).locator('summary').innerText(), /In trouble: Own checks\./);
    await panel.close();
  });

  it('is open where something is in trouble of which nothing else tells, until somebody closes it', async () => {
    const panel = await browser.open();
    await panel.send(hidden(heard));
    assert.equal(await isOpen(panel), true);
    assert.match((await rowsOf(panel))[0] ?? '', /^Listening in trouble\s+The setting http\.electronFetch is on/);
    await section(panel).locator('summary').press('Enter');
    await panel.send(hidden(heard));
    assert.equal(await isOpen(panel), false);
    assert.match(await section(panel).locator('summary').innerText(), /In trouble: Listening\./);
    const state = await kept(panel);
    await panel.close();
    const next = await browser.open({ state });
    await next.send(hidden(heard));
    assert.equal(await isOpen(next), false);
    await next.close();
  });

  it('tells of each what it sees and what it cannot, and helps with one click', async () => {
    const panel = await browser.open();
    await panel.show(heard);
    await panel.unfold();
    const [listening = '', gateway = '', checks = '', admin = '', balances = '', status = ''] = await rowsOf(panel);
    assert.match(listening, /^Listening on\s+Heard: Cline 41 requests, Continue 3 requests, Roo <b>bold<\/b>/);
    assert.match(listening, /Does not hear most requests of Copilot on the desktop/);
    assert.match(gateway, /^Gateway off\s+Would pass on the requests of tools outside the editor/);
    assert.match(checks, /^Own checks on\s+Checked today: 41 requests, 820 tokens, \$0\.001/);
    assert.match(admin, /^The provider's own numbers off\s+Would tell/);
    assert.match(balances, /^Balances off/);
    assert.match(status, /^Status pages on\s+OpenAI reports no trouble, read 2 min ago/);
    await section(panel).getByRole('button', { name: 'Stop listening' }).click();
    await section(panel).getByRole('button', { name: 'Add an admin key' }).click();
    await section(panel).getByRole('button', { name: 'Connect a tool…' }).click();
    await panel.show({ ...heard, sources: [{ id: 'listener', state: { kind: 'off' } }] });
    await section(panel).getByRole('button', { name: 'Allow listening…' }).click();
    const asked = (await panel.intents()).map((intent) => (intent as { type: string }).type);
    assert.deepEqual(asked, ['stop-listening', 'add-admin-key', 'connect-tool', 'listen-along']);
    assert.deepEqual(await panel.complaints(), []);
    await panel.close();
  });

  it('is there in the first minute, beside the three ways to begin', async () => {
    const panel = await browser.open();
    await panel.show(situations.noKey);
    await panel.page.getByRole('button', { name: 'Allow listening…' }).first().click();
    await panel.page.locator('.ways').getByText('Add a key…').click();
    await panel.page.locator('.ways').getByText('Start the demo').click();
    assert.deepEqual(await panel.intents(), [{ type: 'listen-along' }, { type: 'add-key' }, { type: 'try-demo' }]);
    assert.equal(await isOpen(panel), false);
    await panel.close();
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`is accessible and sticks out nowhere at 300 px, in trouble as well (${theme})`, async () => {
      const panel = await browser.open({ theme, width: 300 });
      for (const message of [hidden(heard), messageOf(heard), messageOf(passedOn), messageOf(situations.noKey)]) {
        await panel.send(message);
        await panel.unfold();
        assert.deepEqual(await seriousViolations(panel.page, theme !== 'dark'), []);
        const wide = await panel.page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 300, `${wide} px`);
      }
      await panel.close();
    });
  }
});

describe('who used a limit', () => {
  let browser: PanelBrowser;
  before(async () => {
    browser = await sharedBrowser();
  });

  it('is one bar in an open row with words beside it, which a screen reader reads once', async () => {
    const panel = await browser.open();
    await panel.show(heard);
    await panel.page.locator('.row-name[aria-expanded=false]').first().press('Enter');
    const bar = panel.page.getByRole('img', { name: /^Tokens\/min: / });
    assert.equal(
      await bar.getAttribute('aria-label'),
      'Tokens/min: Used in the last hour: 1.3M tokens (Cline 62%, Continue 30%, Keygauge 1%, elsewhere 7%)',
    );
    const widths = await bar.locator('i').evaluateAll((parts) => parts.map((part) => part.clientWidth));
    assert.equal(widths.length, 4);
    assert.ok(Math.abs((widths[0] ?? 0) / (widths[1] ?? 1) - 62 / 30) < 0.1, String(widths));
    assert.match(await panel.page.locator('.used-by').nth(1).innerText(), /Requests\/min Used since .*: 44 requests/);
    assert.match(await panel.text(), /Cline 62% Continue 30% Keygauge 1% elsewhere 7%/);
    await panel.show(situations.fine);
    assert.equal(await panel.page.locator('.used-by').count(), 0);
    await panel.close();
  });

  it("tells a tool's sessions and their agents apart, and fits at 300 px", async () => {
    const panel = await browser.open({ width: 300 });
    await panel.show(passedOn);
    await panel.page.locator('.row-name[aria-expanded=false]').first().press('Enter');
    assert.match((await panel.page.locator('.sources').textContent()) ?? '', /Listens at 127\.0\.0\.1:4141\./);
    const used = await panel.page.locator('.used-by').first().innerText();
    assert.match(used, /Claude Code \(session of .*\) 50%\s+Claude Code \(subagents of .*\) 24%\s+.*16%\s+Codex 10%/s);
    assert.deepEqual(await seriousViolations(panel.page), []);
    const wide = await panel.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 300, `${wide} px`);
    await panel.close();
  });

  it('gives each part of the bar a look of its own, as beside its words, in every theme', async () => {
    for (const theme of Object.keys(themes) as ThemeName[]) {
      for (const width of [900, 300]) {
        const panel = await browser.open({ theme, width });
        await panel.show(passedOn);
        await panel.page.locator('.row-name[aria-expanded=false]').first().press('Enter');
        const lookOf = (parts: Element[]) =>
          parts.map((part) => {
            const { backgroundColor, backgroundImage, boxShadow } = getComputedStyle(part);
            return [backgroundColor, backgroundImage, boxShadow].join();
          });
        const bar = await panel.page.locator('.used-by keygauge-shares i').evaluateAll(lookOf);
        assert.equal(new Set(bar).size, 4, `${theme}: ${bar.join('\n')}`);
        assert.deepEqual(await panel.page.locator('.used-by .shares i').evaluateAll(lookOf), bar);
        assert.deepEqual(await seriousViolations(panel.page), [], theme);
        await panel.page.screenshot({ path: `.screenshots/panel-shares-${theme}-${width}.png` });
        await panel.close();
      }
    }
  });
});
