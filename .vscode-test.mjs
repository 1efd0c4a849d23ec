import { defineConfig } from '@vscode/test-cli';

// The same bundled files that `npm test` runs, for a desktop VS Code where one can be downloaded: `npx vscode-test`.
export default defineConfig(
  ['1.105.1', 'stable'].map((version) => ({
    version,
    files: 'dist-test/host/**/*.test.cjs',
    mocha: { ui: 'tdd', timeout: 20_000 },
  })),
);
