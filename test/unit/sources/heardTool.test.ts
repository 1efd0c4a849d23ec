import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { extensionsOn } from '../../../src/sources/heardTool.ts';

const stackOf = (...frames: readonly string[]) => ['Error', ...frames.map((frame) => `    at ${frame}`)].join('\n');

const publish = 'Channel.publish (node:diagnostics_channel:150:9)';

suite('the extensions on a stack', () => {
  const home = mkdtempSync(join(tmpdir(), 'keygauge-extensions-'));
  after(() => rmSync(home, { recursive: true, force: true }));

  const places = {
    'installed on Linux': 'new a (/u/.vscode/extensions/acme.coder-1.2.3/dist/x.js:1:2)',
    'installed on Windows': 'c:\\Users\\Jane Doe\\.vscode\\extensions\\acme.coder-1.2.3\\dist\\x.js:1:2',
    'a module on Windows': 'async b (file:///c%3A/Users/Jane%20Doe/.vscode/extensions/acme.coder-1.2.3/x.js:1:2)',
    VSCodium: '/u/.vscode-oss/extensions/acme.coder-1.2.3/x.js:1:2',
    Cursor: '/Users/u/.cursor/extensions/acme.coder-1.2.3/x.js:1:2',
    'a remote machine': '/u/.vscode-server/extensions/acme.coder-1.2.3/x.js:1:2',
  };
  for (const [place, frame] of Object.entries(places)) {
    test(place, () => {
      const modules = '/usr/share/code/resources/app/node_modules/@vscode/proxy-agent/out/index.js:1:2';
      assert.deepEqual(extensionsOn(stackOf(publish, modules, frame)), ['acme.coder-1.2.3']);
    });
  }

  test('one of a platform, one that comes with the editor, and several', () => {
    const own = 'e (/usr/share/code/resources/app/extensions/copilot/dist/extension.js:1:2)';
    const platform = 'f (/u/.vscode/extensions/acme.coder-1.2.3-linux-x64/dist/x.js:1:2)';
    assert.deepEqual(extensionsOn(stackOf(own, own, platform)), ['copilot', 'acme.coder-1.2.3-linux-x64']);
  });

  test('none', () => {
    assert.deepEqual(extensionsOn(undefined), []);
    assert.deepEqual(extensionsOn(stackOf(publish, '/usr/share/code/resources/app/out/main.js:1:2')), []);
  });

  test('ours, where it is installed itself, is none that asks', async () => {
    const folder = join(home, 'extensions', 'keygauge.keygauge-0.1.0', 'dist');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'heardTool.ts');
    copyFileSync(join(import.meta.dirname, '../../../src/sources/heardTool.ts'), file);
    const installed: { extensionsOn: typeof extensionsOn } = await import(pathToFileURL(file).href);
    const stack = stackOf(`created (${pathToFileURL(file).href}:1:2)`, publish, places['installed on Linux']);
    assert.deepEqual(installed.extensionsOn(stack), ['acme.coder-1.2.3']);
  });
});
