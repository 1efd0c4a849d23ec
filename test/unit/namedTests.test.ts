import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');

test('every test that a document says something is held by is there', () => {
  const named = globSync(['docs/*.md', '*.md'], { cwd: root }).flatMap((document) =>
    [...readFileSync(join(root, document), 'utf8').matchAll(/`(?:test\/)?(\w+\/[\w/]+\.test\.ts)`/g)].map(
      ([, path = '']) => `${document} ${path}`,
    ),
  );
  assert.ok(named.length > 50, 'they are found');
  const missing = named.filter((name) => !existsSync(join(root, 'test', name.split(' ')[1] ?? '')));
  assert.deepEqual(missing, []);
});
