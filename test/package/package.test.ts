import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { test } from 'node:test';
import { repository } from '../support/editorHome.ts';
import { readMetafile, unzip, vsixFile } from './vsix.ts';

const vsix = readFileSync(vsixFile);
const files = unzip(vsix);
const metafiles = [readMetafile('extension'), readMetafile('panel'), readMetafile('uninstall')];

const allowed = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE(\.txt|\.md)?)$/,
  /^extension\/dist\/(extension\.js|uninstall\.js|panel\.js|panel\.css)$/,
  /^extension\/dist\/(chunks|panel)\/[\w.-]+\.js$/,
  /^extension\/media\/[\w.-]+(\/[\w.-]+)?\.(png|svg|md)$/,
  /^extension\/media\/keygauge\.woff$/,
  /^extension\/l10n\/bundle\.l10n\.[\w-]+\.json$/,
];

/** What may be in the bundles: the dependencies we chose, and those that they need themselves. */
const allowedPackages = [
  'openai',
  '@anthropic-ai/sdk',
  'lit',
  'lit-html',
  'lit-element',
  '@lit/reactive-element',
  '@vscode-elements/elements',
  'uplot',
  '@vscode/l10n',
  // What @anthropic-ai/sdk needs:
  '@opentelemetry/api',
  'standardwebhooks',
  '@stablelib/base64',
  'fast-sha256',
];

function packagesOf(inputs: Record<string, unknown>): Set<string> {
  const names = Object.keys(inputs).map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

test('the package holds the files that users need and no other', () => {
  const strangers = [...files.keys()].filter((name) => !allowed.some((pattern) => pattern.test(name)));
  assert.deepEqual(strangers, []);
  for (const name of ['package.json', 'readme.md', 'dist/extension.js', 'dist/panel.js', 'dist/panel.css']) {
    assert.ok(files.has(`extension/${name}`), `${name} is missing`);
  }
});

test('no bundle names a channel on which prompts and answers could be read', () => {
  const bundles = [...files].filter(([name]) => name.endsWith('.js'));
  assert.ok(bundles.length > 2);
  for (const [name, content] of bundles) assert.doesNotMatch(content.toString('utf8'), /bodyChunk/, name);
});

test('the package keeps its size budget', (context) => {
  const sizes = {
    vsix: vsix.length,
    start: sizeOf(loadedAtStart()),
    panel: sizeOf(Object.keys(readMetafile('panel').outputs).filter((path) => path.endsWith('.js'))),
    icons: files.get('extension/media/keygauge.woff')?.length ?? Number.NaN,
  };
  context.diagnostic(`bytes: ${JSON.stringify(sizes)}`);
  assert.ok(sizes.vsix <= 900_000, 'the .vsix is at most 900 kB');
  assert.ok(sizes.start <= 40_000, 'all that is loaded at the start is at most 40 kB');
  assert.ok(sizes.panel <= 200_000, 'the panel is at most 200 kB');
  assert.ok(sizes.icons <= 10_000, 'the font of icons is at most 10 kB');
});

test('the bundles hold only the dependencies that were chosen', () => {
  const found = new Set(metafiles.flatMap(({ inputs }) => [...packagesOf(inputs)]));
  assert.deepEqual(
    [...found].filter((name) => !allowedPackages.includes(name)),
    [],
  );
});

/** Bytes of files in the package. */
function sizeOf(paths: Iterable<string>): number {
  return [...paths].reduce((sum, path) => sum + (files.get(`extension/${path}`)?.length ?? Number.NaN), 0);
}

/** The chunks that importing the extension loads. */
function loadedAtStart(): Set<string> {
  const { outputs } = readMetafile('extension');
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { kind, path: next, external } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && !external) visit(next);
    }
  };
  visit('dist/extension.js');
  return seen;
}

test('what the editor runs after the extension is uninstalled is there, and needs no editor', () => {
  const { scripts } = JSON.parse(files.get('extension/package.json')?.toString('utf8') ?? '{}');
  const [, script = ''] = /^node \.\/(\S+)$/.exec(scripts['vscode:uninstall']) ?? [];
  assert.ok(files.has(`extension/${script}`), script);
  const outside = readMetafile('uninstall').outputs[script]?.imports.map(({ path }) => path);
  assert.deepEqual(outside?.sort(), ['node:fs/promises', 'node:os', 'node:path']);
});

test('what is loaded at start holds no SDK, no simulator, no engine, and of providers only the list', () => {
  const { outputs } = readMetafile('extension');
  const inputs = [...loadedAtStart()].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  assert.deepEqual(
    inputs.filter((path) =>
      /node_modules\/(openai|@anthropic-ai)\/|^src\/(?:simulator|providers|sources|core\/(?:dialects|limits|forecast))\/|^src\/engine\/engine/.test(
        path,
      ),
    ),
    [],
  );
});

test('the bundles reach only the editor, hashes, servers on loopback, other windows, files, and what is listened to', () => {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const imports = outputs.flatMap((output) => output.imports).filter(({ external }) => external);
  // No process, and a socket to other windows alone: requests go through fetch, but for those that the gateway passes on.
  const reached = [
    'node:crypto',
    'node:diagnostics_channel',
    'node:events',
    'node:fs',
    'node:fs/promises',
    'node:http',
    'node:https',
    'node:module',
    'node:net',
    'node:os',
    'node:path',
    'node:stream',
    'node:zlib',
    'vscode',
  ];
  assert.deepEqual([...new Set(imports.map(({ path }) => path))].sort(), reached);
  const inputs = metafiles.flatMap((metafile) => Object.entries(metafile.inputs));
  const reaching = (part: string) => [
    ...new Set(
      inputs.flatMap(([name, { imports }]) => (imports.some(({ path }) => path.startsWith(part)) ? name : [])),
    ),
  ];
  assert.deepEqual(reaching('node:fs').sort(), [
    'src/bus/epochDisk.ts',
    'src/bus/place.ts',
    'src/host/adminKeys/askedFiles.ts',
    'src/host/gateway/folderWatch.ts',
    'src/host/gateway/toolConnections.ts',
    'src/host/openState.ts',
    'src/host/spendingFiles.ts',
    'src/host/tools/toolFileDisk.ts',
    'src/host/tools/toolFiles.ts',
  ]);
  assert.deepEqual(reaching('node:net').sort(), ['src/bus/socketNetwork.ts', 'src/host/gateway/freePort.ts']);
  assert.deepEqual(reaching('node:https'), ['src/sources/gateway/upstreams.ts']);
  assert.deepEqual(reaching('node:module'), ['src/host/gateway/editorClients.ts']);
  assert.deepEqual(reaching('node:diagnostics_channel'), ['src/host/listening/openListener.ts']);
  // In an ES module nothing can be required at run time.
  assert.deepEqual(
    imports.filter(({ kind }) => kind === 'require-call'),
    [],
  );
});

test('no code in the package evaluates text or loads what the bundler could not see', () => {
  const forbidden = /\beval\(|new Function\(|\bimport\((?!["'])|process\.binding/;
  // The OpenAI SDK asks Node for `util` alone this way, to tell proxies from plain objects.
  const loader = /getBuiltinModule(?!.{1,300}\["node:util"\])/;
  const required: string[] = [];
  for (const [name, content] of files) {
    if (!name.endsWith('.js')) continue;
    assert.doesNotMatch(content.toString('utf8'), forbidden, name);
    assert.doesNotMatch(content.toString('utf8'), loader, name);
    required.push(...requiredIn(content.toString('utf8')));
  }
  // The editor gives its proxy and certificates to these two alone when they are required, and not when they are imported.
  assert.deepEqual(required, ['"http"', '"https"']);
});

/** What a file requires at run time: the text of each call's argument. */
function requiredIn(code: string): string[] {
  const made = code.match(/\bcreateRequire\b/g)?.length ?? 0;
  if (made === 0) return [];
  const [, maker = ''] = /\{createRequire as ([\w$]+)\}from"node:module"/.exec(code) ?? [];
  const escaped = (name: string) => name.replaceAll('$', '\\$');
  const [, load = ''] = new RegExp(`([\\w$]+)=${escaped(maker)}\\(import\\.meta\\.url\\)`).exec(code) ?? [];
  assert.ok(made === 1 && maker !== '' && load !== '', 'made once, in the way that is known');
  const uses = [
    ...code.matchAll(new RegExp(`(?<![\\w$.])${escaped(load)}\\b(?!=${escaped(maker)})(?:\\(([^)]*)\\))?`, 'g')),
  ];
  return uses.map(([, argument]) => argument ?? 'something else');
}

test('nothing in the package looks like a secret or names the machine it was built on', () => {
  const suspicious = [
    /sk-(ant-|proj-|svcacct-|admin)?[\w-]{20,}/,
    /Bearer [\w.~+/-]{12,}/,
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    /\b(ghp|gho|github_pat|npm|xox[abp])_?[A-Za-z0-9]{30,}/,
  ];
  const places = [repository, homedir(), tmpdir()].filter((path) => path.length > 4);
  for (const [name, content] of files) {
    const text = content.toString('latin1');
    for (const pattern of suspicious) assert.doesNotMatch(text, pattern, name);
    for (const place of places) assert.ok(!text.includes(`${place}/`), `${name} names ${place}`);
  }
});
