import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { selfSigned } from '../support/certificate.ts';
import { companion } from '../support/companion.ts';
import { startConnectProxy } from '../support/connectProxy.ts';
import { startGateway } from '../support/gateway.ts';
import { story } from '../support/story.ts';
import { storyPorts } from '../support/storyPorts.ts';
import { filesBelow, formsOf } from '../support/traces.ts';
import { writtenText } from '../support/until.ts';
import type { Workbench } from '../support/workbench.ts';

const key = 'sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';
const prompt = 'canary-of-a-prompt';
const port = storyPorts.listening;
const host = 'api.openai.com';
const certificate = selfSigned(host);
const folder = mkdtempSync(join(tmpdir(), 'keygauge-certificate-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const trusted = join(folder, 'provider.pem');
writeFileSync(trusted, certificate.cert);

/** Another extension, which has a key of its own and asks OpenAI with it. */
const coder = `
const vscode = require('vscode');
const fs = require('node:fs');
const path = require('node:path');
exports.activate = (context) => {
  const folder = () => vscode.workspace.workspaceFolders[0].uri.fsPath;
  context.subscriptions.push(vscode.commands.registerCommand('coder.ask', async () => {
    const headers = { authorization: 'Bearer ${key}', 'content-type': 'application/json', 'user-agent': 'Cline/4.2.0' };
    const body = JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: '${prompt}' }] });
    const answer = await fetch('https://${host}/v1/chat/completions', { method: 'POST', headers, body }).catch(String);
    const said = answer.status ?? answer;
    await answer.text?.();
    fs.writeFileSync(path.join(folder(), 'answered.txt'), said + ' ' + Date.now());
  }));
};
`;
/** Names the key that was heard, hides it, and brings it back. */
async function renameHideAndBringBack(workbench: Workbench): Promise<void> {
  const [panel, { statusBar }] = [workbench.panel(), workbench];
  await panel.getByRole('button', { name: 'Manage keys' }).click();
  await panel.getByRole('button', { name: 'Rename' }).click();
  await workbench.inputBox.answer('Cline at work');
  await panel.getByRole('heading', { name: 'Cline at work' }).waitFor();
  await workbench.screenshot('listening-keys');
  await panel.getByRole('button', { name: 'Hide' }).click();
  await panel.getByRole('button', { name: 'Hidden keys…' }).waitFor();
  await statusBar.gaugeShows(/^[^%]*$/);
  await panel.getByRole('button', { name: 'Hidden keys…' }).click();
  await workbench.quickPick.choose('Cline at work');
  await statusBar.gaugeShows(/\d+%/);
  await panel.getByRole('heading', { name: 'Cline at work' }).waitFor();
}

story(
  'without any key, the first request of another extension is on the gauge within a second',
  {
    otherExtensions: companion('coder', coder, [{ command: 'coder.ask', title: 'Ask', category: 'Coder' }]),
    settings: { 'http.proxy': `http://127.0.0.1:${port}`, 'http.systemCertificates': false },
    env: { NODE_EXTRA_CA_CERTS: trusted },
  },
  async (workbench) => {
    await using simulator = await startSimulator({ keys: { openai: key } });
    await using gateway = await startGateway(simulator, null, certificate);
    await using _proxy = await startConnectProxy(port, Number(new URL(gateway.baseUrl).port));
    const { commandPalette, statusBar, page, editor } = workbench;
    const answered = join(editor.folder, 'answered.txt');
    const ask = async () => {
      rmSync(answered, { force: true });
      await commandPalette.run('Coder: Ask');
      const [status, at] = (await writtenText(answered, (text) => /^\S+ \d{13}$/.test(text), 30_000)).split(' ');
      assert.equal(status, '200');
      return Number(at);
    };
    await statusBar.gauge().waitFor();
    // Off until it is allowed.
    await ask();
    await commandPalette.run('Keygauge: Listen Along…');
    const dialog = page.getByRole('dialog', { name: /Listen along/ });
    await dialog.getByText('never prompts, answers or whole keys').waitFor();
    await workbench.screenshot('listening-consent');
    assert.doesNotMatch(await statusBar.gaugeText(), /%/);
    await dialog.getByRole('button', { name: 'Allow Listening' }).click();
    // The settings are written first.
    await workbench.notifications.shows(/listens along/);
    await commandPalette.run('Notifications: Clear All Notifications');
    await statusBar.gaugeShows('Keygauge: listening');

    const [at, shownAt] = await Promise.all([ask(), statusBar.percentageShownAt()]);
    const late = shownAt - at;
    assert.ok(late < 1_000, `shown ${late} ms after the answer`);

    await workbench.openPanel();
    const panel = workbench.panel();
    await panel.getByRole('meter').first().waitFor();
    await workbench.screenshot('listening');
    const shown = await panel.locator('main').innerText();
    assert.match(shown, /OpenAI …Jt5e/);
    assert.equal(simulator.requests.length, 2);

    await renameHideAndBringBack(workbench);

    await commandPalette.run('Keygauge: Listen Along…');
    await workbench.notifications.choose('Stop Listening', /listens along/);
    await statusBar.gaugeShows(/Add|key/i);
    for (const [path, text] of filesBelow(editor.home))
      for (const form of [...formsOf(key), prompt])
        assert.ok(path.includes('coder') || !text.includes(form), `${path} holds ${form}`);
  },
);
