import type { Locator, Page } from 'playwright-core';

class QuickInput {
  protected readonly widget: Locator;
  protected readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.widget = page.locator('.quick-input-widget:visible');
  }

  /** Waits until it is open with this title or placeholder, or with any; for so many milliseconds. */
  async opens(titleOrPlaceholder?: string | RegExp, timeout = 30_000): Promise<void> {
    if (titleOrPlaceholder === undefined) return this.widget.waitFor({ timeout });
    const title = this.widget.locator('.quick-input-title').filter({ hasText: titleOrPlaceholder });
    await title.or(this.widget.getByPlaceholder(titleOrPlaceholder)).first().waitFor({ timeout });
  }

  async isOpen(): Promise<boolean> {
    return (await this.widget.count()) > 0;
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }
}

/** The box at the top that asks for a text. */
export class InputBox extends QuickInput {
  /** The input itself, to look at its type, value or placeholder. */
  field(): Locator {
    return this.widget.locator('.quick-input-box input');
  }

  /** Types a text without confirming it. */
  async type(text: string): Promise<void> {
    await this.field().fill(text);
  }

  /** Types a text, confirms it with Enter and waits until it is taken: the editor first asks the extension whether it is right. */
  async answer(text: string): Promise<void> {
    const title = this.widget.locator('.quick-input-title').filter({ hasText: await this.title() });
    await this.type(text);
    await this.page.keyboard.press('Enter');
    await title.waitFor({ state: 'hidden' });
  }

  title(): Promise<string> {
    return this.widget.locator('.quick-input-title').innerText();
  }

  /** What the box says under its input: its prompt, or why it does not take the text. */
  message(): Locator {
    return this.widget.locator('.quick-input-message');
  }
}

/** The list at the top that offers a choice. */
export class QuickPick extends QuickInput {
  /** One choice, by how its label begins. */
  item(label: string): Locator {
    const start = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.widget.getByRole('option', { name: new RegExp(`^${start}(,|$)`) }).first();
  }

  /** The labels of all choices that are in view. */
  items(): Promise<string[]> {
    return this.widget.getByRole('option').locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
  }

  /** Narrows the list down to a choice, as a user types, and takes it. */
  async choose(label: string): Promise<void> {
    // Where the pointer rests on a choice, a hover comes that may cover the choice itself.
    await this.page.mouse.move(0, 0);
    await this.widget.locator('.quick-input-box input').fill(label);
    await this.item(label).click();
  }

  /** Puts a tick at a choice of a list that takes several. */
  async tick(label: string): Promise<void> {
    await this.item(label).getByRole('checkbox').click();
  }

  /** Puts a tick at every choice. */
  async tickAll(): Promise<void> {
    await this.widget.locator('.quick-input-header').getByRole('checkbox').first().click();
  }

  /** Confirms the ticked choices. */
  async confirm(): Promise<void> {
    await this.widget.getByRole('button', { name: 'OK', exact: true }).click();
  }
}
