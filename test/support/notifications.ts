import type { Locator, Page } from 'playwright-core';
import type { CommandPalette } from './commandPalette.ts';

/** Notifications, as toasts or in the notification centre: an editor that runs the extension from source shows no toasts. */
export class Notifications {
  readonly #page: Page;
  readonly #commandPalette: CommandPalette;

  constructor(page: Page, commandPalette: CommandPalette) {
    this.#page = page;
    this.#commandPalette = commandPalette;
  }

  /** Opens the notification centre, which keeps what toasts no longer show; again where something closes it at once. */
  async open(): Promise<void> {
    for (let attempt = 1; (await this.#center().count()) === 0; attempt++) {
      await this.#commandPalette.run('Notifications: Show Notifications');
      const opened = this.#center().waitFor({ timeout: 8_000 });
      if (attempt === 4) await opened;
      else await opened.catch(() => {});
    }
  }

  /** A notification with this text, whether it is a toast or in the opened centre. */
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
    await this.open();
    await this.withText(text).getByRole('button', { name: button, exact: true }).click();
  }

  #center(): Locator {
    return this.#page.locator('.notifications-center:visible');
  }
}
