/**
 * Installs the VS Code servers that tests and screenshots run in, from npm, into `.editors/<VS Code version>/`. Many
 * machines cannot download desktop VS Code; code-server carries the same workbench and extension host.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, npmInstall } from './npmInstall.ts';

/** The oldest and the newest editor that the extension is tested in. */
export const editorVersions = ['1.105.1', '1.139.1'] as const;

/** A VS Code version that tests can run in. */
export type EditorVersion = (typeof editorVersions)[number];

/** The location of an installed editor: its server script and the Node that runs it. */
export interface InstalledEditor {
  readonly node: string;
  readonly server: string;
  /** The folder of the extensions that come with it. */
  readonly builtIn: string;
}

interface Recipe {
  readonly codeServer: string;
  /** A Node of its own, for an editor that needs an older one. */
  readonly node?: string;
  /** Versions that override those the editor asks for. */
  readonly replace?: Readonly<Record<string, string>>;
}

const recipes: Record<EditorVersion, Recipe> = {
  // Under Node 24 this editor's extension host never starts an extension; its git dependency needs git and a compiler.
  '1.105.1': { codeServer: '4.105.1', node: '22.23.3', replace: { '@parcel/watcher': '2.5.1' } },
  '1.139.1': { codeServer: '4.139.1' },
};

/** Bump this to reinstall editors that are already there. */
const stampContent = 'recipe 1';
const root = join(import.meta.dirname, '..');

/** Installs an editor unless it is there already; starts over a half-finished installation. */
export function installEditor(version: EditorVersion): InstalledEditor {
  const recipe = recipes[version];
  const folder = join(root, '.editors', version);
  const stamp = join(folder, 'installed');
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== stampContent) {
    console.error(`Installing VS Code ${version} (about 600 MB) …`);
    rmSync(folder, { recursive: true, force: true });
    if (recipe.node) npmInstall(join(folder, 'runtime'), { node: recipe.node }, []);
    npmInstall(folder, { 'code-server': recipe.codeServer }, ['--ignore-scripts']);
    if (recipe.replace) replaceDependencies(vscode, recipe.replace);
    npm(vscode, ['--omit=dev', '--ignore-scripts']);
    writeFileSync(stamp, stampContent);
  }
  return {
    node: recipe.node ? join(folder, 'runtime/node_modules/node/bin/node') : process.execPath,
    server: join(vscode, 'out/server-main.js'),
    builtIn: join(vscode, 'extensions'),
  };
}

/** Overrides dependencies and removes the shrinkwrap, which would bring the original versions back. */
function replaceDependencies(folder: string, versions: Readonly<Record<string, string>>): void {
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> };
  writeFileSync(
    file,
    JSON.stringify({ ...manifest, dependencies: { ...manifest.dependencies, ...versions } }, null, 2),
  );
  rmSync(join(folder, 'npm-shrinkwrap.json'), { force: true });
}

if (import.meta.main) for (const version of editorVersions) installEditor(version);
