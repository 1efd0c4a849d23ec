/**
 * Measures what the project promises: `npm run bench` prints one table. `-- --only NAME` runs one benchmark alone and
 * may be repeated; `-- --write` puts the figures of all into BENCHMARKS.md. A missed budget is reported but is no
 * failure.
 */
import { parseArgs } from 'node:util';
import { installEditor } from '../scripts/editors.ts';
import { packExtension } from '../scripts/package.ts';
import { findBrowser } from '../test/support/browser.ts';
import { benchmarks } from './benchmarks.ts';
import { writeFigures } from './benchmarksFile.ts';
import type { Figure } from './figure.ts';
import { describeMachine, load } from './machine.ts';
import { inOwnProcess } from './ownProcess.ts';
import { table } from './table.ts';
import { vsix } from './vsix.ts';

const names = benchmarks.map(({ name }) => name);

async function run(only: readonly string[], write: boolean): Promise<void> {
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no benchmark “${unknown[0]}”; there are ${names.join(', ')}.`);
  if (write && only.length > 0)
    throw new Error('--write takes the figures of all benchmarks, so it goes without --only.');
  const chosen = benchmarks.filter(({ name }) => only.length === 0 || only.includes(name));
  const loadAtStart = load();
  prepare(chosen.flatMap(({ needs }) => needs));
  const figures: Figure[] = [];
  for (const { name, title } of chosen) {
    console.error(`${name}: ${title} …`);
    figures.push(...(await inOwnProcess(name)));
  }
  const text = `${describeMachine(loadAtStart)}.\n\n${table(figures)}`;
  console.log(`\n${text}`);
  if (write) writeFigures(text);
}

function prepare(needs: readonly string[]): void {
  if (needs.includes('package')) packExtension(vsix);
  if (!needs.includes('editor')) return;
  installEditor('1.139.1');
  findBrowser();
}

try {
  const { only = [], write = false } = parseArgs({
    options: { only: { type: 'string', multiple: true }, write: { type: 'boolean' } },
  }).values;
  await run(only, write);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
