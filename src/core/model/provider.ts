/**
 * Every provider known by name. The order matters, because a pasted text is recognized from the end of the list: a
 * provider whose models or wordings others pass on comes before those that pass them on.
 */
export const providerIds = [
  'openai',
  'anthropic',
  'zai',
  'alibaba',
  'moonshot',
  'huggingface',
  'cohere',
  'cerebras',
  'deepseek',
  'together',
  'fireworks',
  'replicate',
  'perplexity',
  'ollama',
  'lmstudio',
  'sambanova',
  'xai',
  'mistral',
  'bedrock',
  'gemini',
  'groq',
  'github-models',
  'cursor',
  'azure-openai',
  'openrouter',
  'litellm',
  'compatible',
] as const;
export type ProviderId = (typeof providerIds)[number];

export type Protocol = 'openai' | 'anthropic';

/**
 * Where a provider tells the limits of a key: in every answer, in a refusal that one of them caused, or nowhere, because it
 * runs on the user's machine and has none.
 */
export type LimitPlace = 'answers' | 'refusals' | 'nowhere';

/**
 * One provider. Small, because it is loaded at the start; what only rare screens need is in `core/dialects/presets.ts`.
 */
export interface Provider {
  /** A proper name, the same in every language; `null` for an endpoint that has none. */
  readonly name: string | null;
  /** The protocol of the client that speaks to it; `null` if it is known from pasted texts alone. */
  readonly protocol: Protocol | null;
  readonly dialect: DialectId;
  readonly limitsIn: LimitPlace;
  /** The address that its keys belong to; `null` if the user has to say. */
  readonly baseUrl: string | null;
  /** The only environment variables that its key is read from, each with the one that may move its base URL. */
  readonly variables: readonly { readonly key: string; readonly baseUrl: string | null }[];
}

function row(name: string | null, protocol: Protocol | null, dialect: DialectId, baseUrl: string | null = null) {
  return (key?: string, movedBy: string | null = null, limitsIn: LimitPlace = usualPlace(dialect)): Provider => {
    const variables = key === undefined ? [] : [{ key, baseUrl: movedBy }];
    return { name, protocol, dialect, limitsIn, baseUrl, variables };
  };
}

function usualPlace(dialect: DialectId): LimitPlace {
  return dialect === 'none' ? 'refusals' : 'answers';
}

/** The row of each provider. Names, addresses and variables come from its own documentation. */
export const providers: Readonly<Record<ProviderId, Provider>> = {
  openai: row('OpenAI', 'openai', 'openai', 'https://api.openai.com/v1')('OPENAI_API_KEY', 'OPENAI_BASE_URL'),
  anthropic: row(
    'Anthropic',
    'anthropic',
    'anthropic',
    'https://api.anthropic.com',
  )('ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL'),
  zai: row('Z.ai', 'openai', 'none', 'https://api.z.ai/api/paas/v4')('ZAI_API_KEY'),
  alibaba: row('Alibaba Cloud', null, 'none')(),
  moonshot: row('Moonshot AI', 'openai', 'any', 'https://api.moonshot.ai/v1')('MOONSHOT_API_KEY', null, 'refusals'),
  huggingface: row('Hugging Face', null, 'none')(),
  cohere: row('Cohere', null, 'any')(),
  cerebras: row('Cerebras', 'openai', 'cerebras', 'https://api.cerebras.ai/v1')('CEREBRAS_API_KEY'),
  deepseek: row('DeepSeek', 'openai', 'none', 'https://api.deepseek.com')('DEEPSEEK_API_KEY'),
  // Its limits are counted per second: full again before the next check, so that there is nothing to watch in them
  // (docs/providers.md, Together).
  together: row(
    'Together AI',
    'openai',
    'together',
    'https://api.together.xyz/v1',
  )('TOGETHER_API_KEY', null, 'refusals'),
  fireworks: row('Fireworks AI', 'openai', 'fireworks', 'https://api.fireworks.ai/inference/v1')('FIREWORKS_API_KEY'),
  replicate: row('Replicate', null, 'replicate')(),
  perplexity: row('Perplexity', null, 'any')(),
  ollama: row('Ollama', 'openai', 'none', 'http://localhost:11434/v1')(undefined, null, 'nowhere'),
  lmstudio: row('LM Studio', 'openai', 'none', 'http://localhost:1234/v1')(undefined, null, 'nowhere'),
  sambanova: row('SambaNova', 'openai', 'xai', 'https://api.sambanova.ai/v1')('SAMBANOVA_API_KEY'),
  xai: row('xAI', 'openai', 'xai', 'https://api.x.ai/v1')('XAI_API_KEY'),
  mistral: row('Mistral', 'openai', 'mistral', 'https://api.mistral.ai/v1')('MISTRAL_API_KEY'),
  bedrock: row('Amazon Bedrock', null, 'none')(),
  gemini: row(
    'Google Gemini',
    'openai',
    'none',
    'https://generativelanguage.googleapis.com/v1beta/openai',
  )('GEMINI_API_KEY'),
  groq: row('Groq', 'openai', 'groq', 'https://api.groq.com/openai/v1')('GROQ_API_KEY'),
  // What its headers advertise does not bind (docs/providers.md, GitHub Models). No variable: tokens of that name have
  // other work, and more rights than a check needs.
  'github-models': row(
    'GitHub Models',
    'openai',
    'azure',
    'https://models.github.ai/inference',
  )(undefined, null, 'refusals'),
  // An editor: it sells other providers' models, and its teams' admin API tells what they used.
  cursor: row('Cursor', null, 'none', 'https://api.cursor.com')(),
  'azure-openai': row('Azure OpenAI', 'openai', 'azure')(),
  openrouter: row('OpenRouter', 'openai', 'none', 'https://openrouter.ai/api/v1')('OPENROUTER_API_KEY'),
  litellm: row('LiteLLM', 'openai', 'any')(),
  compatible: row(null, 'openai', 'any')(),
};

export const dialectIds = [
  /** Any unknown endpoint: headers are read by the words in their names. */
  'any',
  /** Sends no limits with its answers; headers that a gateway adds are read by the words in their names. */
  'none',
  'openai',
  'anthropic',
  'groq',
  'mistral',
  'xai',
  'azure',
  'cerebras',
  'fireworks',
  'together',
  'replicate',
] as const;

export type DialectId = (typeof dialectIds)[number];
