import assert from 'node:assert/strict';
import * as vscode from 'vscode';

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('keygauge.keygauge');
  assert.ok(found, 'the extension is not installed');
  return found;
}

suite('manifest', () => {
  test('no setting can steer where a key is sent or what is run', () => {
    const sections: unknown = extension().packageJSON.contributes?.configuration ?? [];
    const names = (Array.isArray(sections) ? sections : [sections]).flatMap((section) =>
      Object.keys(section.properties),
    );
    assert.deepEqual(
      names.filter((name) => /url|host|endpoint|proxy|path|command/i.test(name)),
      [],
    );
  });

  test('works in untrusted workspaces and has no entry from outside', () => {
    const { capabilities, browser, activationEvents } = extension().packageJSON;
    assert.equal(capabilities.untrustedWorkspaces.supported, true);
    assert.equal(browser, undefined);
    assert.ok(!activationEvents.includes('onUri'));
  });
});

suite('activation', () => {
  test('exports nothing that another extension could use', async () => {
    assert.equal(await extension().activate(), undefined);
    assert.ok(extension().isActive);
  });

  test('registers every command of the manifest', async () => {
    await extension().activate();
    const registered = await vscode.commands.getCommands(true);
    const contributed: { command: string }[] = extension().packageJSON.contributes?.commands ?? [];
    assert.deepEqual(
      contributed.map(({ command }) => command).filter((command) => !registered.includes(command)),
      [],
    );
  });
});
