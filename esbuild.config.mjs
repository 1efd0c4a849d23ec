/**
 * Bundles the extension, its panel and, with `--test`, the tests that run inside VS Code.
 * `--production` minifies and leaves out source maps, `--watch` stays and rebuilds.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { build, context } from 'esbuild';

const has = (flag) => process.argv.includes(flag);
const production = has('--production');

/**
 * The Anthropic SDK has two modules that reach files and processes, for agents and for credentials that it finds by itself,
 * and stubs of both for browsers. We need neither, and a bundle that cannot start a process need not be trusted not to.
 * @type {import('esbuild').Plugin}
 */
const withoutProcesses = {
  name: 'without-processes',
  setup(build) {
    build.onResolve({ filter: /\/(internal|agent-toolset)\/node\.mjs$/ }, ({ path, importer, resolveDir }) =>
      /[\\/]@anthropic-ai[\\/]sdk[\\/]/.test(importer)
        ? { path: resolve(resolveDir, path.replace(/node\.mjs$/, 'node.browser.mjs')) }
        : undefined,
    );
  },
};

/**
 * Templates of pages and styles are strings to a minifier, which leaves their indentation alone; a page does not show it.
 * @type {import('esbuild').Plugin}
 */
const withoutIndentation = {
  name: 'without-indentation',
  setup(build) {
    const filter = /[\\/](?:src[\\/]panel[\\/].*\.ts|@vscode-elements[\\/].*\.js)$/;
    build.onLoad({ filter }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/\n\s+/g, '\n'),
      loader: path.endsWith('.ts') ? 'ts' : 'js',
    }));
  },
};

/**
 * What is loaded at the start is one file. esbuild splits off what other chunks share, into a dozen of small files, and each
 * costs as much time as its code. So whatever is loaded later is told that it needs all of the start, which is there anyway.
 * @type {import('esbuild').Plugin}
 */
const oneStartChunk = {
  name: 'one-start-chunk',
  setup(build) {
    const start = resolve('src/host/shell.ts');
    let later = new Set();
    build.onStart(async () => {
      later = await loadedLater(build.initialOptions);
    });
    build.onLoad({ filter: /\.m?[jt]s$/ }, ({ path }) => {
      if (!later.has(path)) return undefined;
      const loader = path.endsWith('.ts') ? 'ts' : 'js';
      // Relative, since what is built names no folder of this machine.
      const fromHere = `./${relative(dirname(path), start).replaceAll('\\', '/')}`;
      return { contents: `import ${JSON.stringify(fromHere)};\n${readFileSync(path, 'utf8')}`, loader };
    });
  },
};

/**
 * The files that are loaded later by anybody. Found before all else: whether a file that others load at once is met first by
 * these or by those is a matter of chance, and of that the start would depend.
 * @param {import('esbuild').BuildOptions} options
 */
async function loadedLater({ plugins = [], ...options }) {
  const others = plugins.filter((plugin) => plugin !== oneStartChunk);
  const { metafile } = await build({ ...options, plugins: others, write: false, minify: false, sourcemap: false });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const dynamic = imports.filter(({ kind, external }) => kind === 'dynamic-import' && !external);
  return new Set(dynamic.map(({ path }) => resolve(options.absWorkingDir, path)));
}

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
  // Its other build requires `fs`, which an ES module cannot; translations are handed to it, not read by it.
  alias: { '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js' },
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
    plugins: [oneStartChunk, withoutProcesses],
  },
  // Run by the editor with plain Node, without the extension.
  uninstall: {
    ...common,
    entryPoints: { uninstall: 'src/uninstall.ts' },
    outdir: 'dist',
    format: 'esm',
    platform: 'node',
    target: 'node22',
  },
  panel: {
    ...common,
    entryPoints: { panel: 'src/panel/panel.ts' },
    outdir: 'dist',
    chunkNames: 'panel/[name]-[hash]',
    format: 'esm',
    splitting: true,
    platform: 'browser',
    target: 'es2024',
    plugins: production ? [withoutIndentation] : [],
  },
};

if (has('--test')) {
  bundles.tests = {
    ...common,
    entryPoints: globSync('test/host/**/*.test.ts', { cwd: import.meta.dirname }),
    outbase: 'test/host',
    outdir: 'dist-test/host',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    // What is built as a module names its place by this.
    define: { 'import.meta.url': 'placeOfThis' },
    banner: { js: "const placeOfThis = require('node:url').pathToFileURL(__filename).href;" },
    platform: 'node',
    target: 'node22',
    minify: false,
    sourcemap: 'inline',
  };
  // The extension that asks providers in the same host (test/host/companion).
  bundles.companion = {
    ...bundles.tests,
    entryPoints: { extension: 'test/host/companion/extension.ts' },
    outbase: undefined,
    outdir: 'dist-test/companion',
    outExtension: {},
    sourcemap: false,
  };
}

rmSync('dist', { recursive: true, force: true });
if (has('--test')) rmSync('dist-test/host', { recursive: true, force: true });
mkdirSync('dist-test', { recursive: true });
for (const [name, options] of Object.entries(bundles)) {
  const bundle = await context(options);
  const { metafile } = await bundle.rebuild();
  writeFileSync(`dist-test/${name}.meta.json`, JSON.stringify(metafile));
  if (has('--watch')) await bundle.watch();
  else await bundle.dispose();
}
