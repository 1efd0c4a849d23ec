import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readMetafile } from '../test/package/vsix.ts';
import { repository } from '../test/support/editorHome.ts';
import { type Figure, limited } from './figure.ts';
import { vsix } from './vsix.ts';

/**
 * The five run-time dependencies that the design names, the one that ARCHITECTURE.md gives a reason for, and their own
 * dependencies.
 */
const chosen = /^(@vscode\/l10n|openai|@anthropic-ai\/sdk|lit|@vscode-elements\/elements|uplot)$/;
const brought = /^(lit-html|lit-element|@lit\/|@opentelemetry\/api$|standardwebhooks$|@stablelib\/|fast-sha256$)/;

/** Bytes that users download and bytes loaded at the start, of the release build just made. */
export async function measure(): Promise<Figure[]> {
  const { outputs } = readMetafile('extension');
  const atStart = new Set<string>();
  const visit = (path: string): void => {
    if (atStart.has(path)) return;
    atStart.add(path);
    for (const { kind, path: next, external } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && !external) visit(next);
    }
  };
  visit('dist/extension.js');
  const loaded = [...atStart].map((path) => bytes(join(repository, path)));
  // With what it loads later.
  const panelScripts = Object.keys(readMetafile('panel').outputs).filter((path) => path.endsWith('.js'));
  const panel = panelScripts.map((path) => bytes(join(repository, path)));
  const packages = packagesInBundles();
  const strangers = packages.filter((name) => !chosen.test(name) && !brought.test(name));
  return [
    limited('size: all that is loaded at start', sum(loaded) / 1000, 40, 'kB', ` in ${loaded.length} files`),
    limited('size: webview bundle', sum(panel) / 1000, 200, 'kB', ` in ${panel.length} files`),
    limited('size: .vsix', statSync(vsix).size / 1000, 900, 'kB'),
    {
      name: 'runtime dependencies',
      value: packages.filter((name) => !brought.test(name)).join(', '),
      budget: 'five and @vscode/l10n',
      met: strangers.length === 0,
    },
  ];
}

function packagesInBundles(): string[] {
  const inputs = (['extension', 'panel'] as const).flatMap((bundle) => Object.keys(readMetafile(bundle).inputs));
  const names = inputs.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function bytes(file: string): number {
  return readFileSync(file).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
