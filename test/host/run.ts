/** Runs the Mocha tests of this folder inside the extension host of one VS Code version: `node test/host/run.ts 1.139.1`. */
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type EditorVersion, editorVersions } from '../../scripts/editors.ts';
import { reportTests } from '../../scripts/testing/testReport.ts';
import { launchBrowser } from '../support/browser.ts';
import { repository } from '../support/editorHome.ts';
import { startEditor } from '../support/editorServer.ts';
import { companion } from './companion/manifest.ts';

interface MochaTest {
  readonly fullTitle: string;
  readonly duration?: number;
  readonly err: { readonly stack?: string; readonly message?: string };
}

interface MochaReport {
  readonly passes: readonly MochaTest[];
  readonly failures: readonly MochaTest[];
  readonly pending: readonly MochaTest[];
}

/** Opens a window that runs the tests instead of waiting for a user, and waits until it says how they ended. */
async function runInHost(version: EditorVersion, report: string): Promise<void> {
  const options = {
    mochaOpts: { ui: 'tdd', timeout: 20_000, reporter: 'json', reporterOptions: { output: report } },
    files: globSync('dist-test/host/**/*.test.cjs', { cwd: repository }).map((file) => join(repository, file)),
    preload: [],
    colorDefault: false,
  };
  if (options.files.length === 0) throw new Error('There are no bundled host tests.');
  const extension = readFileSync(join(repository, 'dist-test/companion/extension.js'), 'utf8');
  const otherExtensions = {
    [companion.folder]: { 'package.json': JSON.stringify(companion.manifest), 'extension.js': extension },
  };
  const env = { VSCODE_TEST_OPTIONS: JSON.stringify(options) };
  await using editor = await startEditor({ version, env, otherExtensions });
  const browser = await launchBrowser({ isShort: true });
  try {
    const page = await browser.newPage();
    const log: string[] = [];
    page.on('console', (message) => log.push(message.text()));
    await page.exposeFunction('codeAutomationLog', (_level: string, args: unknown[]) => log.push(args.join(' ')));
    const ended = new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error(`The tests did not end in 6 minutes. The window said:\n${log.join('\n')}`));
      const timer = setTimeout(fail, 360_000);
      page.exposeFunction('codeAutomationExit', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    await page.goto(editor.url(join(repository, 'node_modules/@vscode/test-cli/out/runner.cjs')));
    await ended;
  } finally {
    await browser.close();
  }
}

const version = editorVersions.find((known) => known === parseArgs({ allowPositionals: true }).positionals[0]);
if (!version) throw new Error(`Name a VS Code version: ${editorVersions.join(' or ')}.`);
const report = join(repository, `dist-test/host-${version}.json`);
await runInHost(version, report);

const { passes, failures, pending } = JSON.parse(readFileSync(report, 'utf8')) as MochaReport;
rmSync(report);
for (const test of passes) console.log(`✔ ${test.fullTitle} (${test.duration ?? 0}ms)`);
for (const test of pending) console.log(`﹣ ${test.fullTitle} # SKIP`);
const failed = failures.map(({ fullTitle, err }) => ({ name: fullTitle, reason: err.stack ?? err.message ?? '' }));
for (const { name, reason } of failed) console.log(`✖ ${name}\n${reason}`);
reportTests({ passed: passes.length, failed: failed.length, skipped: pending.length, failures: failed });
if (failed.length > 0) process.exitCode = 1;
