import type { Locator, Page } from 'playwright-core';

/** The bar at the bottom of the window. */
export class StatusBar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Keygauge's item; its label is what a screen reader says and clicking it does what it offers. */
  gauge(): Locator {
    return this.#page.locator('.statusbar-item[id^="keygauge.keygauge.gauge"]').getByRole('button');
  }

  /** The gauge's text without its icons. */
  async gaugeText(): Promise<string> {
    return (await this.gauge().innerText()).trim();
  }

  /** Waits until the gauge's text is or matches what is expected, and fails with what it showed last. */
  async gaugeShows(expected: string | RegExp, timeout = 30_000): Promise<void> {
    const gauge = this.gauge().filter({ hasText: expected });
    await gauge.waitFor({ timeout }).catch(async () => {
      const shown = (await this.gauge().count()) > 0 ? `“${await this.gaugeText()}”` : 'nothing';
      throw new Error(`The gauge did not show ${expected} in ${timeout / 1000} s; it shows ${shown}.`);
    });
  }

  /** Points at the gauge until its hover opens, and returns the hover. */
  async gaugeHover(): Promise<Locator> {
    await this.gauge().hover();
    const hover = this.#page.locator('.monaco-hover:visible').last();
    await hover.waitFor();
    return hover;
  }
}
