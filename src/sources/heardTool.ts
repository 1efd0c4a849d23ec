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

/** Keygauge's own checks, which are counted where they are made. */
export function isOwnCheck(headers: RequestHeaders): boolean {
  return headers('user-agent') === 'Keygauge';
}

/** The tool that sent a request; `caller`: the extension that its stack names. `null` if nothing tells. */
export function heardTool(headers: RequestHeaders, caller: string | null): string | null {
  const said = sayWho.map((name) => headers(name)?.slice(0, longestSaid) ?? '');
  const words = said.filter((text) => text !== '');
  const tool = tools.find(([, shape]) => words.some((text) => shape.test(text)));
  if (tool) return tool[0];
  return caller ?? libraryIn(said[0] ?? '');
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
