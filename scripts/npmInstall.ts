import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs packages into a folder of their own that is no part of the project. Throws if npm cannot, or not within
 * `patience` milliseconds.
 */
export function npmInstall(
  folder: string,
  dependencies: Readonly<Record<string, string>>,
  options: string[],
  patience?: number,
): void {
  mkdirSync(folder, { recursive: true });
  const allowScripts = { node: true };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies, allowScripts }));
  npm(folder, options, patience);
}

/** Installs what a folder's package.json asks for. The same. */
export function npm(cwd: string, options: string[], patience?: number): void {
  const args = ['install', '--no-audit', '--no-fund', '--no-save', '--loglevel=error', ...options];
  const { status } = spawnSync('npm', args, {
    cwd,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    ...(patience === undefined ? {} : { timeout: patience }),
  });
  if (status !== 0) throw new Error(`npm install failed in ${cwd}`);
}
