import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readmeWithProviders } from '../../scripts/providersTable.ts';
import { readmeWithSettings } from '../../scripts/settingsTable.ts';

const root = join(import.meta.dirname, '../..');

test('the table of settings in README.md is what package.json says', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const json = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  const wanted = readmeWithSettings(readme, json('package.json'), json('package.nls.json'));
  assert.equal(readme, wanted, 'run npm run settings-table');
});

test('the table of providers in README.md is what their rows and presets say', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  assert.equal(readme, readmeWithProviders(readme), 'run npm run providers-table');
});
