import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, FrameLocator, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { CommandPalette } from './commandPalette.ts';
import { repository } from './editorHome.ts';
import { type EditorOptions, type EditorServer, startEditor, usualVersion } from './editorServer.ts';
import { Notifications } from './notifications.ts';
import { InputBox, QuickPick } from './quickInput.ts';
import type { Seat } from './seats.ts';
import { StatusBar } from './statusBar.ts';
import { openTab, type Size, usualSize } from './tab.ts';
import { type ThemeName, themes } from './themes.ts';
import { until } from './until.ts';

/** How to open a window: the editor's options and what the window looks like. */
export interface WorkbenchOptions extends EditorOptions {
  readonly theme?: ThemeName;
  readonly size?: Size;
}

/** One VS Code window as its user sees it. */
export class Workbench implements AsyncDisposable {
  readonly page: Page;
  readonly editor: EditorServer;
  readonly statusBar: StatusBar;
  readonly commandPalette: CommandPalette;
  readonly inputBox: InputBox;
  readonly quickPick: QuickPick;
  readonly notifications: Notifications;
  /** What the window wrote to its console, with the extension host's errors. */
  readonly messages: string[] = [];

  #settings: Readonly<Record<string, unknown>>;

  private constructor(page: Page, editor: EditorServer) {
    this.#settings = editor.settings;
    this.page = page;
    this.editor = editor;
    this.statusBar = new StatusBar(page);
    this.inputBox = new InputBox(page);
    this.quickPick = new QuickPick(page);
    this.commandPalette = new CommandPalette(page, this.quickPick);
    this.notifications = new Notifications(page, this.commandPalette);
    page.on('console', (message) => this.messages.push(message.text()));
  }

  /** Starts an editor and a browser and opens a window, ready when its layout stands; extensions may still be starting. */
  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const editor = await startEditor({ ...options, settings: Workbench.settingsFor(options) });
    let browser: Browser | undefined;
    try {
      browser = await launchBrowser();
      const workbench = new Workbench(await openTab(browser, options.size), editor);
      await workbench.load();
      return workbench;
    } catch (error) {
      await browser?.close();
      await editor[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Opens a window where editor and browser are running already; who started them ends them. */
  static async on({ page, editor }: Seat, size: Size = usualSize): Promise<Workbench> {
    const workbench = new Workbench(page, editor);
    await page.setViewportSize(size);
    await workbench.load();
    return workbench;
  }

  /** The user settings that give a window its looks. */
  static settingsFor({ theme = 'dark', version = usualVersion, settings }: WorkbenchOptions): Record<string, unknown> {
    return { 'workbench.colorTheme': themes[theme][version], ...settings };
  }

  /** Opens a second window of the same editor, with the same user data and keys. */
  async openAnotherWindow(): Promise<Workbench> {
    // Beside the first, what was compiled for it need not be compiled again.
    const [page] = await Promise.all([
      this.page.context().waitForEvent('page'),
      this.page.evaluate(() => void window.open('about:blank')),
    ]);
    await page.setViewportSize(usualSize);
    const another = new Workbench(page, this.editor);
    await another.load();
    return another;
  }

  /** Opens the window's address, as after a crash: what the editor had not saved yet is gone. */
  async load(): Promise<void> {
    await this.page.goto(this.editor.url());
    await this.page.locator('.monaco-workbench').waitFor();
  }

  /** Reloads the window as a user does, with open editors saved before and restored after. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('domcontentloaded', { timeout: 60_000 });
    await Promise.all([loaded, this.commandPalette.run('Developer: Reload Window')]);
    await this.page.locator('.monaco-workbench').waitFor();
  }

  /** Opens the Keygauge panel and waits until it has the focus, which would close a list or box that is opened before. */
  async openPanel(): Promise<void> {
    await this.commandPalette.run('Keygauge: Open Panel');
    await this.panel().locator('main').waitFor();
    await this.page.waitForFunction(() => document.activeElement?.matches('iframe.webview'));
  }

  /** The content of the Keygauge panel. */
  panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** The document of the Keygauge panel, to run scripts in. */
  async panelFrame(): Promise<Frame> {
    const main = await this.panel().locator('main').elementHandle();
    const frame = await main?.ownerFrame();
    if (!frame) throw new Error('The panel is not open.');
    return frame;
  }

  /** Changes user settings as a user does who edits `settings.json` and saves it, and leaves it open to change more. */
  async changeSettings(changes: Readonly<Record<string, unknown>>): Promise<void> {
    this.#settings = { ...this.#settings, ...changes };
    const tab = this.page.getByRole('tab', { name: 'settings.json' });
    if ((await tab.count()) === 0) await this.commandPalette.run('Preferences: Open User Settings (JSON)');
    await tab.waitFor();
    const text = JSON.stringify(this.#settings);
    const instance = this.page.locator('.editor-instance[aria-label*="settings.json"]');
    await instance.locator('.view-lines').click();
    // What is typed while a closing notification has the focus goes nowhere.
    await instance.locator('.monaco-editor.focused').waitFor();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
    await instance.locator('.view-lines').filter({ hasText: text }).waitFor();
    const stored = () => readFileSync(this.editor.userSettings, 'utf8');
    // The tab looks saved for a moment before it looks changed, and an editor that is busy may miss a key.
    for (let attempt = 1; stored() !== text; attempt++) {
      if (attempt > 10) throw new Error(`The editor did not save the settings. The file holds: ${stored()}`);
      await this.page.keyboard.press('ControlOrMeta+S');
      await until(() => stored() === text, 2_000).catch(() => {});
    }
  }

  /** Changes the color theme as a user does, so that open panels have to follow. */
  async useTheme(theme: ThemeName): Promise<void> {
    await this.commandPalette.run('Preferences: Color Theme');
    await this.quickPick.choose(themes[theme].label);
    const isOpen = (await this.page.locator('iframe.webview.ready').count()) > 0;
    // The window changes at once, the panel when it is told.
    if (isOpen) await this.panel().locator(`body.${themes[theme].bodyClass}`).waitFor();
  }

  /** Saves a picture of the window as `.screenshots/NAME.png`. */
  async screenshot(name: string): Promise<void> {
    const folder = join(repository, '.screenshots');
    mkdirSync(folder, { recursive: true });
    // Neither a hover nor a blinking cursor belongs in a picture.
    await this.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
  }

  /** Takes the same picture in the dark, the light and both high-contrast themes. */
  async screenshotInEveryTheme(name: string): Promise<void> {
    for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] as const) {
      await this.useTheme(theme);
      await this.screenshot(`${name}-${theme}`);
    }
  }

  /** Fails if the extension host has spoken of a rejection in our code that nobody handled; it does so after a second. */
  async sawNoUnhandledRejection(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const said = this.messages.filter((text) => /rejected promise not handled|stack trace:/.test(text));
    const ours = said.filter((text) => /keygauge\S*\.(?:js|ts)\b/.test(text));
    assert.deepEqual(ours, [], 'a promise of Keygauge was rejected, and nobody handled it');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().browser()?.close();
    await this.editor[Symbol.asyncDispose]();
  }
}
