import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from '../test/support/editorHome.ts';
import { type Figure, limited, round } from './figure.ts';
import { median, range } from './statistics.ts';

const times = 30;

/** Stands in for the editor at `import * as vscode`: it has every member that modules ask for while loading. */
const stub = `const any = new Proxy(function () {}, { get: (_, name) => (name === 'then' ? undefined : any), construct: () => any, apply: () => any });
module.exports = any;`;

/** Resolves `vscode` to the stub and prints the milliseconds that the import took. */
const script = (stubUrl: string, entry: string) => `
import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) => (name === 'vscode' ? { url: ${JSON.stringify(stubUrl)}, format: 'commonjs', shortCircuit: true } : next(name, context)) });
const start = performance.now();
await import(${JSON.stringify(entry)});
console.log(performance.now() - start);`;

/**
 * Times the import of the release build alone and of a one-line extension, each in a fresh process of the Node that the
 * editor runs extensions with.
 */
export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'keygauge-import-'));
  try {
    const oneLine = join(folder, 'oneLine.mjs');
    writeFileSync(oneLine, "import * as vscode from 'vscode'; export function activate() { vscode.window; }\n");
    const ours = imports(folder, join(repository, 'dist/extension.js'));
    const least = imports(folder, oneLine);
    const beside = ` (${range(ours, round)}); an extension of one line: ${round(median(least))} ms (${range(least, round)})`;
    return [limited('activation: imported alone, in a fresh process', median(ours), 7, 'ms', beside)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function imports(folder: string, entry: string): number[] {
  const stubFile = join(folder, 'vscode.cjs');
  const scriptFile = join(folder, 'measure.mjs');
  writeFileSync(stubFile, stub);
  writeFileSync(scriptFile, script(pathToFileURL(stubFile).href, pathToFileURL(entry).href));
  return Array.from({ length: times }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, [scriptFile], { encoding: 'utf8' });
    const took = Number(stdout.trim());
    if (!Number.isFinite(took) || stdout === '') throw new Error(`The import failed:\n${stderr}`);
    return took;
  });
}
