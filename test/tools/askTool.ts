import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToolRun } from './toolRuns.ts';

/** Milliseconds; a tool that takes longer is ended. */
const longest = 60_000;

export interface Told {
  readonly code: number | null;
  /** What it wrote, stdout first. */
  readonly said: string;
}

/** Asks a tool one question in an empty folder, with a home of its own, so that nothing of this machine's user counts. */
export async function askTool(program: string, run: ToolRun, address: string, question: string): Promise<Told> {
  const home = mkdtempSync(join(tmpdir(), 'keygauge-tool-'));
  const cwd = join(home, 'project');
  mkdirSync(cwd);
  const base = address + run.base;
  const { PATH = '' } = process.env;
  const child = spawn(program, run.args(base, question), {
    cwd,
    env: { PATH, HOME: home, USERPROFILE: home, TERM: 'dumb', ...run.env(base) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), longest);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (text) => out.push(String(text)));
  child.stderr.on('data', (text) => err.push(String(text)));
  try {
    const [code] = await once(child, 'close');
    return { code: code as number | null, said: [...out, ...err].join('') };
  } finally {
    clearTimeout(timer);
    rmSync(home, { recursive: true, force: true });
  }
}
