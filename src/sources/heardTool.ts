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

/** The extension on a stack, by its folder `publisher.name-1.2.3`, as `publisher.name`; `null` if there is none. */
export function extensionOn(stack: string | undefined): string | null {
  const folder = /[/\\]extensions[/\\]([\w-]{1,80}\.[\w-]{1,80}?)-\d+\.\d+\.\d+/;
  return folder.exec(stack?.slice(0, 10_000) ?? '')?.[1]?.toLowerCase() ?? null;
}
