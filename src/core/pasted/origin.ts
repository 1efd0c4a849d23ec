/** What sent or showed an error, as far as its text gives away. */
export const pastedProviders = [
  'openrouter',
  'azure-openai',
  'github-models',
  'groq',
  'gemini',
  'bedrock',
  'mistral',
  'xai',
  'deepseek',
  'cerebras',
  'cohere',
  'huggingface',
  'moonshot',
  'zai',
  'together',
  'alibaba',
  'anthropic',
  'openai',
] as const;
export type PastedProvider = (typeof pastedProviders)[number];

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

type Marks<T extends string> = readonly (readonly [T, RegExp])[];

/** In order: those that speak another's dialect, or pass its errors on, before the one whose dialect it is. */
const providers: Marks<PastedProvider> = [
  ['openrouter', /openrouter|free-models-per-|user_2[a-z0-9]{20}/],
  ['azure-openai', /azure|aka\.ms\/oai|ai ?services s0|openai s0|cognitiveservices/],
  ['github-models', /userbymodelby|userconcurrentrequests|userbyminute|models\.(?:github|inference)/],
  ['groq', /groq|service tier on_demand/],
  [
    'gemini',
    /generativelanguage|ai\.google\.dev|gemini-api|vertex|aistudio|"resource_exhausted"|google\.rpc|googleapis/,
  ],
  ['bedrock', /bedrock|throttlingexception|\bamazon\b|botocore|unrecognizedclientexception/],
  ['mistral', /mistral|codestral/],
  ['xai', /\bx\.ai\b|\bxai\b|\bgrok-|\(actual\/limit\)/],
  ['together', /together\.(?:ai|xyz)|together ai/],
  ['deepseek', /deepseek/],
  ['cerebras', /cerebras/],
  ['cohere', /cohere|using a trial key/],
  ['huggingface', /hugging ?face|hf\.co/],
  ['moonshot', /moonshot|kimi/],
  ['alibaba', /aliyun|dashscope|alibabacloud/],
  ['zai', /\bz\.ai\b|bigmodel|\bglm-/],
  ['anthropic', /anthropic|claude|"type": ?"error"|'type': ?'error'|request_id"?: ?"?req_01/],
  [
    'openai',
    /platform\.openai\.com|help\.openai\.com|api\.openai\.com|in organization org-|openaiexception|insufficient_quota|\bgpt-|\bo[134](?:-mini)?\b|chatgpt|openai/,
  ],
];

const tools: Marks<PastedTool> = [
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

export function providerIn(lower: string): PastedProvider | null {
  return providers.find(([, mark]) => mark.test(lower))?.[0] ?? null;
}

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
