import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { circles } from '../../../scripts/structure/circles.ts';
import { outwardImports } from '../../../scripts/structure/outwardImports.ts';
import { readSources } from '../../../scripts/structure/readSources.ts';
import { type Ring, rings } from '../../../scripts/structure/rules.ts';
import { longFiles, longFunctions, median } from '../../../scripts/structure/sizes.ts';
import type { SourceFile } from '../../../scripts/structure/sourceFile.ts';

const file = (path: string, more: Partial<SourceFile> = {}): SourceFile => ({
  path,
  lines: 10,
  imports: [],
  functions: [],
  ...more,
});

test('files that import each other are one circle, told by its shortest way round, however many ways there are', () => {
  const imports = new Map([
    ['main', ['c', 'leaf']],
    ['c', ['b', 'a', 'leaf']],
    ['b', ['a']],
    ['a', ['b', 'c']],
    ['leaf', []],
    ['self', ['self']],
  ]);
  assert.deepEqual(circles(imports), [
    ['self', 'self'],
    ['a', 'b', 'a'],
  ]);
});

test('files that only share what they import are no circle', () => {
  const imports = new Map([
    ['one', ['two', 'leaf']],
    ['two', ['leaf']],
    ['leaf', []],
  ]);
  assert.deepEqual(circles(imports), []);
});

test('an import is judged by the ring of either file, the longest name deciding', () => {
  const some: readonly Ring[] = [
    { name: 'core/model', imports: [] },
    { name: 'core', imports: ['core/model'] },
    { name: 'sources/*', imports: ['core'] },
    { name: 'host', imports: ['*'] },
    { name: 'start.ts', imports: ['host'] },
  ];
  const complaints = outwardImports(
    [
      file('src/core/model/limit.ts', { imports: ['src/core/model/unit.ts', 'src/core/bucket.ts'] }),
      file('src/core/deep/ledger.ts', { imports: ['src/core/model/limit.ts', 'src/core/bucket.ts'] }),
      file('src/sources/admin/read.ts', { imports: ['src/sources/admin/page.ts', 'src/sources/team/team.ts'] }),
      file('src/host/main.ts', { imports: ['src/core/bucket.ts', 'src/start.ts', 'src/sources/team/team.ts'] }),
      file('src/start.ts', { imports: ['src/host/main.ts', 'src/core/bucket.ts'] }),
      file('src/elsewhere/new.ts'),
      file('test/any.test.ts', { imports: ['src/host/main.ts'] }),
    ],
    some,
  );
  assert.deepEqual(complaints, [
    'src/core/model/limit.ts imports src/core/bucket.ts: core/model may not import core',
    'src/sources/admin/read.ts imports src/sources/team/team.ts: sources/* may not import sources/*',
    'src/start.ts imports src/core/bucket.ts: start.ts may not import core',
    'src/elsewhere/new.ts is in no ring',
  ]);
});

test('a ring that may be imported from is one that there is', () => {
  const names = new Set(['*', ...rings.map(({ name }) => name)]);
  assert.deepEqual(
    rings.flatMap(({ imports }) => imports).filter((name) => !names.has(name)),
    [],
  );
});

test('a file is too long unless nearly all of it is data', () => {
  const size = (lines: number) => ({ name: 'f', line: 1, lines });
  const files = [
    file('short', { lines: 300, functions: [size(100)] }),
    file('long', { lines: 301, functions: [size(20), size(20)] }),
    file('longer', { lines: 400, functions: [size(300)] }),
    file('table', { lines: 900, functions: [size(20)] }),
  ];
  assert.deepEqual(longFiles(files, 300), ['longer has 400 lines', 'long has 301 lines']);
  assert.deepEqual(longFunctions(files, 20), ['longer:1 f has 300 lines', 'short:1 f has 100 lines']);
});

test('the median is a value that occurs', () => {
  assert.deepEqual([median([9, 1, 5]), median([1, 2, 8, 9]), median([])], [5, 2, 0]);
});

test('imports of every kind are seen, and functions but those that only return data or group tests', async () => {
  const root = mkdtempSync(join(tmpdir(), 'keygauge-structure-'));
  try {
    await mkdir(join(root, 'src/deep'), { recursive: true });
    const write = (path: string, ...lines: string[]) => writeFileSync(join(root, path), `${lines.join('\n')}\n`);
    write(
      'tsconfig.json',
      '{ "compilerOptions": { "types": [], "allowImportingTsExtensions": true, "noEmit": true } }',
    );
    for (const name of ['value', 'type', 'again', 'later', 'inline']) write(`src/${name}.ts`, 'export type T = 1;');
    write(
      'src/deep/all.ts',
      "import fs from 'node:fs';",
      "import '../value.ts';",
      "import type { T } from '../type.ts';",
      "export * from '../again.ts';",
      "// import '../none.ts';",
      "const later = () => import('../later.ts');",
      "export type Inline = import('../inline.ts').T;",
      "describe('a suite', () => {",
      "  test('a test', () => {",
      '    fs;',
      '  });',
      '});',
      'const table = () => ({',
      '  rows: 1,',
      '});',
      'class Box {',
      '  open() {',
      '    return [1, 2];',
      '  }',
      '  close(): void {',
      '    later();',
      '  }',
      '}',
    );
    const read = readSources(root, ['src']).find(({ path }) => path === 'src/deep/all.ts');
    assert.deepEqual(
      [...(read?.imports ?? [])].sort(),
      ['again', 'inline', 'later', 'type', 'value'].map((name) => `src/${name}.ts`),
    );
    assert.equal(read?.lines, 23);
    assert.deepEqual(read?.functions, [
      { name: 'later', line: 6, lines: 1 },
      { name: '“a test”', line: 9, lines: 3 },
      { name: 'close', line: 20, lines: 3 },
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
