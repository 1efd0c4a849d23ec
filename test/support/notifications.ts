import type { Locator, Page } from 'playwright-core';
import type { CommandPalette } from './commandPalette.ts';

/** Notifications, as toasts or in the notification center: an editor that runs the extension from source shows no toasts. */
export class Notifications {
  readonly #page: Page;
  readonly #commandPalette: CommandPalette;

  constructor(page: Page, commandPalette: CommandPalette) {
    this.#page = page;
    this.#commandPalette = commandPalette;
  }

  /** Opens the notification center, which keeps what toasts no longer show; again where something closes it at once. */
  async open(): Promise<void> {
    for (let attempt = 1; (await this.#center().count()) === 0; attempt++) {
      await this.#commandPalette.run('Notifications: Show Notifications');
      const opened = this.#center().waitFor({ timeout: 8_000 });
      if (attempt === 4) await opened;
      else await opened.catch(() => {});
    }
  }

  /** Waits for a notification with this text in the center, which closes with the last one in it, such as a progress that is over. */
  async shows(text: string | RegExp): Promise<Locator> {
    const found = this.withText(text);
    for (let attempt = 1; attempt < 6; attempt++) {
      await this.open();
      const isShown = await found.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
      if (isShown) return found;
    }
    await found.waitFor({ timeout: 5_000 });
    return found;
  }

  /** A notification with this text, whether it is a toast or in the opened center. */
  withText(text: string | RegExp): Locator {
    return this.#page.locator('.notification-list-item:visible').filter({ hasText: text }).first();
  }

  /** The texts of all notifications, newest first. */
  async texts(): Promise<string[]> {
    await this.open();
    return this.#page.locator('.notifications-center .notification-list-item-message').allInnerTexts();
  }

  /** Presses a button of the notification with this text. */
  async choose(button: string, text: string | RegExp): Promise<void> {
    const shown = await this.shows(text);
    await shown.getByRole('button', { name: button, exact: true }).click();
  }

  #center(): Locator {
    return this.#page.locator('.notifications-center:visible');
  }
}
