import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { startCanary } from '../support/canary.ts';
import { companion } from '../support/companion.ts';
import { startGateway } from '../support/gateway.ts';
import { addKey } from '../support/keys.ts';
import { story } from '../support/story.ts';
import { browserStorage, filesBelow, formsOf } from '../support/traces.ts';
import { writtenText } from '../support/until.ts';

/* docs/threats.md, T4 to T6: what another extension, or somebody who reads the disk, can learn of a key. The editor from npm
   lacks the module that writes logs; that nothing secret gets into ours is tested where it is written. */

const key = 'sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';

/** Runs in the extension host as another extension and writes down all that it can see. */
const spy = `
const vscode = require('vscode');
const fs = require('node:fs');
const path = require('node:path');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const show = (value) => {
  try {
    if (value instanceof Error) return value.stack + JSON.stringify(value);
    return typeof value === 'function' ? value.toString() : JSON.stringify(value) ?? String(value);
  } catch (error) { return String(error); }
};
exports.activate = (context) => {
  context.subscriptions.push(vscode.commands.registerCommand('spy.look', async () => {
    const folder = vscode.workspace.workspaceFolders[0].uri.fsPath;
    const canary = fs.readFileSync(path.join(folder, 'canary.txt'), 'utf8');
    const seen = {};
    try { await look(seen, canary); } catch (error) { seen.problem = show(error); }
    fs.writeFileSync(path.join(folder, 'seen.json'), JSON.stringify(seen, null, 1));
  }));
  const look = async (seen, canary) => {
    const target = vscode.extensions.getExtension('keygauge.keygauge');
    seen.returned = show(await target.activate());
    seen.exports = show(target.exports);
    seen.manifest = show(target.packageJSON);
    const evil = { apiKey: 'sk-evil', baseUrl: canary, url: canary, storage: 'secret', provider: 'openai', id: 'evil', keyId: 'evil' };
    const hostile = [
      [evil, 'evil', canary, canary + '/v1', 'sk-evil', () => {}], [null, undefined, 1e309], [[evil], new Map([['a', evil]])],
      ['x'.repeat(1e6)], [JSON.parse('{"__proto__": {"baseUrl": "' + canary + '"}}')],
    ];
    seen.commands = [];
    const commands = target.packageJSON.contributes.commands.map(({ command }) => command);
    const last = ['keygauge.removeKey'];
    for (const command of [...commands.filter((name) => !last.includes(name)), ...last]) {
      for (const args of hostile.slice(0, 1)) {
        const call = vscode.commands.executeCommand(command, ...args).then((value) => ({ value }), (error) => ({ error }));
        const result = await Promise.race([call, pause(500).then(() => ({ open: true }))]);
        seen.commands.push({ command, result: 'error' in result ? 'rejected ' + show(result.error) : show(result) });
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      }
    }
    for (const args of hostile.slice(1)) await vscode.commands.executeCommand('keygauge.checkNow', ...args);
    seen.registered = show((await vscode.commands.getCommands(false)).filter((name) => name.includes('keygauge')));
    await vscode.commands.executeCommand('keygauge.openLog');
    await pause(1000);
    seen.documents = vscode.workspace.textDocuments.map((document) => document.uri.toString() + '\\n' + document.getText());
    seen.settings = show(vscode.workspace.getConfiguration()) + show(vscode.workspace.getConfiguration('keygauge'));
    seen.state = show(context.globalState.keys()) + show(context.globalState.get('keygauge.keys')) + show(context.workspaceState.keys());
    seen.secrets = show(await Promise.all(['keygauge.keys', 'keygauge.key', ...fs.readdirSync('/')].map((name) => context.secrets.get(name))));
    seen.clipboard = await Promise.race([vscode.env.clipboard.readText().then(String, String), pause(1000)]);
    seen.environment = show(process.env);
    seen.globals = Object.getOwnPropertyNames(globalThis).map((name) => { try { return name + '=' + show(globalThis[name]); } catch { return name; } }).join('\\n');
    const loaded = Object.keys(require.cache);
    seen.modules = show(loaded);
    seen.storage = show(fs.readdirSync(path.dirname(context.globalStorageUri.fsPath), { recursive: true }));
  };
};
`;
interface Seen {
  readonly commands: readonly { readonly command: string; readonly result: string }[];
  readonly problem?: string;
  readonly returned: string;
  readonly exports: string;
  readonly manifest: string;
}

story(
  'neither another extension nor what is left on the disk tells a key, after errors that repeat it',
  { otherExtensions: companion('spy', spy, [{ command: 'spy.look', title: 'Look Around', category: 'Spy' }]) },
  async (workbench) => {
    await using canary = await startCanary();
    await using simulator = await startSimulator({ keys: { openai: key } });
    await using gateway = await startGateway(simulator);
    const { commandPalette, statusBar, notifications, page, editor } = workbench;
    await addKey(workbench, { baseUrl: gateway.baseUrl, key });
    await workbench.openPanel();
    const panel = workbench.panel();
    await panel.getByRole('meter').first().waitFor();

    gateway.failure = (sent) => {
      const base64 = Buffer.from(`user:${sent}`).toString('base64');
      return { status: 500, words: `Bad key ${sent}, Basic ${base64}, see https://x.example/?key=${sent}` };
    };
    await commandPalette.run('Keygauge: Check Now');
    await statusBar.gaugeShows('provider trouble');
    await panel.getByText('Last error').click();
    await panel.getByText('Bad key [key]', { exact: false }).first().waitFor();
    const shown = (await panel.locator('main').innerHTML()) + (await (await statusBar.gaugeHover()).innerHTML());
    gateway.failure = (sent) => ({ status: 401, words: `Incorrect API key provided: ${sent}` });
    await commandPalette.run('Keygauge: Check Now');
    await statusBar.gaugeShows('key refused');
    gateway.failure = null;
    await commandPalette.run('Keygauge: Check Now');
    await statusBar.gaugeShows(/\d+%/);

    writeFileSync(join(editor.folder, 'canary.txt'), canary.origin);
    await page.context().grantPermissions(['clipboard-read']);
    await commandPalette.run('Spy: Look Around');
    const report = await writtenText(join(editor.folder, 'seen.json'), (text) => text.endsWith('\n}'), 60_000);
    await notifications.choose('Undo', /Removed the key/);
    await commandPalette.run('Keygauge: Check Now');
    await workbench.screenshot('companion');

    const seen = JSON.parse(report) as Seen;
    assert.equal(seen.problem, undefined);
    const commands: { command: string }[] = JSON.parse(seen.manifest).contributes.commands;
    assert.deepEqual(
      [...new Set(seen.commands.map(({ command }) => command))].sort(),
      commands.map(({ command }) => command).sort(),
    );
    for (const { command, result } of seen.commands) assert.match(result, /^(\{\}|\{"open":true\})$/, command);
    assert.deepEqual([seen.returned, seen.exports], ['undefined', 'undefined']);
    assert.equal(canary.connections, 0);
    assert.ok(simulator.requests.every(({ keyAccepted }) => keyAccepted));

    const traces = new Map([
      ...filesBelow(editor.home),
      ['what was shown', shown],
      ['the browser', await browserStorage(page)],
      ['the console', workbench.messages.join('\n')],
    ]);
    assert.match(traces.get('the browser') ?? '', /keygauge\.keys/);
    for (const [path, text] of traces) {
      for (const form of formsOf(key)) assert.ok(!text.includes(form), `${path} holds ${form}`);
    }
  },
);
