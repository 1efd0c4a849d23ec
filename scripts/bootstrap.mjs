/**
 * Runs a script of this repository under the Node version it is written for: `node scripts/bootstrap.mjs SCRIPT ARGS…`.
 * Plain JavaScript without dependencies, because a fresh clone has nothing installed and the machine's Node may be 20.
 * Writes its own messages to stderr, so that stdout is the script's alone.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

function lockedVersions(file) {
  const { packages } = JSON.parse(readFileSync(join(root, file), 'utf8'));
  return new Map(Object.entries(packages).map(([path, entry]) => [path, entry]));
}

/** Whether every locked package, apart from those for other platforms, is installed in its locked version. */
function installed() {
  if (!existsSync(node) || !existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const present = lockedVersions('node_modules/.package-lock.json');
  return [...lockedVersions('package-lock.json')].every(
    ([path, entry]) => path === '' || entry.optional || present.get(path)?.version === entry.version,
  );
}

function install() {
  console.error('Installing dependencies (npm ci) …');
  // npm must not run on the Node inside node_modules: it deletes that folder first.
  const path = (process.env.PATH ?? '').split(delimiter).filter((part) => !part.includes('node_modules'));
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: { ...process.env, PATH: path.join(delimiter) },
    shell: process.platform === 'win32',
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0 || !installed()) {
    console.error('Dependencies could not be installed: npm ci failed. Is there a network?');
    process.exit(1);
  }
}

if (!installed()) install();

const [script, ...args] = process.argv.slice(2);
const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
const child = spawn(node, [resolve(root, script), ...args], { stdio: 'inherit', env: { ...process.env, PATH: path } });
// Ctrl-C reaches the whole process group; this process only waits for the script to end in its own way.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
