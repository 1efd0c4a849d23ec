import type { Page } from 'playwright-core';
import type { QuickPick } from './quickInput.ts';

const prompt = 'Type the name of a command to run.';

/** The list of all commands. */
export class CommandPalette {
  readonly #page: Page;
  readonly #quickPick: QuickPick;

  constructor(page: Page, quickPick: QuickPick) {
    this.#page = page;
    this.#quickPick = quickPick;
  }

  /** Runs a command by its full title, such as `Keygauge: Check Now`; tries again when something takes the focus away. */
  async run(title: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#open(title, 5000);
        await this.#quickPick.item(title).click({ timeout: 5000 });
        if (attempt === 4 || !title.endsWith('…') || (await this.#staysOpen())) return;
      } catch (error) {
        if (attempt === 4) throw error;
        await this.#page.keyboard.press('Escape');
      }
    }
  }

  /** Whether a command can be found by its full title. */
  async offers(title: string): Promise<boolean> {
    await this.#open(title);
    const either = this.#quickPick.item(title).or(this.#quickPick.item('No matching commands'));
    await either.first().waitFor();
    const offered = (await this.#quickPick.item(title).count()) > 0;
    await this.#quickPick.close();
    return offered;
  }

  /**
   * Whether what a command asks with, if it asks, stays open: the palette gives the focus back to a panel, which a busy window
   * tells it so late that the panel takes it from what has opened since, and that closes.
   */
  async #staysOpen(): Promise<boolean> {
    const asked = this.#page
      .locator('.quick-input-widget:visible')
      .filter({ hasNot: this.#page.getByPlaceholder(prompt) });
    const asks = await asked.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
    await this.#page.waitForTimeout(250);
    return !asks || this.#quickPick.isOpen();
  }

  async #open(title: string, timeout?: number): Promise<void> {
    await this.#page.keyboard.press('F1');
    await this.#quickPick.opens(prompt, timeout);
    await this.#page.locator('.quick-input-box input').fill(`>${title}`, { timeout: 5000 });
  }
}
