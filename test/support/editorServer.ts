import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type EditorVersion, type InstalledEditor, installEditor } from '../../scripts/editors.ts';
import { EditorHome, type UserData } from './editorHome.ts';

/** Which extension an editor starts with: the working tree's, a packaged one as users get it, or none. */
export type ExtensionUnderTest = 'source' | { readonly vsix: string } | 'none';

/** How to start an editor; everything has a default that gives a fresh, quiet, trusted editor. */
export interface EditorOptions extends UserData {
  readonly version?: EditorVersion;
  readonly extension?: ExtensionUnderTest;
  /** Whether all extensions that come with the editor are there, as for its users; half of what a window takes is theirs. */
  readonly allBuiltIn?: boolean;
  /**
   * Environment of all that the editor runs, on top of this process's, which loses all `OPENAI_*` and `ANTHROPIC_*`; what only
   * extensions need is better in `hostEnv`, with which servers and what browsers have compiled for them can be shared.
   */
  readonly env?: Readonly<Record<string, string>>;
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
  /** The file with the user settings. */
  readonly userSettings: string;
  /** The user settings that it started with. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The address of a window; with `testsPath` it runs the test runner found there instead of waiting for a user. */
  url(testsPath?: string): string;
  /** Forgets all that a user left and puts this in its place; no window may be open. */
  renew(userData: UserData): void;
}

/** The version of an editor that none is named for. */
export const usualVersion: EditorVersion = '1.139.1';

/** Of what comes with the editor: the themes and the language of settings. */
const neededBuiltIn = ['theme-defaults', 'json'];

/** Ways to end the servers that would outlive this process. */
const running = new Set<() => void>();
process.once('exit', () => {
  for (const end of running) end();
});

/** Starts a server on a free port with fresh data, resolved when it listens. */
export async function startEditor(options: EditorOptions = {}): Promise<EditorServer> {
  const { version = usualVersion, extension = 'source' } = options;
  const installed = installEditor(version);
  const home = new EditorHome(options, options.otherExtensions);
  const env = {
    ...cleanEnvironment(),
    HOME: home.path,
    XDG_RUNTIME_DIR: home.path,
    XDG_STATE_HOME: home.state,
    ...options.env,
  };
  if (typeof extension === 'object') installExtension(installed, home, extension.vsix, env);
  const port = options.port ?? (await freePort());
  const server = spawn(installed.node, serverArguments(installed, home, port, options), {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => {
    server.kill('SIGKILL');
    home.remove();
  };
  running.add(endWithUs);
  await listening(server, version);

  return {
    version,
    port,
    home: home.path,
    folder: home.folder,
    logs: join(home.data, 'data/logs'),
    userSettings: home.userSettings,
    get settings() {
      return home.settings;
    },
    url: (testsPath) => addressOf(home, port, extension === 'source', testsPath),
    renew: (userData) => home.renew(userData),
    async [Symbol.asyncDispose]() {
      running.delete(endWithUs);
      if (server.exitCode === null && server.signalCode === null) {
        server.kill();
        await Promise.race([once(server, 'exit'), new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
        server.kill('SIGKILL');
      }
      home.remove();
    },
  };
}

function installExtension(
  { node, server }: InstalledEditor,
  home: EditorHome,
  vsix: string,
  env: NodeJS.ProcessEnv,
): void {
  const args = [server, ...whereDataIs(home), '--install-extension', vsix];
  const { status, stdout, stderr } = spawnSync(node, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The editor did not install ${vsix}:\n${stdout}${stderr}`);
}

function serverArguments(
  { server, builtIn }: InstalledEditor,
  home: EditorHome,
  port: number,
  { extension = 'source', allBuiltIn = false }: EditorOptions,
): string[] {
  const args = [server, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  args.push('--accept-server-license-terms', '--telemetry-level', 'off', ...whereDataIs(home));
  // Only with this flag a window takes its extension and tests from the address; toasts and modal dialogs then do not show.
  if (extension === 'source') args.push('--enable-smoke-test-driver');
  if (!allBuiltIn) args.push('--builtin-extensions-dir', home.keepBuiltIn(builtIn, neededBuiltIn));
  return args;
}

function whereDataIs({ data, extensions }: EditorHome): string[] {
  return ['--server-data-dir', data, '--extensions-dir', extensions];
}

function addressOf(home: EditorHome, port: number, fromSource: boolean, testsPath?: string): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('folder', home.folder);
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [['skipWelcome', 'true']];
  if (fromSource) payload.push(['extensionDevelopmentPath', remote(home.source)]);
  if (testsPath) payload.push(['extensionTestsPath', remote(testsPath)]);
  // 1.105.1 takes no environment from an address.
  if (home.hostEnv) payload.push(['extensionEnvironment', JSON.stringify(home.hostEnv)]);
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** Tests must neither find a developer's real keys nor the settings of an editor or runner they are started from. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(OPENAI|ANTHROPIC|KEYGAUGE|VSCODE|ELECTRON|npm)_|^NODE_(OPTIONS|TEST_CONTEXT)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
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
