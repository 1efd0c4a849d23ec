import type { FrameLocator, Page } from 'playwright-core';
import type { QuickPick } from './quickInput.ts';

/** What a user does who has no mouse. */
export class Keyboard {
  readonly #page: Page;
  readonly #quickPick: QuickPick;

  constructor(page: Page, quickPick: QuickPick) {
    this.#page = page;
    this.#quickPick = quickPick;
  }

  press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  /** Runs a command by its full title, such as `Keygauge: Check Now`; tries again when something takes the focus away. */
  async run(title: string): Promise<void> {
    for (let attempt = 1; attempt <= 4; attempt++) {
      await this.press('F1');
      // A busy editor may miss a key.
      const isOpen = await this.#quickPick.opens('Type the name of a command to run.', 8_000).then(
        () => true,
        () => false,
      );
      if (isOpen) await this.#page.keyboard.insertText(title);
      if (isOpen && (await this.#takes(title))) return;
      await this.press('Escape');
    }
    throw new Error(`The command “${title}” cannot be reached.`);
  }

  /** Goes down the list to an item and takes it: what was used last comes first, whatever else fits the words. */
  async #takes(title: string): Promise<boolean> {
    const item = this.#quickPick.item(title);
    const there = await item.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    for (let times = 0; there && times < 8; times++) {
      if ((await item.and(this.#page.locator('.focused')).count()) > 0) {
        await this.press('Enter');
        return true;
      }
      await this.press('ArrowDown');
    }
    return false;
  }

  /** Writes into what has the focus and confirms it. */
  async answer(text: string): Promise<void> {
    await this.#page.keyboard.insertText(text);
    await this.press('Enter');
  }

  /** Moves the focus through the panel, which begins anew at its end, until it is on an element; fails where it never is. */
  async tabTo(panel: FrameLocator, selector: string): Promise<void> {
    const main = panel.locator('main');
    const there = () =>
      main.evaluate((root, wanted) => {
        const element = root.querySelector(wanted);
        return element !== null && document.activeElement === element;
      }, selector);
    for (let times = 0; times < 60; times++) {
      if (await there()) return;
      await this.press('Tab');
    }
    throw new Error(`The focus does not reach ${selector}; it is on “${await focusedName(panel)}”.`);
  }
}

/** What a screen reader calls the element of the panel that has the focus. */
export function focusedName(panel: FrameLocator): Promise<string> {
  return panel.locator('main').evaluate(() => {
    let element = document.activeElement;
    const names: string[] = [];
    for (; element; element = element.shadowRoot?.activeElement ?? null) {
      names.push(
        element.getAttribute('aria-label') ?? element.getAttribute('title') ?? element.textContent?.trim() ?? '',
      );
    }
    return names.find((name) => name !== '') ?? '';
  });
}
