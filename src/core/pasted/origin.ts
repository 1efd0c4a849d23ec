/** The tools that show errors and can be recognised by their text. */
export const pastedTools = [
  'cursor',
  'claude-code',
  'codex',
  'copilot',
  'cline',
  'roo-code',
  'continue',
  'aider',
  'gemini-cli',
  'litellm',
  'langchain',
  'curl',
] as const;
export type PastedTool = (typeof pastedTools)[number];

const tools: readonly (readonly [PastedTool, RegExp])[] = [
  [
    'cursor',
    /user (?:provided )?api key rate limit exceeded|to the model provider|reach the model provider|workbench\.desktop\.main|current plan or api key|hit your openai key rate limit|problem reaching openai|cursor/,
  ],
  ['claude-code', /claude-code|claude code|\/rate-limit-options|temporarily limiting requests|⎿/],
  ['codex', /exceeded retry limit, last status|stream disconnected before completion|codex/],
  ['copilot', /copilot/],
  ['roo-code', /roo-?code|roo-?cline|roo-?veterinary/],
  ['cline', /cline|saoudrizwan/],
  ['continue', /continue\.dev|continuedev/],
  ['aider', /\baider\b/],
  ['gemini-cli', /gemini-cli|gemini cli|use \/auth to switch/],
  ['litellm', /litellm/],
  ['langchain', /langchain|langgraph/],
  ['curl', /^(?:\$ )?curl |^< http\/|^http\/[\d.]{1,3} \d{3}/m],
];

export function toolIn(lower: string): PastedTool | null {
  return tools.find(([, mark]) => mark.test(lower))?.[0] ?? null;
}

const models: readonly RegExp[] = [
  /\bmodel ?["']?: ?["'`]?([a-z0-9][\w./:@-]{1,80})/i,
  /\b(?:reached|large) for (?:model )?[`"']?([a-z0-9][\w./:@-]{1,80})[`"']? (?:in organization|\()/i,
  /\bmodel [`"']([a-z0-9][\w./:@-]{1,80})[`"']/i,
  /\bmodels\/([a-z0-9][\w.-]{1,80}) is not found/i,
  /\bfor model ([a-z0-9][\w./:@-]{1,80}) in\b/i,
  /\band model ([a-z0-9][\w.:@-]{1,80})\. /i,
];

/** The model that an error names: something with a digit or a dash, which no ordinary word has. */
export function modelIn(text: string): string | null {
  for (const shape of models) {
    const name = shape.exec(text)?.[1]?.replace(/[.:]$/, '');
    if (name && /[\d-]/.test(name) && /[a-z]/i.test(name)) return name;
  }
  return null;
}
