/**
 * Builds the extension for release and packs it. `npm run package` writes `keygauge-VERSION.vsix`, or the file named on
 * the command line.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Packs a release build into the named file, and bundles the host tests too, so that they run against that build. */
export function packExtension(file: string): void {
  run('esbuild.config.mjs', '--production', '--test');
  // Everything is bundled, so node_modules stays out. The repository has no public address yet for links to point to.
  run(
    'node_modules/@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  );
}

function run(script: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) process.exit(1);
}

if (import.meta.main) {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  packExtension(resolve(process.argv[2] ?? `${name}-${version}.vsix`));
}
