import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readmeWithSettings } from '../../scripts/settingsTable.ts';

const root = join(import.meta.dirname, '../..');

test('the table of settings in README.md is what package.json says', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.equal(readme, readmeWithSettings(readme, manifest), 'run npm run settings-table');
});
