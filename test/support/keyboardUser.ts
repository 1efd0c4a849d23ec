import assert from 'node:assert/strict';
import type { Answer } from '../../src/simulator/answers.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { addressOf, type LinkId } from '../../src/words/advice/links.ts';
import { checkNow } from './checkNow.ts';
import { Keyboard } from './keyboard.ts';
import { until } from './until.ts';
import type { Workbench } from './workbench.ts';

/** What pressing the first button of the advice does. */
type Outcome =
  | { readonly opens: LinkId }
  /** A list or an input with this title or placeholder; with `item`, one that it offers. */
  | { readonly asks: string | RegExp; readonly item?: string }
  | 'checks'
  | 'tells when ready';

/** How a trouble has to look, and what its first step has to do. */
export interface ExpectedVerdict {
  readonly answer: Answer;
  /** The status bar, and what a screen reader hears of it. */
  readonly gauge: RegExp;
  readonly label: RegExp;
  /** The panel's heading: what to do, and what is wrong. */
  readonly lead: RegExp;
  readonly title: RegExp;
  /** The first step that has a button. */
  readonly button: string;
  readonly does: Outcome;
  /** The gauge once the trouble is over, where that is not a full limit: a refusal can tell that one was used up. */
  readonly after?: RegExp;
}

/** The button of the first step that has one. */
const firstStep = '.buttons vscode-button';

/** Somebody without a mouse, whose provider has troubles. */
export class KeyboardUser {
  readonly #workbench: Workbench;
  readonly #simulator: Simulator;
  readonly #keyboard: Keyboard;

  constructor(workbench: Workbench, simulator: Simulator) {
    this.#workbench = workbench;
    this.#simulator = simulator;
    this.#keyboard = new Keyboard(workbench.page, workbench.quickPick);
  }

  /** Has a file open, a key of the environment watched, and the panel in view. */
  async begin(variable: string): Promise<void> {
    const { page, quickPick, statusBar } = this.#workbench;
    await page.context().route(/^https:/, (route) => route.fulfill({ body: 'a page of the provider' }));
    await statusBar.gaugeShows('Keygauge: add a key');
    await this.#keyboard.run('File: New Untitled Text File');
    await page.keyboard.insertText('Some words to count.');
    await this.#keyboard.run('Keygauge: Add a Key…');
    await quickPick.opens('Which provider is your key from?');
    await this.#keyboard.answer(variable);
    await quickPick.opens('Models to watch');
    await this.#keyboard.press('Enter');
    await statusBar.gaugeShows(/\d+%/);
    await this.opensPanel();
  }

  async opensPanel(): Promise<void> {
    await this.#keyboard.run('Keygauge: Open Panel');
    await this.#workbench.panel().getByRole('meter').first().waitFor();
  }

  /** From a trouble to its verdict, its first step, and on when the trouble is over. */
  async goesThrough(expected: ExpectedVerdict): Promise<void> {
    await this.meets(expected);
    await this.takesFirstStep(expected);
    await this.goesOn(expected);
  }

  /** Reads the verdict in the status bar and in the panel. */
  async meets({ answer, gauge, label, lead, title, button }: ExpectedVerdict): Promise<void> {
    const { statusBar } = this.#workbench;
    this.#simulator.setAnswer(answer);
    await this.#checks();
    await statusBar.gaugeShows(gauge);
    const spoken = (await statusBar.gauge().getAttribute('aria-label')) ?? '';
    // What was left last, and when, may follow.
    assert.match(spoken.replace(/; \d+% at .*$/, ''), label, answer.kind);
    const verdict = this.#workbench.panel().locator('.verdict');
    await verdict.locator('h1').filter({ hasText: lead }).waitFor();
    assert.match((await verdict.locator('.fact').innerText()).replace(/\.$/, ''), title, answer.kind);
    assert.equal(await verdict.locator(firstStep).first().innerText(), button, answer.kind);
    await this.#workbench.screenshot(`verdict-${answer.kind}`);
  }

  async takesFirstStep({ does }: ExpectedVerdict): Promise<void> {
    const { page, quickPick } = this.#workbench;
    await this.#keyboard.tabTo(this.#workbench.panel(), `.verdict ${firstStep}`);
    const asked = this.#simulator.requests.length;
    await this.#keyboard.press('Enter');
    if (does === 'checks') await until(() => this.#simulator.requests.length > asked, 5000);
    else if (does === 'tells when ready') await this.#isTold(/You will be told when “.+” is ready again\./);
    else if ('asks' in does) {
      await quickPick.opens(does.asks);
      if (does.item) await page.locator('.quick-input-list').getByText(does.item, { exact: true }).waitFor();
      await quickPick.close();
    } else {
      // The editor asks before it opens a page.
      await page.locator('.monaco-dialog-box').waitFor();
      const opened = page.context().waitForEvent('page');
      await this.#keyboard.press('Enter');
      const tab = await opened;
      await tab.waitForURL(addressOf(does.opens) ?? '');
      await tab.close();
    }
  }

  /** The trouble is over: a wait by itself, anything else with the next check. */
  async goesOn({ does, after }: ExpectedVerdict): Promise<void> {
    const { statusBar } = this.#workbench;
    this.#simulator.setAnswer(null);
    if (does !== 'tells when ready') await this.#checks();
    await statusBar.gaugeShows(after ?? /\d+%/);
    if (does === 'tells when ready' && !after) await this.#isTold(/^“.+” is ready again\./);
  }

  #checks(): Promise<void> {
    return checkNow((title) => this.#keyboard.run(title), this.#simulator);
  }

  /** Reads a notification and clears all. */
  async #isTold(text: RegExp): Promise<void> {
    await this.#keyboard.run('Notifications: Show Notifications');
    await this.#workbench.notifications.withText(text).waitFor();
    await this.#keyboard.run('Notifications: Clear All Notifications');
  }
}
