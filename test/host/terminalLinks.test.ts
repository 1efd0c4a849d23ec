import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Stage } from './stage.ts';

suite('terminal links', () => {
  test('the words of a refusal lead to what they mean, and other lines stay as they are', async () => {
    const registered: vscode.TerminalLinkProvider[] = [];
    const real = vscode.window.registerTerminalLinkProvider;
    const listening = (provider: vscode.TerminalLinkProvider) => {
      registered.push(provider);
      return real.call(vscode.window, provider);
    };
    Object.assign(vscode.window, { registerTerminalLinkProvider: listening });
    const stage = await Stage.open('gpt-5').finally(() =>
      Object.assign(vscode.window, { registerTerminalLinkProvider: real }),
    );
    const [provider] = registered;
    assert.ok(provider, 'nothing was registered');
    const terminal = vscode.window.createTerminal({ name: 'links', isTransient: true });
    const linksIn = async (line: string) => {
      const { token } = new vscode.CancellationTokenSource();
      return (await provider.provideTerminalLinks({ line, terminal }, token)) ?? [];
    };

    assert.deepEqual(await linksIn('Listening on http://localhost:429, no limit'), []);
    const line =
      'agent: 429 rate_limit_exceeded: Rate limit reached for gpt-5 on tokens per min (TPM). Try again in 9s.';
    const links = await linksIn(line);
    assert.deepEqual(
      links.slice(0, 2).map(({ startIndex, length }) => line.slice(startIndex, startIndex + length)),
      ['429', 'rate_limit_exceeded'],
    );
    for (const { tooltip } of links) assert.match(tooltip ?? '', /^Try again in 9 s · /);

    const open = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === 'Keygauge');
    assert.equal(open(), undefined);
    const [first] = links;
    assert.ok(first);
    await provider.handleTerminalLink(first);
    for (let tries = 0; tries < 100 && !open(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    const tab = open();
    assert.ok(tab, 'the panel did not open');
    await vscode.window.tabGroups.close(tab);
    terminal.dispose();
    await stage.close();
  });
});
