/**
 * Shows the extension at work without a key. `npm start` opens a VS Code with the demo running; `npm start --
 * --screenshot FILE` takes a picture of one without a window.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../test/support/browser.ts';
import { repository } from '../test/support/editorHome.ts';
import { startEditor } from '../test/support/editorServer.ts';
import { themes } from '../test/support/themes.ts';
import { Workbench } from '../test/support/workbench.ts';
import { installEditor } from './editors.ts';

const demo = { KEYGAUGE_DEMO: '1' };

const lookAt = `
Look at the right end of the status bar: the gauge shows what is left of a simulated key. Hover it for all limits, click it for the panel.
The demo brings its own simulated provider. To start one alone: npm run simulator
Ctrl-C ends it.`;

async function takeScreenshot(file: string): Promise<void> {
  await using workbench = await Workbench.open({ env: demo });
  await workbench.statusBar.gaugeShows(/\d\s?%/, 90_000);
  await workbench.commandPalette.run('Keygauge: Open Panel');
  await workbench.panel().getByRole('meter').first().waitFor();
  mkdirSync(dirname(file), { recursive: true });
  await workbench.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  console.log(`The gauge shows “${await workbench.statusBar.gaugeText()}”. Picture: ${file}`);
}

function openDesktop(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'keygauge-demo-'));
  const args = ['--wait', `--extensionDevelopmentPath=${repository}`, '--disable-workspace-trust', '--skip-welcome'];
  args.push('--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions'));
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  console.log(`Opening VS Code with the demo …\n${lookAt}`);
  const editor = spawn('code', args, {
    env: { ...process.env, ...demo, XDG_STATE_HOME: join(home, 'state') },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return new Promise((done) => editor.on('exit', () => done()));
}

async function openInBrowser(): Promise<void> {
  await using editor = await startEditor({
    env: demo,
    allBuiltIn: true,
    settings: { 'workbench.colorTheme': themes.dark['1.139.1'] },
  });
  console.log(`VS Code with the demo: ${editor.url()}\n${lookAt}`);
  const [command, ...options] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform as string] ?? [
    'xdg-open',
  ];
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (display && command) spawn(command, [...options, editor.url()], { stdio: 'ignore' }).on('error', () => {});
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
}

function hasDesktop(): boolean {
  return spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;
}

const { screenshot } = parseArgs({ options: { screenshot: { type: 'string' } } }).values;
const built = spawnSync(process.execPath, [join(repository, 'esbuild.config.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
if (screenshot) {
  installEditor('1.139.1');
  findBrowser();
  const deadline = setTimeout(() => {
    console.error('No picture after 120 s.');
    process.exit(1);
  }, 120_000).unref();
  await takeScreenshot(resolve(screenshot)).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  clearTimeout(deadline);
} else if (hasDesktop()) await openDesktop();
else await openInBrowser();
