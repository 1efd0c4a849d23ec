/** The tools that show errors and can be recognised by their text. */
export const pastedTools = [
  'cursor',
  'claude-code',
  'codex',
  'copilot',
  'windsurf',
  'cline',
  'roo-code',
  'kilo-code',
  'continue',
  'zed',
  'aider',
  'gemini-cli',
  'n8n',
  'litellm',
  'langchain',
  'curl',
] as const;
export type PastedTool = (typeof pastedTools)[number];

/** Marks that only that tool makes: a terminal, a model or a database can carry its name as well. */
const tools: readonly (readonly [PastedTool, RegExp])[] = [
  [
    'cursor',
    /user (?:provided )?api key rate limit exceeded|\baiserver\.v1\b|\berror_(?:bad_user_api_key|(?:free|pro)_user_[a-z_]{5,20}|usage_pricing_required)|(?:connecting to|reach) the model provider|workbench\.desktop\.main|current plan or api key|hit your openai key rate limit|problem reaching openai|\bget cursor pro\b|hi@cursor\.|\bcursor\.com\/(?:api|dashboard)|\bspendlimithit\b|monthly cycle ends/,
  ],
  [
    'claude-code',
    /@anthropic-ai\/claude-code|\bclaude-code:|welcome to claude code|claude code v?\d|\bclaude_code_[a-z]|\/rate-limit-options|temporarily limiting requests|please run \/login|\/(?:upgrade|extra-usage) to |⎿|\$bunfs\/root\/src\/entrypoints\/cli|claude code is unable|claude (?:ai )?usage limit reached|limit (?:reached )?[·∙] resets |[·∙] retrying in \d{1,5} ?s(?:econds)?\b|\bthis is a server-side issue, usually temporary\b|\brepeated 529 overloaded\b|\bfor claude code [·∙(]|\bclaude code (?:token|login|could not run)\b|\bunable to connect to api \(|\breturned an empty or malformed response \(http 200\)/,
  ],
  [
    'codex',
    /exceeded retry limit, last status|stream disconnected before completion|\bcodex-cli\b|@openai\/codex\b|\bopenai\.com\/chatgpt\/pricing|openai codex \(v|chatgpt\.com\/(?:backend-api\/)?codex|^[■ ]{0,3}unexpected status \d{3} [a-z ]{3,30}: |\baccess token could not be refreshed\b|^\[codex\] |\bcodex_core\b|\.codex\/|codex ran out of room|using codex with a|out of codex (?:messages|credits)|continue using codex|^(?:error: )?codex error: \{/m,
  ],
  [
    'copilot',
    /copilot request id|\bserver error: .{1,200} error code: [a-z_]{4,40}|sorry, your request (?:failed|was rate-limited)|github\.copilot|githubcopilot\.com|copilotmd|github copilot chat|features\/copilot|\/en\/copilot\/|github-copilot-rate-limit|number of copilot|your copilot token usage|\byour [\w .-]{1,60} token usage, please try again later or switch to auto\b|copilot pro\+|\bquota exceeded server error\b|#copilot - \[|\bgot copilot token for\b|\bcopilot token chat_enabled|premium request allowance|premium requests for copilot|switching to auto|switch to ask mode|\b(?:user|integration)_[a-z_]{0,30}rate_limited\b|\| \[(?:title|panel)|response type \([a-z]{4,20}\) and reason \(/,
  ],
  ['windsurf', /\bwindsurf\.com\b|\bflow=cascade\b|\bcascade error\b|\bserver\.codeium\.com\b/],
  ['roo-code', /rooveterinaryinc|roo-cline|roo code version/],
  ['kilo-code', /\bkilo ?code (?:completion )?error\b|\bprovider: kilocode\b|\bkilocode\.(?:ai|kilo)|^kilo: /m],
  [
    'cline',
    /saoudrizwan|^\[cline\] |cline version|\byour cline account\b|cline is having trouble|work with cline's prompts|\byour cline credits\b|["']modelid["']: ?["'][^"']{1,80}["'], ?["']providerid["']: ?["']/m,
  ],
  ['continue', /\bcontinue\.dev\b|continuedev|\*\*error details\*\*\s{1,6}model:|\berror in continue server\b/],
  ['zed', /\bzed\.dev\b|\bprovided by zed\b|\bzed pro\b|\bcloud language model completion failed\b/],
  [
    'aider',
    /\baider v\d|\baider\.chat\b|^the api provider has rate limited you\. try again later or check your quotas/m,
  ],
  ['n8n', /\bn8n(?:version|details)\b|\bn8n-nodes-|^the service is receiving too many requests from you$/m],
  ['gemini-cli', /gemini-cli|use \/auth to switch|by typing \/auth|\/stats (?:model )?for usage/],
  ['litellm', /\blitellm[.-]|\blitellm proxy\b/],
  ['langchain', /langchain[._/-]|langgraph[._/-]/],
  ['curl', /^(?:\$ )?curl |^curl: \(\d|^< http\/|^http\/[\d.]{1,3} \d{3}/m],
];

/** Tools that sell a plan of their own or relay many providers: a model's name in their texts is nobody's mark. */
export const relays: ReadonlySet<PastedTool> = new Set(['cursor', 'copilot', 'windsurf']);

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
