import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { panelHtml } from '../../src/host/panel/panelHtml.ts';
import { launchBrowser } from '../support/browser.ts';
import { messageOf } from './snapshots.ts';
import { type ThemeName, themes } from './themes.ts';

const nonce = 'test-nonce';

/** The panel's real bundle under its real policy, in a browser; only the editor's side is a stand-in. */
export class PanelBrowser {
  readonly #server: Server;
  readonly #browser: Browser;
  /** Tabs that nobody uses any more: to open one takes longer than most tests, and the panel stores nothing in it. */
  readonly #tabs: Page[] = [];

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  static async start(): Promise<PanelBrowser> {
    const files = await bundle();
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://host');
      const file = files.get(pathname);
      response.statusCode = file === undefined ? 404 : 200;
      response.setHeader('content-type', typeOf(pathname));
      response.end(file ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PanelBrowser(server, await launchBrowser());
  }

  async open(
    options: { width?: number; height?: number; theme?: ThemeName; state?: unknown } = {},
  ): Promise<OpenPanel> {
    const { width = 900, height = 900, theme = 'dark', state } = options;
    // Each in a window of its own: a tab behind another one draws but once a second.
    const page = this.#tabs.pop() ?? (await this.#browser.newPage({ deviceScaleFactor: 1 }));
    await page.setViewportSize({ width, height });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const script = await page.addInitScript(standIn, { state });
    await page.goto(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`);
    const panel = new OpenPanel(page, complaints, async () => {
      page.removeAllListeners();
      await script.dispose();
      this.#tabs.push(page);
    });
    await panel.useTheme(theme);
    await panel.send({ type: 'words', language: 'en', translations: null });
    return panel;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** One panel in a tab. */
export class OpenPanel {
  readonly page: Page;
  readonly #complaints: string[];
  /** Closes it and gives its tab back. */
  readonly close: () => Promise<void>;

  constructor(page: Page, complaints: string[], close: () => Promise<void>) {
    this.page = page;
    this.#complaints = complaints;
    this.close = close;
  }

  /** Hands the page a message as the editor does, and waits until it is drawn. */
  async send(message: unknown): Promise<void> {
    await this.page.evaluate(async (data) => {
      window.postMessage(data, '*');
      await new Promise((resolve) => setTimeout(resolve));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, message);
  }

  async show(
    snapshot: Snapshot,
    pinned: string | null = null,
    quietUntil: number | null = null,
    starred: readonly string[] = [],
  ): Promise<void> {
    await this.send({ ...messageOf(snapshot), pinned, quietUntil, starred });
  }

  async useTheme(name: ThemeName): Promise<void> {
    await this.page.evaluate(({ bodyClass, variables }) => {
      document.body.className = bodyClass;
      for (const [variable, value] of Object.entries(variables)) {
        document.documentElement.style.setProperty(variable, value);
      }
      document.documentElement.style.background = 'var(--vscode-editor-background)';
    }, themes[name]);
  }

  /** What the panel said to the editor, without the greeting. */
  async intents(): Promise<unknown[]> {
    const said = await this.page.evaluate(() => (globalThis as unknown as { said: { type: string }[] }).said);
    return said.filter(({ type }) => type !== 'ready');
  }

  /** Opens everything that can be opened, besides rows. */
  async unfold(): Promise<void> {
    await this.page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
  }

  async text(): Promise<string> {
    return (await this.page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  }

  /** Violations of the policy, errors and dialogs so far. */
  async complaints(): Promise<string[]> {
    const violations = await this.page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
    return [...violations, ...this.#complaints];
  }

  /** Waits until the policy has forbidden something by this directive, which a page is told of a moment later. */
  async forbidden(directive: string): Promise<void> {
    const isThere = (start: string) =>
      (globalThis as unknown as { violations: string[] }).violations.some((text) => text.startsWith(start));
    await this.page.waitForFunction(isThere, directive);
  }
}

/** Runs in the page before its scripts. */
function standIn({ state }: { state: unknown }): void {
  const world = globalThis as unknown as Record<string, unknown>;
  const said: unknown[] = [];
  const violations: string[] = [];
  let kept = state;
  world.said = said;
  world.violations = violations;
  world.kept = () => kept;
  world.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => said.push(structuredClone(message)),
    getState: () => kept,
    setState: (next: unknown) => {
      kept = structuredClone(next);
    },
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
}

async function bundle(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../src/panel/panel.ts', import.meta.url))],
    bundle: true,
    minify: true,
    chunkNames: 'panel/[name]-[hash]',
    format: 'esm',
    splitting: true,
    target: 'es2024',
    outdir: '/',
    write: false,
    logLevel: 'silent',
  });
  const files = new Map(outputFiles.map((file) => [file.path, file.text]));
  const page = { cspSource: "'self'", nonce, scriptUri: '/panel.js', styleUri: '/panel.css' };
  return files.set('/', panelHtml(page)).set('/favicon.ico', '');
}

function typeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript';
  return path.endsWith('.css') ? 'text/css' : 'text/html';
}
