import type { Locator, Page } from 'playwright-core';

const item = '.statusbar-item[id^="keygauge.keygauge.gauge"]';

/** The bar at the bottom of the window. */
export class StatusBar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Keygauge's item; its label is what a screen reader says and clicking it does what it offers. */
  gauge(): Locator {
    return this.#page.locator(item).getByRole('button');
  }

  /** The gauge's text without its icons. */
  async gaugeText(): Promise<string> {
    return (await this.gauge().innerText()).trim();
  }

  /** When the gauge next shows a percentage, as its page says; milliseconds since 1970. A busy test may look later. */
  async percentageShownAt(): Promise<number> {
    const shown = await this.#page.waitForFunction(
      (item) => (/\d+%/.test(document.querySelector(item)?.textContent ?? '') ? Date.now() : null),
      item,
    );
    return (await shown.jsonValue()) ?? Number.NaN;
  }

  /** Waits until the gauge's text is or matches what is expected, and fails with what it showed last. */
  async gaugeShows(expected: string | RegExp, timeout = 30_000): Promise<void> {
    const gauge = this.gauge().filter({ hasText: expected });
    await gauge.waitFor({ timeout }).catch(async () => {
      const shown = (await this.gauge().count()) > 0 ? `“${await this.gaugeText()}”` : 'nothing';
      throw new Error(`The gauge did not show ${expected} in ${timeout / 1000} s; it shows ${shown}.`);
    });
  }

  /** Points at the gauge, again where a window that is still loading takes no notice, and returns the hover that opens. */
  async gaugeHover(): Promise<Locator> {
    const hover = this.#page.locator('.monaco-hover:visible').last();
    for (let attempt = 1; attempt <= 6; attempt++) {
      // Where the pointer is there already, only coming back is noticed.
      await this.#page.mouse.move(0, 0);
      await this.gauge().hover();
      const isOpen = await hover.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
      if (isOpen) return hover;
    }
    throw new Error('The hover of the gauge did not open in 30 s.');
  }
}
