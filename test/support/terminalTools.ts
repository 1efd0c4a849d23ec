import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { answerPieces } from '../../src/simulator/prose.ts';
import { installTool, type RealTool } from './realTools.ts';
import { writtenText } from './until.ts';
import type { Workbench } from './workbench.ts';

/** Milliseconds that a tool may take to start, ask and be answered. */
const longest = 90_000;
const question = 'Why does the test fail?';

/** A tool as its user runs it in a terminal. */
export interface TerminalTool {
  /** As `Connect a Tool…` and the gateway call it. */
  readonly name: string;
  readonly program: string;
  /** That it is set to: each its own, so that none knows of a limit by what another was told. */
  readonly model: string;
  /** What its program is run with. */
  readonly asks: string;
  /** Its file that names the gateway's address, as `Connect a Tool…` calls it; `null` for a tool that has variables for that. */
  readonly file: string | null;
  /** Whether it says which session a request belongs to. */
  readonly namesSession: boolean;
}

export const claudeCode: TerminalTool = {
  name: 'Claude Code',
  program: 'claude',
  model: 'claude-sonnet-5',
  asks: `-p '${question}' --output-format json`,
  file: null,
  namesSession: true,
};

/** The tools that ask OpenAI. */
export const openaiTools: Readonly<Record<Exclude<RealTool, 'claude-code'>, TerminalTool>> = {
  codex: {
    name: 'Codex',
    program: 'codex',
    model: 'gpt-5',
    asks: `exec --skip-git-repo-check -m gpt-5 '${question}' < /dev/null`,
    file: '~/.codex/config.toml',
    namesSession: true,
  },
  opencode: {
    name: 'OpenCode',
    program: 'opencode',
    model: 'gpt-5-mini',
    asks: `run -m openai/gpt-5-mini '${question}'`,
    file: null,
    namesSession: true,
  },
  'qwen-code': {
    name: 'Qwen Code',
    program: 'qwen',
    model: 'gpt-5-nano',
    asks: `-p '${question}'`,
    file: null,
    namesSession: false,
  },
};

/** The simulator's words for the first requests to it. */
const words = Array.from({ length: 40 }, (_, serial) => answerPieces(serial, Infinity).pieces.join(''));

/** Puts a tool into the folder that is open, under its own name; `false` where npm does not deliver it. */
export function putTool({ editor }: Workbench, name: RealTool): boolean {
  const program = installTool(name);
  if (program === null) return false;
  // The Node of this machine may be older than the tool wants it.
  const script = `#!/bin/sh\nPATH='${dirname(process.execPath)}':"$PATH" exec '${program}' "$@"\n`;
  writeFileSync(join(editor.folder, basename(program)), script, { mode: 0o755 });
  return true;
}

/** Types a tool's command into the terminal that is open, as a person does. What it says also goes to a file. */
export async function ask({ page }: Workbench, { program, asks }: TerminalTool, file: string): Promise<void> {
  const terminal = page.locator('.terminal-wrapper.active .xterm').first();
  await terminal.click();
  // What is typed before goes elsewhere, and the first key may be lost all the same.
  await terminal.and(page.locator('.focus')).waitFor();
  await page.keyboard.type(` ./${program} ${asks} 2>&1 | tee ${file}`);
  await page.keyboard.press('Enter');
}

/** What a tool has said to `ask` once it said the simulator's words; fails after a minute and a half with what it said. */
export async function answerIn({ editor }: Workbench, file: string): Promise<string> {
  const isAnswered = (said: string) => words.some((answer) => said.includes(answer));
  return await writtenText(join(editor.folder, file), isAnswered, longest);
}
