/**
 * Bundles the extension, its panel and, with `--test`, the tests that run inside VS Code.
 * `--production` minifies and leaves out source maps, `--watch` stays and rebuilds.
 */
import { existsSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { context } from 'esbuild';

const has = (flag) => process.argv.includes(flag);
const production = has('--production');

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: import.meta.dirname,
  bundle: true,
  external: ['vscode'],
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  logOverride: { 'import-is-undefined': 'error' },
};

/** @type {Record<string, import('esbuild').BuildOptions>} */
const bundles = {
  extension: {
    ...common,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node22',
    splitting: true,
  },
};

if (existsSync('src/panel/panel.ts')) {
  bundles.panel = {
    ...common,
    entryPoints: { panel: 'src/panel/panel.ts' },
    outdir: 'dist',
    format: 'iife',
    platform: 'browser',
    target: 'es2024',
  };
}

if (has('--test')) {
  bundles.tests = {
    ...common,
    entryPoints: globSync('test/host/**/*.test.ts', { cwd: import.meta.dirname }),
    outbase: 'test/host',
    outdir: 'dist-test/host',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    minify: false,
    sourcemap: 'inline',
  };
}

rmSync('dist', { recursive: true, force: true });
if (has('--test')) rmSync('dist-test/host', { recursive: true, force: true });
mkdirSync('dist-test', { recursive: true });
for (const [name, options] of Object.entries(bundles)) {
  const build = await context(options);
  const { metafile } = await build.rebuild();
  writeFileSync(`dist-test/${name}.meta.json`, JSON.stringify(metafile));
  if (has('--watch')) await build.watch();
  else await build.dispose();
}
