/**
 * Installs programs that people point at a gateway, and a gateway that others have made, from npm into `.tools/`, each once.
 * They are no dependencies: what needs one goes without it where npm cannot deliver.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmInstall } from '../../scripts/npmInstall.ts';

interface Recipe {
  readonly package: string;
  readonly version: string;
  /** The script that fetches its binary into place, which npm does not run. */
  readonly afterwards?: string;
  /** What is run, from its `node_modules`. */
  readonly run: string;
}

const recipes = {
  'claude-code': {
    package: '@anthropic-ai/claude-code',
    version: '2.1.197',
    afterwards: 'install.cjs',
    run: '.bin/claude',
  },
  codex: { package: '@openai/codex', version: '0.169.0', run: '.bin/codex' },
  opencode: { package: 'opencode-ai', version: '1.18.33', afterwards: 'postinstall.mjs', run: '.bin/opencode' },
  'qwen-code': { package: '@qwen-code/qwen-code', version: '0.24.4', run: '.bin/qwen' },
  portkey: {
    package: '@portkey-ai/gateway',
    version: '1.15.2',
    run: '@portkey-ai/gateway/build/start-server.js',
  },
} satisfies Record<string, Recipe>;

/** A program that can be installed. */
export type RealProgram = keyof typeof recipes;

/** Of those, one that people use. */
export type RealTool = Exclude<RealProgram, 'portkey'>;

const allTools: readonly RealTool[] = ['claude-code', 'codex', 'opencode', 'qwen-code'];

/** The two that answer soonest, which every run of the tests asks. */
const usualTools: readonly RealTool[] = ['claude-code', 'codex'];

/** Those to test with: `TOOLS=all` names all that there are, `TOOLS=opencode` that one. */
export function chosenTools({ TOOLS } = process.env): readonly RealTool[] {
  if (TOOLS === undefined) return usualTools;
  return TOOLS === 'all' ? allTools : allTools.filter((name) => TOOLS.split(',').includes(name));
}

/** Milliseconds that one of them may take. */
const patience = 120_000;

const root = join(import.meta.dirname, '../..');

/** The path of what is to be run; `null` where npm does not deliver it, which is said on stderr. */
export function installTool(name: RealProgram): string | null {
  const recipe: Recipe = recipes[name];
  const folder = join(root, '.tools', `${name}-${recipe.version}`);
  const stamp = join(folder, 'installed');
  if (!existsSync(stamp)) {
    console.error(`Installing ${recipe.package} ${recipe.version} …`);
    rmSync(folder, { recursive: true, force: true });
    try {
      npmInstall(folder, { [recipe.package]: recipe.version }, ['--ignore-scripts'], patience);
      if (recipe.afterwards) runScript(join(folder, 'node_modules', recipe.package), recipe.afterwards);
    } catch (error) {
      console.error(`${recipe.package} cannot be had: ${error instanceof Error ? error.message : error}`);
      rmSync(folder, { recursive: true, force: true });
      return null;
    }
    writeFileSync(stamp, '');
  }
  return join(folder, 'node_modules', recipe.run);
}

function runScript(cwd: string, script: string): void {
  const { status } = spawnSync(process.execPath, [script], { cwd, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${script} failed`);
}

// Before the tests that run beside each other in one process, which an installation would hold up.
if (import.meta.main) for (const name of chosenTools()) installTool(name);
