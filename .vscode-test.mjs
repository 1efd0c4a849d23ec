import { cpSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@vscode/test-cli';
import { companion } from './test/host/companion/manifest.ts';

const files = globSync('dist-test/host/**/*.test.cjs');
if (files.length === 0) throw new Error('There are no bundled host tests: run `npm test -- build` first.');

// The extension beside ours whose requests are heard; an installed one lies in a folder of this name.
const beside = join(import.meta.dirname, 'dist-test/extensions', companion.folder);
mkdirSync(beside, { recursive: true });
writeFileSync(join(beside, 'package.json'), JSON.stringify(companion.manifest));
cpSync('dist-test/companion/extension.js', join(beside, 'extension.js'));

// The same bundled files that `npm test` runs, for a desktop VS Code where one can be downloaded: `npx vscode-test`.
export default defineConfig(
  ['1.105.1', 'stable'].map((version) => ({
    version,
    files,
    extensionDevelopmentPath: [import.meta.dirname, beside],
    mocha: { ui: 'tdd', timeout: 20_000 },
  })),
);
