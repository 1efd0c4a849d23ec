import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EditorVersion, installEditor } from '../../scripts/editors.ts';

/** The folder of this repository, which is also the folder of the extension run from source. */
export const repository = join(import.meta.dirname, '../..');

/** Which extension an editor starts with: the working tree's, a packaged one as users get it, or none. */
export type ExtensionUnderTest = 'source' | { readonly vsix: string } | 'none';

/** How to start an editor; everything has a default that gives a fresh, quiet, trusted editor. */
export interface EditorOptions {
  readonly version?: EditorVersion;
  readonly extension?: ExtensionUnderTest;
  /** User settings on top of the quiet defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host on top of this process's, which loses all `OPENAI_*` and `ANTHROPIC_*`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Asks the user whether to trust the folder, as VS Code does; off by default. */
  readonly workspaceTrust?: boolean;
  /** Files of the opened folder by relative path; the folder is empty otherwise. */
  readonly files?: Readonly<Record<string, string>>;
  /** Further extensions, installed beside ours: their files by relative path, under a folder named PUBLISHER.NAME-VERSION. */
  readonly otherExtensions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Port of an earlier server whose browser profile should meet this one; a free port otherwise. */
  readonly port?: number;
}

/** A running VS Code server. */
export interface EditorServer extends AsyncDisposable {
  readonly version: EditorVersion;
  readonly port: number;
  /** Everything that the editor, its host and its extensions write lies in here. */
  readonly home: string;
  /** The folder that is open in the editor. */
  readonly folder: string;
  /** Where the server and the extension host write their logs. */
  readonly logs: string;
  /** The user settings that it started with. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The address of a window; with `testsPath` it runs the test runner found there instead of waiting for a user. */
  url(testsPath?: string): string;
}

const quiet = {
  // Text that a test puts into a file stays as it is.
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoSurround': 'never',
  'workbench.startupEditor': 'none',
  'workbench.editor.useModal': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

/** Starts a server on a free port with fresh data, resolved when it listens. */
export async function startEditor(options: EditorOptions = {}): Promise<EditorServer> {
  const { version = '1.139.1', extension = 'source' } = options;
  const installed = installEditor(version);
  const home = mkdtempSync(join(tmpdir(), 'keygauge-editor-'));
  const folder = join(home, 'project');
  // Under its real path the extension would contain the editor, whose themes would then count as the extension's.
  const source = join(home, 'keygauge');
  symlinkSync(repository, source, 'junction');
  write(folder, options.files ?? {});
  for (const [name, files] of Object.entries(options.otherExtensions ?? {}))
    write(join(home, 'extensions', name), files);
  const settings = { ...quiet, ...options.settings };
  write(join(home, 'data/data/User'), { 'settings.json': JSON.stringify(settings, null, 2) });
  const common = ['--server-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
  const env = { ...cleanEnvironment(), HOME: home, XDG_RUNTIME_DIR: home, ...options.env };
  if (typeof extension === 'object') {
    const args = [installed.server, ...common, '--install-extension', extension.vsix];
    const { status, stdout, stderr } = spawnSync(installed.node, args, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`VS Code ${version} did not install ${extension.vsix}:\n${stdout}${stderr}`);
  }
  const port = options.port ?? (await freePort());
  const args = [installed.server, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  args.push('--accept-server-license-terms', '--telemetry-level', 'off', ...common);
  // Only with this flag a window takes its extension and tests from the address; toasts and modal dialogs then do not show.
  if (extension === 'source') args.push('--enable-smoke-test-driver');
  if (!options.workspaceTrust) args.push('--disable-workspace-trust');
  const server = spawn(installed.node, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const endWithUs = () => {
    server.kill('SIGKILL');
    remove();
  };
  process.once('exit', endWithUs);
  await listening(server, version);

  return {
    version,
    port,
    home,
    folder,
    settings,
    logs: join(home, 'data/data/logs'),
    url(testsPath) {
      const url = new URL(`http://127.0.0.1:${port}/`);
      url.searchParams.set('folder', folder);
      const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
      const payload = [['skipWelcome', 'true']];
      if (extension === 'source') payload.push(['extensionDevelopmentPath', remote(source)]);
      if (testsPath) payload.push(['extensionTestsPath', remote(testsPath)]);
      url.searchParams.set('payload', JSON.stringify(payload));
      return url.href;
    },
    async [Symbol.asyncDispose]() {
      process.off('exit', endWithUs);
      if (server.exitCode === null && server.signalCode === null) {
        server.kill();
        await Promise.race([once(server, 'exit'), new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
        server.kill('SIGKILL');
      }
      remove();
    },
  };
}

/** Tests must neither find a developer's real keys nor the settings of an editor or runner they are started from. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(OPENAI|ANTHROPIC|KEYGAUGE|VSCODE|ELECTRON|npm)_|^NODE_(OPTIONS|TEST_CONTEXT)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}

function listening(server: ChildProcess, version: EditorVersion): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string) => reject(new Error(`VS Code ${version} ${why}:\n${output}`));
    const timer = setTimeout(() => fail('did not start in 60 s'), 60_000);
    const collect = (chunk: Buffer) => {
      output += chunk;
      if (!output.includes('Extension host agent listening')) return;
      clearTimeout(timer);
      resolve();
    };
    server.stdout?.on('data', collect);
    server.stderr?.on('data', collect);
    server.once('exit', (code) => fail(`ended with code ${code}`));
  });
}
