/**
 * Collects every sentence that users see into l10n/bundle.l10n.json, the list that translations follow. Run by `npm run
 * translations`.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { advice, steps } from '../src/words/advice/advice.ts';
import type { StepTemplate } from '../src/words/advice/step.ts';
import { signs } from '../src/words/advice/telling.ts';

const root = join(import.meta.dirname, '..');

/** The sentences of the code and of the advice, sorted, each as its own key. */
export async function sentences(): Promise<Record<string, string>> {
  const files = globSync('src/**/*.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
  const scripts = joined(files).map((contents) => ({ extension: '.ts' as const, contents }));
  const ofCode = Object.entries(await getL10nJson(scripts)).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : value.message,
  ]);
  const ofSteps = Object.values<StepTemplate>(steps).flatMap(({ text, told, button }) => [button, text, told?.text]);
  const ofAdvice = Object.values(advice).flatMap(({ title, explanation, never }) => [title, explanation, never]);
  const spoken = [...ofSteps, ...ofAdvice, ...Object.values(signs)].filter((text) => text !== undefined && text !== '');
  const all = new Map([...ofCode, ...spoken.map((text) => [text, text])] as [string, string][]);
  return Object.fromEntries([...all].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Joins files that import the translator alike into one text: the tool spends more time preparing a text than reading
 * it.
 */
function joined(files: readonly string[]): string[] {
  const imports = /^import [^;]* from '(?:vscode|@vscode\/l10n)';$/gm;
  const byImports = Map.groupBy(files, (contents) => contents.match(imports)?.join('\n') ?? '');
  return [...byImports].map(([head, bodies]) => [head, ...bodies.map((body) => body.replace(imports, ''))].join('\n'));
}

if (import.meta.main) {
  writeFileSync(join(root, 'l10n/bundle.l10n.json'), `${JSON.stringify(await sentences(), null, 2)}\n`);
}
