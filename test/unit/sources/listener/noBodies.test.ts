import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { headerChannels } from '../../../../src/sources/listener/channels.ts';

const root = join(import.meta.dirname, '../../../..');
const files = globSync('src/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const codeOf = (file: string) => readFileSync(join(root, file), 'utf8');

test('no code names a channel that carries what is sent or answered', () => {
  assert.ok(files.length > 100);
  assert.deepEqual(
    files.filter((file) => /body-?_?(?:chunk|sent|received)/i.test(codeOf(file))),
    [],
  );
  for (const name of Object.values(headerChannels))
    assert.match(name, /(?:create|created|headers|sendHeaders|start|finish|error)$/);
});

test('channels are named in one file, and reached from one other', () => {
  assert.deepEqual(
    files.filter((file) => /undici:|http2?\.client\./.test(codeOf(file))),
    ['src/sources/listener/channels.ts'],
  );
  assert.deepEqual(
    files.filter((file) => codeOf(file).includes('diagnostics_channel')),
    ['src/host/listening/openListener.ts'],
  );
});

test('nothing of Node is patched to listen', () => {
  const listening = files.filter((file) => /^src\/(?:sources\/listener|host\/listening)\//.test(file));
  assert.ok(listening.length >= 10);
  for (const file of listening)
    assert.doesNotMatch(codeOf(file), /globalThis|prototype|Module\.|require\(|defineProperty/, file);
});
