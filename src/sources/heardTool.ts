import type { RequestHeaders } from './headerFields.ts';

/** What tools say of themselves in `user-agent`, `originator` and the headers that OpenRouter asks for. */
const tools: readonly (readonly [string, RegExp])[] = [
  ['Zoo Code', /\bzoo-?code\b/i],
  ['Roo Code', /\broo-?(?:code|cline)\b/i],
  ['Kilo Code', /\bkilo-?code\b/i],
  ['Cline', /\bcline\b/i],
  ['Continue', /\bcontinue(?:\.dev|-?dev)?\b/i],
  ['Copilot', /copilot/i],
  ['Codex', /\bcodex/i],
  ['Claude Code', /\bclaude-(?:cli|code)\b/i],
  ['OpenCode', /\bopencode\b/i],
  ['Qwen Code', /\bqwen-?code\b/i],
  ['Demo Agent', /^demo agent\//i],
];

/** Libraries, named where nothing says who uses them. */
const libraries: readonly (readonly [string, RegExp])[] = [
  ['AI SDK', /\bai-sdk\b|^ai\/\d/i],
  ['axios', /^axios\//i],
  ['node-fetch', /^node-fetch\b/i],
  ['got', /^got\b/i],
];

const sayWho = ['user-agent', 'originator', 'x-title', 'http-referer'] as const;
const longestSaid = 300;
const mostSayers = 100;

/** Keygauge's own checks, which are counted where they are made. */
export function isOwnCheck(headers: RequestHeaders): boolean {
  return headers('user-agent') === 'Keygauge';
}

/** The tool that sent a request; `caller`: the extension that its stack names. `null` if nothing tells. */
export function heardTool(headers: RequestHeaders, caller: string | null): string | null {
  let words = '';
  for (const name of sayWho) words += `${headers(name)?.slice(0, longestSaid) ?? ''}\n`;
  const { tool, library } = sayerOf(words);
  return tool ?? caller ?? library;
}

interface Sayer {
  readonly tool: string | null;
  readonly library: string | null;
}

/** Those that said the same before: tools do in each of their requests, which wait for this. */
const knownSayers = new Map<string, Sayer>();

/** `words`: what it says of itself, a line for each of `sayWho`. */
function sayerOf(words: string): Sayer {
  const known = knownSayers.get(words);
  if (known) return known;
  const lines = words.split('\n');
  const tool = tools.find(([, shape]) => lines.some((line) => shape.test(line)))?.[0] ?? null;
  const sayer = { tool, library: libraryIn(lines[0] ?? '') };
  if (knownSayers.size >= mostSayers) knownSayers.clear();
  knownSayers.set(words, sayer);
  return sayer;
}

/** Providers' own libraries name themselves after them: "Acme/JS 1.2". */
function libraryIn(agent: string): string | null {
  const maker = /^(?:async)?([a-z]{2,30})\/(?:js|python) /i.exec(agent)?.[1];
  if (maker !== undefined) return `${maker} SDK`;
  return libraries.find(([, shape]) => shape.test(agent))?.[0] ?? null;
}

/** The folder of an extension within a path, wherever an editor keeps those that are installed or its own. */
const extensionFolder = /[/\\]extensions[/\\]([\w.-]{1,200})[/\\]/;
const longestStack = 20_000;

/** The folder that this code was installed to. */
const ownFolder = extensionFolder.exec(import.meta.url)?.[1];

/**
 * The folders of the extensions on a stack, such as `publisher.name-1.2.3`, the innermost first. Our own is left out: whoever
 * listens is on the stack.
 */
export function extensionsOn(stack: string | undefined): string[] {
  const lines = stack?.slice(0, longestStack).split('\n') ?? [];
  const folders = lines.flatMap((line) => extensionFolder.exec(line)?.[1] ?? []);
  return [...new Set(folders)].filter((folder) => folder !== ownFolder);
}
